import { describe, expect, it } from "vitest";
import {
  checkTransistors,
  formatSize,
  readProcess,
  recordedSet,
  type Transistor,
} from "../../../src/pdk/index.ts";

const sky130 = readProcess("sky130");
const gf180 = readProcess("gf180");
const embedded = recordedSet(sky130, "embedded");
const continuous = recordedSet(sky130, "continuous");
const sets = [embedded, continuous];

const legal: Transistor = {
  name: "W1",
  cell: "neuron",
  device: "nfet_01v8",
  w: 0.42e-6,
  l: 0.15e-6,
  m: 1,
  nf: 1,
};

function check(change: Partial<Transistor>, options = { supply: 1.8, sets: sets as typeof sets }) {
  const [result] = checkTransistors([{ ...legal, ...change }], sky130, options);
  if (result === undefined) throw new Error("no result");
  return result;
}
const found = (change: Partial<Transistor>, options?: { supply: number; sets: typeof sets }) =>
  check(change, options).issues.map(({ code, rule }) => `${code} ${rule}`);

describe("the check of a transistor", () => {
  it("finds nothing at exactly the least W and L, and changes nothing", () => {
    expect(check({})).toMatchObject({ issues: [], nearest: null });
  });

  it("finds all that is wrong with the published 0.2/0.1 at once, and says what to draw instead", () => {
    const { issues, nearest } = check({ w: 0.2e-6, l: 0.1e-6 });
    expect(issues.map(({ code, rule }) => [code, rule])).toEqual([
      ["PDK_SIZE_OUT_OF_RANGE", "poly.1a"],
      ["PDK_SIZE_OUT_OF_RANGE", "difftap.2"],
      ["PDK_NO_MODEL_BIN", "embedded"],
      ["PDK_NO_MODEL_BIN", "continuous"],
    ]);
    expect(issues[0]).toMatchObject({ actual: 0.1e-6, unit: "m" });
    expect(issues[0]?.limit).toBeCloseTo(0.15e-6, 12);
    expect(issues[0]?.message).toBe("L = 0.1 um, but SKY130 nfet_01v8 needs L >= 0.15 um (poly.1a)");
    expect(nearest && formatSize(nearest)).toBe("W = 0.42 um, L = 0.15 um");
  });

  it("is not misled by W = 0.36 um, which has a model card but breaks the rule outside standard cells", () => {
    expect(found({ w: 0.36e-6 }, { supply: 1.8, sets: [embedded] })).toEqual([
      "PDK_SIZE_OUT_OF_RANGE difftap.2",
    ]);
  });

  it.each([
    ["W off the grid", { w: 0.423e-6 }, "PDK_SIZE_OFF_GRID x.1b"],
    ["L off the grid", { l: 0.1521e-6 }, "PDK_SIZE_OFF_GRID x.1b"],
    ["fingers off the grid", { w: 1.005e-6, nf: 2 }, "PDK_SIZE_OFF_GRID x.1b"],
    ["fingers below the least width", { w: 1e-6, nf: 4 }, "PDK_FINGER_WIDTH difftap.2"],
    [
      "fingers without a model card, though the whole has one",
      { w: 3e-6, nf: 2 },
      "PDK_FINGER_WIDTH embedded",
    ],
    ["no model card", { w: 0.5e-6 }, "PDK_NO_MODEL_BIN embedded"],
    ["a device that one set lacks", { device: "nfet_01v8_lvt" }, "PDK_NO_MODEL_BIN embedded"],
    ["a length beyond all cards", { l: 30e-6 }, "PDK_NO_MODEL_BIN continuous"],
    ["a device that is not there", { device: "nfet_9" }, "PDK_DEVICE_UNKNOWN sky130"],
    ["a device of the SRAM", { device: "special_nfet_pass", w: 0.14e-6 }, "PDK_DEVICE_RESERVED sky130"],
  ])("finds %s", (_what, change, issue) => {
    expect(found(change)).toContain(issue);
  });

  it("takes a total width below the least for one fault, however many fingers", () => {
    const codes = check({ w: 0.4e-6, nf: 2 }, { supply: 1.8, sets: [] }).issues.map(({ code }) => code);
    expect(codes).toEqual(["PDK_SIZE_OUT_OF_RANGE"]);
  });

  it("accepts fingers that are legal each, and devices in parallel", () => {
    expect(found({ w: 2e-6, nf: 2, m: 3 })).toEqual([]);
  });

  it("takes sizes in floating point for what they were meant to be", () => {
    expect(found({ w: 84 * 5e-9, l: 3 * 0.05e-6 })).toEqual([]);
    expect(found({ w: 4.2e-6 / 10, l: 0.15e-6 - 1e-17 })).toEqual([]);
  });

  it("refuses more than the greatest width where the process has one", () => {
    const wide = { ...legal, device: "nmos_3p3", w: 120e-6, l: 0.28e-6 };
    const [result] = checkTransistors([wide], gf180, { supply: 3.3, sets: [] });
    expect(result?.issues.map(({ code, rule }) => [code, rule])).toEqual([
      ["PDK_SIZE_OUT_OF_RANGE", "DF.2b"],
    ]);
    expect(result?.nearest && formatSize(result.nearest)).toBe("W = 60 um, L = 0.28 um, m = 2");
  });

  it("finds a supply above what the models are good for, and names the voltages; the size needs no change", () => {
    const { issues, nearest } = check({}, { supply: 3.3, sets });
    expect(issues).toHaveLength(1);
    expect(issues[0]).toMatchObject({
      code: "PDK_VOLTAGE_OUT_OF_RANGE",
      rule: "Vds, Vgs, Vbs",
      limit: 1.95,
      actual: 3.3,
    });
    expect(nearest).toBeNull();
    expect(found({}, { supply: 1.95, sets })).toEqual([]);
    const highVoltage = { device: "nfet_g5v0d10v5", l: 0.5e-6 };
    expect(found(highVoltage, { supply: 6, sets: [continuous] })).toEqual([
      "PDK_VOLTAGE_OUT_OF_RANGE Vgs, Vbs",
    ]);
  });

  it("leaves the transistors of a table in their order, each with its own findings", () => {
    const table = [legal, { ...legal, name: "W2", l: 0.1e-6 }, { ...legal, name: "W3" }];
    const results = checkTransistors(table, sky130, { supply: 1.8, sets });
    expect(results.map(({ transistor, issues }) => [transistor.name, issues.length > 0])).toEqual([
      ["W1", false],
      ["W2", true],
      ["W3", false],
    ]);
  });
});
