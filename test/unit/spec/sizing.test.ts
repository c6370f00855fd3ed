import { describe, expect, it } from "vitest";
import { MemspiceError } from "../../../src/foundation/index.ts";
import { emitSizingSpec, measures, parseSizingSpec, sizingJsonSchema } from "../../../src/spec/index.ts";

const table = `memspice: 1
process: sky130
cells:
  neuron:
    topology: lif-9t
    devices:
      W1: { w: 0.42u, l: 0.15u }
      W2: { w: "5 um", l: 150n, m: 3, nf: 2, model: pfet_01v8_hvt }
    parameters: { cm: 200f }
  bridge:
    topology: ./own.sp
    kind: synapse
    devices: { W1: { w: 1u, l: 1u } }
    memristor: { rOff: 20k }
limits:
  - { cell: neuron, measure: spikeRate, at: { iin: 100n }, min: 300k, typ: 360k, max: 420k }
  - { cell: bridge, measure: conductanceChange, at: { g: 100u, dt: "-1 ms" }, max: -1n }
`;

function fault(text: string, overrides: string[] = []): MemspiceError {
  try {
    parseSizingSpec(text, { file: "table.yaml", overrides });
  } catch (error) {
    if (error instanceof MemspiceError) return error;
    throw error;
  }
  throw new Error("it was accepted");
}

const spoilt = (part: string, by: string): MemspiceError => {
  expect(table).toContain(part);
  return fault(table.replace(part, by));
};

