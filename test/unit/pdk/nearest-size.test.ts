import { describe, expect, it } from "vitest";
import { readProcess, recordedSet, sizeFinder } from "../../../src/pdk/index.ts";

const sky130 = readProcess("sky130");
const find = sizeFinder(sky130, [recordedSet(sky130, "embedded"), recordedSet(sky130, "continuous")]);
const um = (w: number, l: number, m = 1) => ({ w: w * 1e-6, l: l * 1e-6, m });

describe("the nearest size", () => {
  it.each([
    ["nfet_01v8", um(0.2, 0.1), um(0.42, 0.15)],
    ["pfet_01v8", um(0.2, 0.1), um(0.42, 0.15)],
    ["nfet_01v8", um(1, 0.1), um(1, 0.15)],
    ["nfet_01v8", um(15, 0.1), um(5, 0.15, 3)],
    ["nfet_01v8", um(5, 0.15, 3), um(5, 0.15, 3)],
    ["nfet_01v8", um(1.5, 0.1), um(0.74, 0.15, 2)], // 1.48 in two, not 1.68 in one
    ["nfet_01v8", um(2.1, 0.15), um(2, 0.15)], // a card's point, not its edge of 2.005
    ["pfet_01v8_hvt", um(2.1, 0.15), um(2.1, 0.15)], // without gaps: as wanted
    ["pfet_01v8_hvt", um(2.1012, 0.1501), um(2.1, 0.15)],
  ])("of %s %o is %o", (device, wanted, nearest) => {
    const size = find(device, wanted);
    expect(size?.m).toBe(nearest.m);
    expect(size?.w).toBeCloseTo(nearest.w, 12);
    expect(size?.l).toBeCloseTo(nearest.l, 12);
  });

  it("is none where no set models the device, and none where one does not", () => {
    expect(find("nfet_01v8_lvt", um(1, 0.15))).toBeNull();
    expect(find("nfet_9", um(1, 0.15))).toBeNull();
  });

  it("is bounded by the rules alone where no set is asked", () => {
    const size = sizeFinder(sky130, [])("nfet_01v8", um(0.2, 500));
    expect(size?.w).toBeCloseTo(0.42e-6, 12);
    expect(size?.l).toBeCloseTo(500e-6, 12);
  });

  it("is written in round numbers", () => {
    expect(find("nfet_01v8", um(0.2, 0.1))).toEqual({ w: 4.2e-7, l: 1.5e-7, m: 1 });
  });
});
