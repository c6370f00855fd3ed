import { describe, expect, it } from "vitest";
import { type Card, emitRunSpec, memristorCards, modelNames, parseRunSpec } from "../../../src/spec/index.ts";

const faultOf = (yaml: string) => {
  try {
    parseRunSpec(yaml, { file: "s.yaml" });
  } catch (error) {
    return error as Error & { code: string; at: readonly string[]; hint: string };
  }
  throw new Error(`${yaml} was taken`);
};

describe("a device of a run spec", () => {
  it.each(modelNames)("may be a %s, complete from its name alone, with a bench that suits it", (model) => {
    const spec = parseRunSpec(`device: { model: ${model} }`);
    const card: Card = memristorCards[model];
    const preset = card.presets[card.preset];
    expect(spec.device).toMatchObject({ model, preset: card.preset, ...preset?.values });
    expect(spec.characterization.pulses).toEqual(preset?.bench.pulses);
    expect(spec.mapping.window).toEqual(preset?.bench.window);
    expect(parseRunSpec(emitRunSpec(spec))).toEqual(spec);
  });

  it("takes what the user says over the preset, of parameters, words and bench alike", () => {
    const spec = parseRunSpec(
      "device: { model: team, preset: technion, rOff: 100k, window: exponential }\ncharacterization: { pulses: { count: 7 } }\nmapping: { window: { gMax: 8u } }",
    );
    expect(spec.device).toMatchObject({
      rOff: 1e5,
      window: "exponential",
      resistance: "linear",
      kOff: 8e-13,
    });
    expect(spec.characterization.pulses).toMatchObject({ count: 7, vSet: 6, width: 0.5 });
    expect(spec.mapping.window).toEqual({ gMin: 5.8e-6, gMax: 8e-6 });
  });

  it("that is of no known model is told the known ones", () => {
    const fault = faultOf("device:\n  model: tream");
    expect(fault).toMatchObject({ code: "SPEC_VALUE", at: ["s.yaml:2", "device", "model"] });
    for (const model of modelNames) expect(fault.message).toContain(model);
  });

  it.each([
    ["vteam", "kOn: 3", "kOn"],
    ["team", "iOn: 8.9u", "iOn"],
    ["yakopcic", "xP: 1.5", "xP"],
    ["stanford-pku", "ambient: 4 K", "ambient"],
    ["sky130-reram", "velocity: 1e9", "velocity"],
    ["metastable-switch", "phi: 2", "phi"],
    ["zhang-2017", "windowExponent: 40", "windowExponent"],
    ["hp", "thickness: 0", "thickness"],
  ])("of %s with %s is out of its card's range: place, and the range as a hint", (model, field, name) => {
    const fault = faultOf(`device:\n  model: ${model}\n  ${field}`);
    expect(fault).toMatchObject({ code: "SPEC_VALUE", at: ["s.yaml:3", "device", name] });
    expect(fault.hint).toContain(`The card of ${model} allows`);
  });

  it.each([
    ["device: { model: vteam, vOn: -3 A }", "SPEC_VALUE", "quantity in V"],
    ["device: { model: sky130-reram, filamentMin: 4.95n }", "SPEC_VALUE", "must be less than filamentMax"],
    ["device: { model: hp, windowExponent: 1.5 }", "SPEC_VALUE", "int"],
    ["device: { model: vteam, preset: physical }", "SPEC_VALUE", "memtorch"],
    ["device: 3", "SPEC_VALUE", "mapping"],
  ])("%s is %s", (yaml, code, words) => {
    const fault = faultOf(yaml);
    expect(fault.code).toBe(code);
    expect(fault.message).toContain(words);
  });

  it("with a key of another model is told the keys of its own", () => {
    const fault = faultOf("device: { model: vteam, mobility: 1 }");
    expect(fault.code).toBe("SPEC_UNKNOWN_KEY");
    expect(fault.hint).toContain("kOn");
    expect(fault.hint).not.toContain("mobility");
  });
});

describe.each(modelNames)("the card of %s", (model) => {
  const card: Card = memristorCards[model];

  it("gives every parameter a unit, a range and a meaning, and every preset values inside and a source", () => {
    expect(Object.keys(card.presets)).toContain(card.preset);
    for (const { source, values } of Object.values(card.presets)) {
      expect(source.length).toBeGreaterThan(10);
      expect(Object.keys(values).sort()).toEqual(Object.keys(card.parameters).sort());
      for (const [name, { min, max, meaning }] of Object.entries(card.parameters)) {
        expect(values[name], name).toBeGreaterThanOrEqual(min);
        expect(values[name], name).toBeLessThanOrEqual(max);
        expect(meaning.length).toBeGreaterThan(3);
      }
    }
  });

  it("spells its parameters so that SPICE, which knows no case, tells them apart", () => {
    const names = [...Object.keys(card.parameters), ...Object.keys(card.choices), "x0", "cstate"];
    expect(new Set(names.map((name) => name.toLowerCase())).size).toBe(names.length);
  });
});
