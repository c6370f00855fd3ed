import type { Warning } from "../../foundation/index.ts";

/** Kinds of netlist that can be asked for. */
export const netlistFormats = ["sim", "lvs", "cdl", "xschem"] as const;
export type NetlistFormat = (typeof netlistFormats)[number];

/** A netlist before it is written: its lines come one by one, as a layer has hundreds of thousands. */
export interface NetlistFile {
  /** Relative to the output folder: `lvs/neuron.spice`. */
  readonly path: string;
  /** `manifest` and `csv` are lists of the weights of a whole network. */
  readonly format: NetlistFormat | "manifest" | "csv";
  /** The cell, tile or layer that it is of; null: the whole network, or all cells. */
  readonly cell: string | null;
  /** Unit of sizes on its cards [m]; left out where it has none. */
  readonly scale?: number;
  lines(): Iterable<string>;
}

/** What a command has to write. */
export interface Netlists {
  readonly files: readonly NetlistFile[];
  /** Sizes that break a rule: the netlists are of a circuit that cannot be made. */
  readonly warnings: readonly Warning[];
}

/** A file of text that is at hand. */
export function textFile(file: Omit<NetlistFile, "lines">, text: string): NetlistFile {
  return { ...file, lines: () => text.replace(/\n$/, "").split("\n") };
}
