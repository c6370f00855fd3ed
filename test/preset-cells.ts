import { readFileSync } from "node:fs";
import { builtInTopologies, type SizedCell, sizeCell, type Topology } from "../src/netlist/index.ts";
import { readProcess } from "../src/pdk/index.ts";
import { parseSizingSpec } from "../src/spec/index.ts";

/** Neuron and synapse of a table in pdk/sizing/. */
export function presetCells(preset: string, overrides: readonly string[] = []): [SizedCell, SizedCell] {
  const file = new URL(`../pdk/sizing/${preset}.yaml`, import.meta.url);
  const table = parseSizingSpec(readFileSync(file, "utf8"), { file: preset, overrides });
  const process = readProcess(table.process);
  const cellOf = (name: string) => {
    const spec = table.cells[name] as (typeof table.cells)[string];
    const topology = builtInTopologies.find((one) => one.name === spec.topology) as Topology;
    return sizeCell(name, spec, { process, topology });
  };
  return [cellOf("neuron"), cellOf("synapse")];
}
