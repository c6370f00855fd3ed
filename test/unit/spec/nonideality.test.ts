import { describe, expect, it } from "vitest";
import { emitRunSpec, parseRunSpec } from "../../../src/spec/index.ts";

const faultOf = (text: string) => {
  try {
    parseRunSpec(text, { file: "run.yaml" });
  } catch (error) {
    const { code, at, hint, message } = error as Error & {
      code: string;
      at: readonly string[];
      hint: string;
    };
    return { code, at: at.slice(1).join(" / "), hint, message };
  }
  throw new Error("it was accepted");
};

describe("what is not ideal in a run spec", () => {
  it("is all off by default", () => {
    const { nonidealities, converters, montecarlo, variability } = parseRunSpec("");
    expect(nonidealities).toEqual({ readNoise: 0, drift: null, temperatureC: null });
    expect(converters).toEqual({ dac: null, adc: null });
    expect(montecarlo).toEqual({ chips: 1, chip: 0 });
    expect(variability.stuckAt).toEqual({ off: 0, on: 0, map: null });
  });

  it("is complete when it is named, and survives being written and read again", () => {
    const spec = parseRunSpec(
      "nonidealities: { readNoise: 0.01, drift: { time: 3600, nu: 0.02 }, temperatureC: 85 }\nconverters: { dac: {}, adc: {} }",
      { overrides: ["converters.adc.range=5u", "variability.stuckAt.map=./cells.csv"] },
    );
    expect(spec.nonidealities.drift).toEqual({ time: 3600, nu: 0.02, nuSpread: 0, t0: 1 });
    expect(spec.converters).toEqual({
      dac: { bits: 8, range: "max" },
      adc: { bits: 8, range: 5e-6, quantile: 0.999, images: 256 },
    });
    expect(parseRunSpec(emitRunSpec(spec))).toEqual(spec);
    const own = parseRunSpec("nonidealities: { drift: { time: 3600, law: device } }");
    expect(own.nonidealities.drift).toEqual({ time: 3600, law: "device" });
  });

  it.each([
    ["an ADC of 0 bits", "converters: { adc: { bits: 0 } }", "converters / adc / bits"],
    ["half a bit", "converters: { dac: { bits: 0.5 } }", "converters / dac / bits"],
    ["a range of nothing", "converters: { adc: { range: 0 } }", "converters / adc / range"],
    ["a range that is no word we know", "converters: { adc: { range: auto } }", "converters / adc / range"],
    ["negative noise", "nonidealities: { readNoise: -0.1 }", "nonidealities / readNoise"],
    [
      "a drift back in time",
      "nonidealities: { drift: { time: 0.1, nu: 0.1 } }",
      "nonidealities / drift / time",
    ],
    ["a drift without a law", "nonidealities: { drift: { time: 10 } }", "nonidealities / drift / nu"],
    ["a temperature beyond silicon", "nonidealities: { temperatureC: 400 }", "nonidealities / temperatureC"],
    [
      "a temperature of wires without a metal",
      "array: { wire: { rWire: 2 } }\nnonidealities: { temperatureC: 85 }",
      "nonidealities / temperatureC",
    ],
    ["no chips", "montecarlo: { chips: 0 }", "montecarlo / chips"],
    [
      "a map of stuck cells and shares at once",
      "variability: { stuckAt: { off: 0.1, map: cells.csv } }",
      "variability / stuckAt / map",
    ],
  ])("refuses %s, with its place and what to do", (_what, text, at) => {
    const fault = faultOf(text);
    expect(fault).toMatchObject({ code: "SPEC_VALUE", at });
    expect(fault.hint).not.toBe("");
  });
});
