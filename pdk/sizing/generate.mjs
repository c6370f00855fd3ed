// Writes tirado-barron-x5.yaml and tirado-barron-min.yaml from the published table (run `npm run build` first).
// With --check nothing is written: the exit code is 1 if a file is not what this script would write.
import { readFileSync, writeFileSync } from "node:fs";
import { builtInTopologies, sizeCell } from "../../dist/netlist/index.js";
import { checkTransistors, formatSize, readProcess, recordedSet } from "../../dist/pdk/index.js";
import { parseSizingSpec } from "../../dist/spec/index.js";

const here = (file) => new URL(file, import.meta.url);
const published = parseSizingSpec(readFileSync(here("tirado-barron.yaml"), "utf8"), { file: "tirado-barron.yaml" });
const process_ = readProcess(published.process);
const sets = ["embedded", "continuous"].map((name) => recordedSet(process_, name));
const check = (transistors) => checkTransistors(transistors, process_, { supply: process_.supply, sets });

/** The transistors of a cell, as drawn. */
function drawn(name) {
  const cell = published.cells[name];
  const topology = builtInTopologies.find((one) => one.name === cell.topology);
  return sizeCell(name, cell, { process: process_, topology }).transistors.map((one) => one.drawn);
}

const round = (length) => Number(length.toPrecision(12));

function timesFive(transistors) {
  return transistors.map((one) => ({ ...one, w: round(5 * one.w), l: round(5 * one.l) }));
}

/** The narrowest transistor gets the least legal width, the others keep their ratio to it; all get the least legal length. */
function smallest(transistors) {
  const least = (of) =>
    Math.max(
      ...transistors.flatMap(({ device }) =>
        process_.devices[device].limits.filter((limit) => limit.of === of).map(({ min }) => min ?? 0),
      ),
    );
  const factor = least("w") / Math.min(...transistors.map(({ w }) => w));
  return transistors.map((one) => ({ ...one, w: round(factor * one.w), l: least("l") }));
}

const microns = (length) => `${Number((length * 1e6).toPrecision(9))}u`;
const line = ({ name, w, l, m }) =>
  `      ${name}: { w: ${microns(w)}, l: ${microns(l)}${m === 1 ? "" : `, m: ${m}`} }`;

function table({ purpose, scale, limits = "" }) {
  const moves = [];
  const cells = Object.entries(published.cells).map(([name, { topology }]) => {
    const wanted = scale(drawn(name));
    const placed = check(wanted).map(({ transistor, issues, nearest }) => {
      if (issues.length === 0) return transistor;
      if (nearest === null) throw new Error(`${name} ${transistor.name}: ${issues[0].message}`);
      moves.push(`#   ${name} ${transistor.name}: ${formatSize(transistor)} -> ${formatSize(nearest)}`);
      return { ...transistor, ...nearest };
    });
    const left = check(placed).flatMap(({ issues }) => issues);
    if (left.length > 0) throw new Error(left[0].message);
    return `  ${name}:\n    topology: ${topology}\n    devices:\n${placed.map(line).join("\n")}\n`;
  });
  return [
    `# ${purpose}`,
    "# Each size is then moved to the nearest one that is legal and that both model sets have, the one inside the engine and the continuous",
    "# library on disk. Moves:",
    ...(moves.length > 0 ? moves : ["#   none"]),
    "# Written by generate.mjs; change tirado-barron.yaml or that script, not this file.",
    "memspice: 1",
    `process: ${published.process}`,
    `cells:\n${cells.join("")}${limits}`,
  ].join("\n");
}

const limits = `# Spike rates of this neuron within 10 % of what SPICE gives with the continuous library, corner tt, 27 degree C, 1.8 V, membrane 200 fF,
# refractory capacitor 20 fF, Vb 0.5 V: periods of 2.601 us at 100 nA and 0.7010 us at 500 nA.
limits:
  - { cell: neuron, measure: spikeRate, at: { iin: 100n }, min: 346k, typ: 384.5k, max: 423k }
  - { cell: neuron, measure: spikeRate, at: { iin: 500n }, min: 1.284M, typ: 1.427M, max: 1.569M }
`;

const files = {
  "tirado-barron-x5.yaml": table({
    purpose: "The published table with all widths and lengths times five, as its author scales it for SKY130.",
    scale: timesFive,
    limits,
  }),
  "tirado-barron-min.yaml": table({
    purpose: "The smallest legal sizes in the proportions of the published table, cell by cell.",
    scale: smallest,
  }),
};

for (const [file, text] of Object.entries(files)) {
  if (!process.argv.includes("--check")) writeFileSync(here(file), text);
  else if (readFileSync(here(file), "utf8") !== text) {
    console.error(`${file} is not current: run node pdk/sizing/generate.mjs`);
    process.exitCode = 1;
  }
}