describe("a sizing table", () => {
  it("comes out in metres, with every default filled in", () => {
    const { cells, conditions, mismatch, name } = parseSizingSpec(table);
    expect(cells.neuron?.devices.W1).toEqual({ w: 4.2e-7, l: 1.5e-7, m: 1, nf: 1, model: null });
    expect(cells.neuron?.devices.W2).toEqual({ w: 5e-6, l: 1.5e-7, m: 3, nf: 2, model: "pfet_01v8_hvt" });
    expect(cells.neuron?.kind).toBeNull();
    expect(cells.bridge?.memristor).toMatchObject({ model: "hp", rOff: 20e3, rOn: 100 });
    expect([conditions.temperatures, conditions.corners, mismatch.samples, name]).toEqual([
      [27],
      null,
      0,
      null,
    ]);
  });

  it("leaves parameters as they are written: their units are the topology's", () => {
    expect(parseSizingSpec(table).cells.neuron?.parameters).toEqual({ cm: "200f" });
  });

  it("turns limits into SI numbers of their measure, and what is not given into null", () => {
    const { limits } = parseSizingSpec(table);
    expect(limits[0]).toEqual({
      cell: "neuron",
      measure: "spikeRate",
      at: { iin: 1e-7 },
      min: 3e5,
      typ: 3.6e5,
      max: 4.2e5,
    });
    expect(limits[1]).toMatchObject({ at: { g: 1e-4, dt: -1e-3 }, min: null, typ: null, max: -1e-9 });
  });

  it("survives being written and read again", () => {
    const spec = parseSizingSpec(table, { overrides: ["cells.neuron.devices.W1.nf=2", "name=mine"] });
    expect(parseSizingSpec(emitSizingSpec(spec))).toEqual(spec);
  });

  it("lets --set replace a size or a bound", () => {
    const overrides = ["cells.neuron.devices.W1.w=1u", "limits.0.max=1M"];
    const spec = parseSizingSpec(table, { overrides });
    expect(spec.cells.neuron?.devices.W1?.w).toBe(1e-6);
    expect(spec.limits[0]?.max).toBe(1e6);
  });

  it.each([
    [
      "a width in metres",
      "w: 0.42u",
      "w: 0.42",
      "table.yaml:7 / cells / neuron / devices / W1 / w",
      "0.42u is 0.42 um",
    ],
    ["a width of zero", "w: 0.42u", "w: 0", "cells / neuron / devices / W1 / w", "schema"],
    ["a width in volts", "w: 0.42u", "w: 0.42V", "cells / neuron / devices / W1 / w", "prefixes are"],
    [
      "no length",
      "w: 0.42u, l: 0.15u",
      "w: 0.42u",
      "table.yaml:7 / cells / neuron / devices / W1 / l",
      "schema",
    ],
    ["half a finger", "nf: 2", "nf: 0.5", "cells / neuron / devices / W2 / nf", "schema"],
    ["no devices", "devices: { W1: { w: 1u, l: 1u } }", "devices: {}", "cells / bridge / devices", "W1: {w:"],
    [
      "a measure that is not there",
      "measure: spikeRate",
      "measure: spikes",
      "limits / 0 / measure",
      "schema",
    ],
    ["a bound in the wrong unit", "min: 300k", "min: 300kV", "table.yaml:16 / limits / 0 / min", "Hz"],
    ["min > max", "max: 420k", "max: 200k", "table.yaml:16 / limits / 0", "min <= typ <= max"],
    ["typ < min", "typ: 360k", "typ: 200k", "limits / 0", "min <= typ <= max"],
    ["a limit without bounds", "max: -1n", "max: null", "table.yaml:17 / limits / 1", "quantity in S"],
    [
      "a cell that is not in the table",
      "cell: neuron, m",
      "cell: axon, m",
      "limits / 0 / cell",
      "Cells: neuron, bridge",
    ],
    [
      "a measure of another kind of cell",
      "cell: neuron, m",
      "cell: bridge, m",
      "limits / 0 / measure",
      "readCurrent",
    ],
    ["a measure without its condition", "at: { iin: 100n }, ", "", "table.yaml:16 / limits / 0 / at", "iin"],
    [
      "a condition it does not depend on",
      "iin: 100n }",
      "iin: 100n, g: 1u }",
      "limits / 0 / at / g",
      "iin, vb (optional)",
    ],
    ["a kind that is not there", "kind: synapse", "kind: axon", "cells / bridge / kind", "schema"],
  ])("with %s is refused, with place and hint", (_what, part, by, place, hint) => {
    const error = spoilt(part, by);
    expect(error.code).toBe("SPEC_VALUE");
    expect(error.at.join(" / ")).toContain(place);
    expect(error.hint).toContain(hint);
  });

  it("names the measures when one is unknown", () => {
    const { message } = spoilt("measure: spikeRate", "measure: spikes");
    for (const name of [...Object.keys(measures), 'got "spikes"']) expect(message).toContain(name);
  });

  it.each([
    ["of a device", "w: 0.42u,", "width: 0.42u, w: 1u,", "w, l, m, nf, model"],
    [
      "of a cell",
      "topology: lif-9t",
      "topology: lif-9t\n    device: 1",
      "topology, kind, devices, parameters, memristor",
    ],
    ["of a limit", "min: 300k", "least: 1, min: 300k", "cell, measure, at, min, typ, max"],
    ["of the conditions of a limit", "iin: 100n }", "iin: 100n, i: 1n }", "iin, vb, g, dt"],
    [
      "of the table",
      "process: sky130",
      "process: sky130\ncell: 1",
      "memspice, name, seed, process, models, cells",
    ],
  ])("with an unknown key %s names the keys that are known there", (_what, part, by, keys) => {
    const error = spoilt(part, by);
    expect(error.code).toBe("SPEC_UNKNOWN_KEY");
    expect(error.hint).toContain(keys);
  });

  it("with several faults lists them all, limits of unknown cells among them", () => {
    const error = fault(
      table
        .replace("w: 0.42u", "w: 0.42")
        .replace("cell: bridge", "cell: axon")
        .replace("max: 420k", "max: 2k"),
    );
    expect(error.code).toBe("SPEC_INVALID");
    for (const part of ["table.yaml:7 / cells", "limits / 0: min", "limits / 1 / cell: there is no cell"]) {
      expect(error.message).toContain(part);
    }
  });

  it("needs its version, its process and its cells", () => {
    const { message } = fault("seed: 1");
    for (const part of ["/ memspice:", "/ process:", "/ cells:"]) expect(message).toContain(part);
    expect(fault("cells: {}\nmemspice: 1\nprocess: sky130").hint).toContain("neuron: {topology: lif-9t");
  });

  it("that is no mapping is refused, and so is an override that is none", () => {
    expect(fault("- 1").hint).toContain("pdk/sizing/tirado-barron.yaml");
    expect(fault(table, ["seed"]).hint).toContain("cells.neuron.devices.W1.w");
  });
});

describe("the JSON schema of a sizing table", () => {
  it("describes cells, limits and their measures, and forbids other keys", () => {
    const schema = sizingJsonSchema() as {
      properties: Record<string, unknown>;
      additionalProperties: boolean;
    };
    expect(Object.keys(schema.properties)).toEqual(
      expect.arrayContaining(["process", "cells", "limits", "conditions"]),
    );
    expect(schema.additionalProperties).toBe(false);
    for (const part of ["quantity in m", "conductanceChange", "iin"])
      expect(JSON.stringify(schema)).toContain(part);
  });
});
