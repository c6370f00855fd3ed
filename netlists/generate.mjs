// Writes the reference netlists of all presets in pdk/sizing/ (run `npm run build` first).
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { builtInTopologies, referenceFile, referenceNetlist, sizeCell } from "../dist/netlist/index.js";
import { readProcess } from "../dist/pdk/index.js";
import { parseSizingSpec } from "../dist/spec/index.js";

const sizing = new URL("../pdk/sizing/", import.meta.url);
for (const file of readdirSync(sizing).filter((one) => one.endsWith(".yaml"))) {
  const table = parseSizingSpec(readFileSync(new URL(file, sizing), "utf8"), { file });
  const process = readProcess(table.process);
  for (const [name, spec] of Object.entries(table.cells)) {
    const topology = builtInTopologies.find((one) => one.name === spec.topology);
    const cell = sizeCell(name, spec, { process, topology });
    const preset = file.slice(0, -".yaml".length);
    writeFileSync(new URL(referenceFile(cell, preset), import.meta.url), referenceNetlist(cell, process, preset));
  }
}
