import { describe, expect, it } from "vitest";
import { MemspiceError } from "../../../src/foundation/index.ts";
import { emitRunSpec, parseRunSpec, runJsonSchema } from "../../../src/spec/index.ts";

function fault(text: string, overrides: string[] = []): MemspiceError {
  try {
    parseRunSpec(text, { file: "run.yaml", overrides });
  } catch (error) {
    if (error instanceof MemspiceError) return error;
    throw error;
  }
  throw new Error("it was accepted");
}

describe("a run spec", () => {
  it("is complete when the file is empty", () => {
    const spec = parseRunSpec("");
    expect(spec.array).toMatchObject({ tile: [64, 64], driver: 0, sense: 0, readTime: 1e-6 });
    expect(spec.array.drive).toEqual({ word: "left", bit: "bottom" });
    expect(spec.device).toMatchObject({
      model: "hp",
      rOn: 100,
      rOff: 16e3,
      thickness: 1e-8,
      mobility: 1e-14,
    });
  });

  it("reads quantities with SI suffixes and units", () => {
    const spec = parseRunSpec("device: {rOn: 1k, rOff: '20 kohm'}\narray: {wire: {rWire: 0.5}}");
    expect(spec.device).toMatchObject({ rOn: 1000, rOff: 20e3, mobility: 1e-14 });
    expect(spec.array.wire).toEqual({ rWire: 0.5 });
  });

  it("takes the listing's values as the preset legacy, and single parameters over a preset", () => {
    expect(parseRunSpec("device: {preset: legacy}").device).toMatchObject({ thickness: 1, rOff: 100e3 });
    expect(parseRunSpec("device: {preset: legacy, thickness: 10n}").device).toMatchObject({
      thickness: 1e-8,
    });
  });

  it("lets --set replace one field, of any depth, also in an empty file", () => {
    const spec = parseRunSpec("", { overrides: ["array.tile=[32, 16]", "device.rOn=1k"] });
    expect(spec.array.tile).toEqual([32, 16]);
    expect(spec.device).toMatchObject({ rOn: 1000 });
  });

  it("survives being written and read again", () => {
    const spec = parseRunSpec(
      "seed: 7\ndevice: {preset: legacy, window: joglekar}\narray: {wire: {rWire: 2}}",
    );
    expect(parseRunSpec(emitRunSpec(spec))).toEqual(spec);
  });

  it("names an unknown key, its line, and the keys that are known there", () => {
    const error = fault("seed: 1\narray:\n  tiles: [1, 2]\n");
    expect(error.code).toBe("SPEC_UNKNOWN_KEY");
    expect(error.at).toEqual(["run.yaml:3", "array", "tiles"]);
    expect(error.hint).toContain("tile, wire, cell, driver, sense, drive, readTime, compare");
  });

  it.each([
    ["a wrong unit", "device: {rOn: 5V}", "device / rOn", '"5V" is not a quantity in ohm'],
    ["NaN", "seed: .nan", "seed", "NaN"],
    ["not a number", "characterization: {pulses: {vSet: .nan}}", "characterization / pulses / vSet", "NaN"],
    ["infinity", "device: {rOff: .inf}", "device / rOff", "rOff"],
    [
      "a negative resistance",
      "device: {rOn: -100}",
      "device / rOn",
      "-100 ohm is below the least allowed, 1",
    ],
    ["a negative wire", "array: {wire: {rWire: -1}}", "array / wire / rWire", "-1 ohm"],
    ["a negative driver", "array: {driver: -1}", "array / driver", "-1 ohm"],
    ["a negative sense amplifier", "array: {sense: -2}", "array / sense", "-2 ohm"],
    ["an end that a word line has not", "array: {drive: {word: right}}", "array / drive / word", "both"],
    ["a tile of 0", "array: {tile: [0, 64]}", "array / tile / 0", ">=1"],
    [
      "a window upside down",
      "mapping: {window: {gMin: 1m, gMax: 1u}}",
      "mapping / window / gMin",
      "less than gMax",
    ],
    ["rOn above rOff", "device: {rOn: 20k}", "device / rOn", "less than rOff"],
    ["a name that is a path", "name: ../x", "name", "letters, digits"],
  ])("refuses %s with its place", (_what, text, place, part) => {
    const error = fault(text);
    expect(error.code).toBe("SPEC_VALUE");
    expect(error.at.slice(1).join(" / ")).toBe(place);
    expect(error.message).toContain(part);
    expect(error.hint).not.toBe("");
  });

  it("lists all faults at once", () => {
    const error = fault("seed: -1\narray: {tile: [0, 0]}\nfoo: 1");
    expect(error.code).toBe("SPEC_INVALID");
    for (const part of ["run.yaml:1 / seed", "array / tile / 0", "array / tile / 1", "unknown key foo"]) {
      expect(error.message).toContain(part);
    }
  });

  it.each([
    ["broken YAML", "a: [1", "run.yaml:1"],
    ["a list", "- 1\n- 2", "run.yaml"],
    ["a key twice", "seed: 1\nseed: 2", "run.yaml:2"],
  ])("refuses %s as syntax", (_what, text, place) => {
    const error = fault(text);
    expect(error.code).toBe("SPEC_SYNTAX");
    expect(error.at[0]).toBe(place);
  });

  it.each(["array.tile", "=3", "seed.x.y=1", "name=[1"])("refuses the override %s", (override) => {
    expect(fault("seed: 3", [override]).code).toBe("SPEC_OVERRIDE");
  });
});

describe("the JSON schema", () => {
  it("describes the fields a user may write, and forbids others", () => {
    const schema = runJsonSchema() as { properties: Record<string, unknown>; additionalProperties: boolean };
    expect(Object.keys(schema.properties)).toContain("array");
    expect(schema.additionalProperties).toBe(false);
    expect(JSON.stringify(schema)).toContain("quantity in ohm");
  });
});
