import { builtInTopologies, type SizedCell, sizeCell, type Topology } from "../../../src/netlist/index.ts";
import { deviceSchema } from "../../../src/spec/index.ts";

/** Width [um] of one device, and devices in parallel. */
export type Drawn = readonly [number, number];

export interface SynapseSizes {
  readonly mirror: Drawn;
  readonly pre: Drawn;
  readonly post: Drawn;
  /** [um] */
  readonly l: number;
}

/** Close to the published proportions times five, from sizes that every SKY130 model set has. */
export const longSizes: SynapseSizes = { mirror: [5, 5], pre: [7, 1], post: [5, 15], l: 0.5 };
/** Close to the published widths, at the least length of the process. */
export const shortSizes: SynapseSizes = { mirror: [5, 1], pre: [0.74, 2], post: [5, 3], l: 0.15 };

const bridge = builtInTopologies.find(({ name }) => name === "bridge-6t1r") as Topology;

/** The built-in synapse in these sizes, with an HP memristor. */
export function synapseCell(
  sizes: SynapseSizes,
  { memristor = {}, topology = bridge, n = "nfet_01v8", p = "pfet_01v8", process = "sky130" } = {},
): SizedCell {
  const drawn = ([w, m]: Drawn) => ({ w: w * 1e-6, l: sizes.l * 1e-6, m, nf: 1, model: null });
  const { mirror, pre, post } = sizes;
  const table = { W1: mirror, W2: mirror, W3: pre, W4: post, W5: pre, W6: post };
  return sizeCell(
    "synapse",
    {
      topology: topology.name,
      kind: "synapse",
      devices: Object.fromEntries(Object.entries(table).map(([name, size]) => [name, drawn(size)])),
      parameters: {},
      memristor: deviceSchema.parse(memristor),
    },
    {
      topology,
      process: {
        name: process,
        defaults: { n, p },
        devices: { [n]: { polarity: "n" }, [p]: { polarity: "p" } },
      },
    },
  );
}
