import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { builtInTopologies, sizeCell } from "../../src/netlist/index.ts";
import { checkTransistors, readProcess, recordedSet } from "../../src/pdk/index.ts";
import { parseSizingSpec } from "../../src/spec/index.ts";

const folder = new URL("../../pdk/sizing/", import.meta.url);

function checked(preset: string) {
  const file = `${preset}.yaml`;
  const spec = parseSizingSpec(readFileSync(new URL(file, folder), "utf8"), { file });
  const process = readProcess(spec.process);
  const sets = ["embedded", "continuous"].map((name) => recordedSet(process, name));
  const transistors = Object.entries(spec.cells).flatMap(([name, cell]) => {
    const topology = builtInTopologies.find((one) => one.name === cell.topology);
    if (topology === undefined) throw new Error(cell.topology);
    return sizeCell(name, cell, { process, topology }).transistors.map(({ drawn }) => drawn);
  });
  return { spec, results: checkTransistors(transistors, process, { supply: process.supply, sets }) };
}

const rulesOf = (preset: string) =>
  Object.fromEntries(
    checked(preset).results.map(({ transistor: { cell, name }, issues }) => [
      `${cell} ${name}`,
      issues.map(({ rule }) => rule).sort(),
    ]),
  );

describe("the published sizing table", () => {
  it("is illegal in every device, and each for its own reasons", () => {
    const short = ["continuous", "embedded", "poly.1a"];
    const shortAndNarrow = ["continuous", "difftap.2", "embedded", "poly.1a"];
    const rules = rulesOf("tirado-barron");
    expect(Object.keys(rules)).toHaveLength(15);
    for (const [device, found] of Object.entries(rules)) {
      const wide = device.startsWith("synapse") || ["neuron W3", "neuron W9"].includes(device);
      expect(found, device).toEqual(wide ? short : shortAndNarrow);
    }
  });

  it("has the published sizes", () => {
    const { cells } = checked("tirado-barron").spec;
    const widths = (cell: string) => Object.values(cells[cell]?.devices ?? {}).map(({ w }) => w * 1e6);
    const lengths = Object.values(cells).flatMap(({ devices }) => Object.values(devices).map(({ l }) => l));
    expect(widths("neuron").map((w) => w.toFixed(3))).toEqual(
      [0.2, 0.2, 1, 0.2, 0.2, 0.2, 0.2, 0.2, 1].map((w) => w.toFixed(3)),
    );
    expect(widths("synapse").map((w) => w.toFixed(3))).toEqual(
      [5, 5, 1.5, 15, 1.5, 15].map((w) => w.toFixed(3)),
    );
    expect(new Set(lengths)).toEqual(new Set([1e-7]));
  });
});

describe.each(["tirado-barron-x5", "tirado-barron-min"])("the table %s", (preset) => {
  it("is legal and modelled in both sets, device by device", () => {
    const found = Object.values(rulesOf(preset));
    expect(found).toHaveLength(15);
    expect(found.flat()).toEqual([]);
  });

  it("keeps the pairs of the synapse equal, and total widths within 15 % of the proportions", () => {
    const { cells } = checked(preset).spec;
    const total = Object.values(cells.synapse?.devices ?? {}).map(({ w, m }) => w * m);
    const [mirror, out, pre, post, pre2, post2] = total as [number, number, number, number, number, number];
    expect([out, pre2, post2]).toEqual([mirror, pre, post]);
    expect(Math.abs(Math.log(post / pre / 10))).toBeLessThan(0.15);
    expect(Math.abs(Math.log(mirror / pre / (5 / 1.5)))).toBeLessThan(0.15);
  });
});

describe("the tables made from the published one", () => {
  it("are what their script writes", () => {
    const script = fileURLToPath(new URL("generate.mjs", folder));
    const { status, stderr } = spawnSync(process.execPath, [script, "--check"], { encoding: "utf8" });
    expect(stderr).toBe("");
    expect(status).toBe(0);
  });
});
