import { describe, expect, it } from "vitest";
import { emitRunSpec, parseRunSpec } from "../../../src/spec/index.ts";

const codeAt = (text: string) => {
  try {
    parseRunSpec(text, { file: "run.yaml" });
  } catch (error) {
    const { code, at, hint } = error as { code: string; at: readonly string[]; hint: string };
    return { code, at: at.slice(1).join(" / "), hint };
  }
  throw new Error("it was accepted");
};

describe("the neuron of a run spec", () => {
  it("is left out by default", () => {
    expect(parseRunSpec("").neuron).toBeNull();
    expect(parseRunSpec("neuron: null").neuron).toBeNull();
  });

  it("is complete when it is named without a word more", () => {
    expect(parseRunSpec("neuron: {}").neuron).toEqual({
      sizing: "tirado-barron-x5",
      cell: "neuron",
      currents: { min: 1e-8, max: 1e-6, points: 12 },
      supply: null,
      temperatureC: 27,
      corner: null,
      clip: 0.999,
    });
  });

  it("is reached by --set, and survives being written and read again", () => {
    const spec = parseRunSpec("", { overrides: ["neuron.sizing=./mine.yaml", "neuron.currents.max=500n"] });
    expect(spec.neuron).toMatchObject({ sizing: "./mine.yaml", currents: { min: 1e-8, max: 5e-7 } });
    expect(parseRunSpec(emitRunSpec(spec))).toEqual(spec);
  });

  it.each([
    [
      "currents that do not rise",
      "neuron: {currents: {min: 1u, max: 1n}}",
      "SPEC_VALUE",
      "neuron / currents / min",
    ],
    ["a current in volts", "neuron: {currents: {max: 1 V}}", "SPEC_VALUE", "neuron / currents / max"],
    ["a clip above 1", "neuron: {clip: 1.5}", "SPEC_VALUE", "neuron / clip"],
    ["a clip of 0", "neuron: {clip: 0}", "SPEC_VALUE", "neuron / clip"],
    ["one point", "neuron: {currents: {points: 1}}", "SPEC_VALUE", "neuron / currents / points"],
    ["a temperature of 1000", "neuron: {temperatureC: 1000}", "SPEC_VALUE", "neuron / temperatureC"],
    ["a supply of 0", "neuron: {supply: 0}", "SPEC_VALUE", "neuron / supply"],
  ])("refuses %s", (_, text, code, at) => {
    expect(codeAt(text)).toMatchObject({ code, at });
  });

  it("names an unknown key and the known ones", () => {
    const { code, at, hint } = codeAt("neuron: {size: x5}");
    expect([code, at]).toEqual(["SPEC_UNKNOWN_KEY", "neuron / size"]);
    expect(hint).toContain("sizing, cell, currents, supply, temperatureC, corner, clip");
  });
});
