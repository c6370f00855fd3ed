import { readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  buildNeuronDeck,
  buildNeuronRestDeck,
  builtInTopologies,
  emitDeck,
  referenceFile,
  referenceNetlist,
  sizeCell,
  type Topology,
} from "../../src/netlist/index.ts";
import { readProcess } from "../../src/pdk/index.ts";
import { parseSizingSpec } from "../../src/spec/index.ts";
import { neuronCell } from "../unit/netlist/neuron-cell.ts";
import { plainModels } from "../unit/netlist/plain-models.ts";

const sizing = new URL("../../pdk/sizing/", import.meta.url);
const netlists = new URL("../../netlists/", import.meta.url);
const references = readdirSync(sizing)
  .filter((file) => file.endsWith(".yaml"))
  .flatMap((file) => {
    const table = parseSizingSpec(readFileSync(new URL(file, sizing), "utf8"), { file });
    const process = readProcess(table.process);
    const preset = file.replace(/\.yaml$/, "");
    return Object.entries(table.cells).map(([name, spec]) => {
      const topology = builtInTopologies.find((one) => one.name === spec.topology) as Topology;
      const cell = sizeCell(name, spec, { process, topology });
      return { file: referenceFile(cell, preset), text: referenceNetlist(cell, process, preset), cell };
    });
  });

describe("netlists/ is current (else: npm run build && node netlists/generate.mjs)", () => {
  it.each(references)("$file", ({ file, text }) => {
    expect(readFileSync(new URL(file, netlists), "utf8")).toBe(text);
  });

  it("holds a netlist of every cell of every preset, and no other", () => {
    const files = readdirSync(netlists).filter((file) => file.endsWith(".sp"));
    expect(files.sort()).toEqual(references.map(({ file }) => file).sort());
    expect(files.length).toBeGreaterThanOrEqual(6);
  });

  it("says of the published sizes, and of no others, that they cannot be made, device by device", () => {
    for (const { file, text, cell } of references) {
      const published = /^tirado-barron-(neuron|synapse)\.sp$/.test(file);
      expect(text.includes("CANNOT BE MADE"), file).toBe(published);
      if (!published) continue;
      for (const { name } of cell.transistors)
        expect(text).toMatch(new RegExp(`^\\*   ${name}: L = 0.1 um`, "m"));
    }
  });

  it("holds plain ASCII in lines that a reader can take in", () => {
    for (const { text } of references) {
      expect(text).toMatch(/^[\n\x20-\x7e]*$/);
      expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(200);
    }
  });
});

describe("emitted neuron benches", () => {
  const conditions = { supply: 1.8, temperatureC: 27, mismatch: null };
  const bench = { iin: 1e-7, conditions };
  it.each([
    ["spikes", buildNeuronDeck(neuronCell(), plainModels, { ...bench, stop: 1.54e-5 })],
    ["rest", buildNeuronRestDeck(neuronCell(), plainModels, { ...bench, near: { "v(mem)": 0.25 } })],
  ])("%s", async (name, deck) => {
    await expect(emitDeck(deck)).toMatchFileSnapshot(`neuron-${name}.sp`);
  });
});
