import { callCard, checkTransistors, type Process } from "../../pdk/index.ts";
import { cellSubcircuit, emitCell } from "./emit-cell.ts";
import type { SizedCell } from "./topology.ts";

/** Sizes on the cards are in micrometres, as the libraries of open_pdks want them. */
const micrometre = 1e-6;

/**
 * The text of a reference netlist in `netlists/`: a cell on its own, commented, with sizes in micrometres; if a size is illegal, what is
 * wrong stands in its head.
 *
 * @param preset name of its sizing table in `pdk/sizing/`
 */
export function referenceNetlist(cell: SizedCell, process: Process, preset: string): string {
  const drawn = cell.transistors.map((transistor) => transistor.drawn);
  const faults = checkTransistors(drawn, process, { supply: process.supply, sets: [] }).flatMap(
    ({ transistor, issues }) => issues.map(({ message }) => `${transistor.name}: ${message}`),
  );
  const file = referenceFile(cell, preset);
  const call = (transistor: Parameters<typeof callCard>[0]) => {
    const device = process.devices[transistor.device];
    return callCard(transistor, device?.subckt ?? transistor.device, micrometre);
  };
  const nodes = cell.topology.ports.map((port) => (port === "gnd" ? "0" : port));
  const head = [
    `Reference netlist: cell ${cell.name} of pdk/sizing/${preset}.yaml, process ${process.name}. Written by netlists/generate.mjs.`,
    "Sizes are bare micrometres, for libraries that set .option scale=1.0u (open_pdks). In a deck:",
    `  .include "${file}"`,
    `  X1 ${nodes.join(" ")} ${cellSubcircuit(cell)}`,
    ...(faults.length > 0
      ? [
          `THIS CELL CANNOT BE MADE in ${process.name}, nor simulated with its models:`,
          ...faults.map((fault) => `  ${fault}`),
        ]
      : []),
  ];
  return `${[...head.map((line) => `* ${line}`), ...emitCell(cell, { call })].join("\n")}\n`;
}

/** Name of the file of a reference netlist: `tirado-barron-x5-neuron.sp`. */
export function referenceFile({ name }: SizedCell, preset: string): string {
  return `${preset}-${name}.sp`;
}
