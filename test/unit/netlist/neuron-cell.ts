import { builtInTopologies, type SizedCell, sizeCell, type Topology } from "../../../src/netlist/index.ts";
import { type CellSpec, sizingSchema } from "../../../src/spec/index.ts";

export const lif = builtInTopologies.find(({ name }) => name === "lif-9t") as Topology;
export const bridge = builtInTopologies.find(({ name }) => name === "bridge-6t1r") as Topology;

/** A process with a few transistors, for cells that are not simulated. */
export const smallProcess = {
  name: "sky130",
  defaults: { n: "nfet_01v8", p: "pfet_01v8" },
  devices: {
    nfet_01v8: { polarity: "n", subckt: "sky130_fd_pr__nfet_01v8" },
    pfet_01v8: { polarity: "p", subckt: "sky130_fd_pr__pfet_01v8" },
    pfet_01v8_hvt: { polarity: "p", subckt: "sky130_fd_pr__pfet_01v8_hvt" },
  },
} as const;

/** One cell of a table, every default filled in. */
export function cellSpec(cell: object): CellSpec {
  return sizingSchema.parse({ memspice: 1, process: "sky130", cells: { one: cell } }).cells.one as CellSpec;
}

/** The same size for every transistor of the neuron, W3 and W9 five times as wide: by default the published table times five. */
export function neuronSpec(more: object = {}, { w = 1e-6, l = 0.5e-6 } = {}): CellSpec {
  const sizes = lif.transistors.map(({ name }) => {
    const wide = name === "W3" || name === "W9";
    return [name, { w: wide ? 5 * w : w, l }];
  });
  return cellSpec({ topology: "lif-9t", devices: Object.fromEntries(sizes), ...more });
}

/** The built-in neuron, in the sizes of `neuronSpec`. */
export function neuronCell(
  parameters: Record<string, number | string> = {},
  { w = 1e-6, l = 0.5e-6, process = smallProcess as Parameters<typeof sizeCell>[2]["process"] } = {},
): SizedCell {
  return sizeCell("neuron", neuronSpec({ parameters }, { w, l }), { process, topology: lif });
}
