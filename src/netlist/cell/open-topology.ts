import { resolve } from "node:path";
import type { CellSpec } from "../../spec/index.ts";
import { NetlistError } from "../error.ts";
import type { DeckDisk } from "../user-deck/disk.ts";
import { builtInTopologies } from "./built-in.ts";
import { readTopology } from "./own/read.ts";
import type { CellKind, Topology } from "./topology.ts";

export interface OpenTopologyOptions {
  /** Folder of the sizing table: paths in it are relative to it. */
  readonly folder: string;
  readonly disk?: DeckDisk;
}

/**
 * The topology that a cell of the table names: a built-in one, or a user's `.subckt` file (a name with a dot or a slash is a path).
 *
 * A file's kind is the table's, or the name of the cell if that is a kind, or the one whose ports it has.
 *
 * @throws NetlistError NETLIST_CELL_TOPOLOGY_UNKNOWN, NETLIST_CELL_KIND, and those of `readTopology`
 */
export async function openTopology(
  name: string,
  spec: Pick<CellSpec, "topology" | "kind" | "devices">,
  { folder, disk }: OpenTopologyOptions,
): Promise<Topology> {
  const at = ["cells", name];
  const builtIn = builtInTopologies.find((one) => one.name === spec.topology);
  if (builtIn !== undefined) {
    if (spec.kind === null || spec.kind === builtIn.kind) return builtIn;
    throw new NetlistError("NETLIST_CELL_KIND", `${builtIn.name} is a ${builtIn.kind}, not a ${spec.kind}`, {
      at: [...at, "kind"],
      hint: "Leave kind out: the topology says it.",
    });
  }
  if (/[./\\]/.test(spec.topology)) {
    const named: CellKind | null = name === "neuron" || name === "synapse" ? name : null;
    return readTopology(resolve(folder, spec.topology), {
      kind: spec.kind ?? named,
      devices: Object.keys(spec.devices),
      ...(disk && { disk }),
    });
  }
  throw new NetlistError("NETLIST_CELL_TOPOLOGY_UNKNOWN", `there is no topology "${spec.topology}"`, {
    at: [...at, "topology"],
    hint: `Built in: ${builtInTopologies.map((one) => one.name).join(", ")}. A path of your own, as ./${spec.topology}.sp, has a dot or a slash.`,
  });
}
