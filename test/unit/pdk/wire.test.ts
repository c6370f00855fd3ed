import { describe, expect, it } from "vitest";
import type { MemspiceError } from "../../../src/foundation/index.ts";
import { readProcess, segmentResistance, thinnestWire } from "../../../src/pdk/index.ts";

const process = readProcess("sky130");
const line = { metal: "met3", width: 0.6e-6 };

function errorOf(action: () => unknown): MemspiceError {
  try {
    action();
  } catch (error) {
    return error as MemspiceError;
  }
  throw new Error("nothing was thrown");
}

describe("a wire segment", () => {
  it("has sheet resistance times squares: met3 of 0.6 um at a pitch of 1.2 um is 2 x 0.047 ohm", () => {
    const wire = { word: line, bit: { metal: "met1", width: 0.14e-6 }, pitch: 1.2e-6 };
    const { rWord, rBit } = segmentResistance(process, wire);
    expect(rWord).toBeCloseTo(0.094, 12);
    expect(rBit).toBeCloseTo((0.125 * 1.2) / 0.14, 12);
  });

  it("is what was given, where a resistance was given", () => {
    expect(segmentResistance(process, { rWire: 2 })).toEqual({ rWord: 2, rBit: 2 });
  });

  it.each([
    ["a metal that is not there", { metal: "met9", width: 1e-6 }, 3e-6, "PDK_METAL_UNKNOWN"],
    ["a width below the rule", { metal: "met5", width: 1e-6 }, 9e-6, "PDK_WIDTH_TOO_SMALL"],
    ["a pitch without room for the space", { metal: "met3", width: 0.6e-6 }, 0.8e-6, "PDK_PITCH_TOO_SMALL"],
  ])("with %s is refused", (_what, bad, pitch, code) => {
    const error = errorOf(() =>
      segmentResistance(process, { word: { metal: "met3", width: 0.3e-6 }, bit: bad, pitch }),
    );
    expect([error.code, error.at[1]]).toEqual([code, "wire"]);
    expect(error.hint).not.toBe("");
  });

  it("is legal at exactly the least width and the least pitch", () => {
    const least = { metal: "met1", width: 0.14e-6 };
    expect(segmentResistance(process, { word: least, bit: least, pitch: 0.28e-6 }).rWord).toBeCloseTo(
      0.25,
      12,
    );
  });

  it("follows the temperature of its metal: met3 at 85 degree C has 18.6 % more, at that of the sheet resistance nothing", () => {
    const wire = { word: line, bit: { metal: "met1", width: 0.14e-6 }, pitch: 1.2e-6 };
    const cool = segmentResistance(process, wire);
    const hot = segmentResistance(process, wire, 85);
    expect(hot.rWord / cool.rWord).toBeCloseTo(1 + 3.424e-3 * 55 - 7.739e-7 * 55 ** 2, 12);
    expect(hot.rBit).toBeGreaterThan(cool.rBit);
    expect(segmentResistance(process, wire, 30)).toEqual(cool);
    expect(segmentResistance(process, wire, -40).rWord).toBeLessThan(cool.rWord);
  });

  it("has no temperature where no coefficient is recorded", () => {
    const gf180 = readProcess("gf180");
    const metal = { metal: "metal3", width: 1e-6 };
    const error = errorOf(() => segmentResistance(gf180, { word: metal, bit: metal, pitch: 3e-6 }, 85));
    expect([error.code, error.at]).toEqual(["PDK_METAL_TEMPERATURE", ["nonidealities", "temperatureC"]]);
    expect(error.hint).not.toBe("");
  });

  it("is worst in met1 of SKY130, and that is legal", () => {
    const thin = thinnestWire(process, 1.2e-6);
    expect([thin.word.metal, thin.word.width]).toEqual(["met1", 0.14e-6]);
    expect(segmentResistance(process, thin).rBit).toBeGreaterThan(1);
  });

  it("lies between the least and greatest that the foundry gives", () => {
    for (const { sheetResistance } of Object.values(process.metals)) {
      expect(sheetResistance.min).toBeLessThan(sheetResistance.typ);
      expect(sheetResistance.max).toBeGreaterThan(sheetResistance.typ);
    }
  });
});
