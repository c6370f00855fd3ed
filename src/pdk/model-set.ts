import type { DeckFile } from "../spice/index.ts";
import type { Bin } from "./transistor.ts";

/** Transistor models of one process at one corner, from inside the engine or from a PDK on disk. */
export interface ModelSet {
  readonly process: string;
  readonly source: "embedded" | "disk";
  /** For reports: `embedded (eecircuit-engine 1.8.0)`, `sky130.lib.spice`. */
  readonly name: string;
  /** As the library calls it: `tt`; `wafer` for the SKY130 set inside the engine. */
  readonly corner: string;
  /** SHA-256 of the text of this corner, all files together. */
  readonly hash: string;
  /** Ranges of the model cards of a transistor of the process; empty: not in this set. */
  bins(device: string): readonly Bin[];
  /** The `X` card of a transistor in the unit dialect of this set, `nf=1` and `m=N`. */
  call(transistor: TransistorCall): string;
  /** Everything, unslimmed: the cards that include the library, and its files. */
  readonly full: { readonly cards: readonly string[]; readonly files: readonly DeckFile[] };
  /**
   * What these cards need of the library, and no more: options, parameters, subcircuits, the model cards whose bins fit.
   * The currents are those of the full library.
   */
  slim(cards: readonly string[], options?: SlimOptions): readonly string[];
}

export interface TransistorCall {
  /** Without the `X`: `M11`. */
  readonly instance: string;
  /** Drain, gate, source, bulk. */
  readonly nodes: readonly [string, string, string, string];
  readonly device: string;
  /** [m] */
  readonly w: number;
  readonly l: number;
  readonly m: number;
}

export interface SlimOptions {
  /**
   * Turns transistor mismatch on: the k-th standard normal number of an instance (its name in lower case, `xm11`), in place of
   * the library's own random numbers. Left out: no mismatch.
   */
  readonly mismatch?: (instance: string, k: number) => number;
}
