import type { DeckFile } from "../spice/index.ts";
import type { Bin } from "./transistor.ts";

/** Transistor models of one process at one corner, from inside the engine or from a PDK on disk. */
export interface ModelSet {
  readonly process: string;
  readonly source: "embedded" | "disk";
  /** For reports: `embedded (eecircuit-engine 1.8.0)`, `sky130A/libs.tech/combined/sky130.lib.spice`. */
  readonly name: string;
  /** As the library calls it: `tt`; `wafer` for the SKY130 set inside the engine. */
  readonly corner: string;
  /** SHA-256 over section and texts of this corner, all files together. */
  readonly hash: string;
  /** The unit of sizes on its cards [m]: 1e-6 where the library sets `.option scale=1.0u`, else 1. */
  readonly scale: number;
  /** Ranges of the model cards of a transistor of the process; empty: not in this set, or one card for all sizes. See `fitsBin`. */
  bins(device: string): readonly Bin[];
  /** The `X` card of a transistor in the unit dialect of this set, `nf=1` and `m=N`. @throws PdkError PDK_DEVICE_NOT_IN_LIBRARY */
  call(transistor: TransistorCall): string;
  /** Everything, unslimmed: the cards that include the library with its random numbers off, and its files. */
  readonly full: { readonly cards: readonly string[]; readonly files: readonly DeckFile[] };
  /**
   * What these cards need of the library, and no more: options, parameters, functions, subcircuits, the model cards whose bins fit.
   * The currents are those of the full library without random numbers; cards from `vary` get their own.
   *
   * @throws PdkError PDK_DEVICE_NOT_IN_LIBRARY, PDK_NO_MODEL_BIN
   */
  slim(cards: readonly string[]): readonly string[];
  /**
   * The same cards with the mismatch of each transistor on its `X` card; hand the result to `slim` too. Where all numbers are 0
   * the currents are exactly those without mismatch. Differences between lots stay off.
   *
   * @throws PdkError PDK_MISMATCH_SHARED for transistors in a subcircuit that stands in the circuit more than once
   */
  vary(cards: readonly string[], numbers: MismatchNumbers): readonly string[];
}

/**
 * The k-th standard normal number of one transistor: its `X` name in lower case, after the subcircuit that holds its card if there is
 * one (`xm11`, `neuron.xm11`). k counts the random quantities of that transistor's model (threshold, oxide, ...) from 0.
 */
export type MismatchNumbers = (instance: string, k: number) => number;

/** A library of model sets: its text is read and indexed once, a corner costs little more. */
export interface ModelLibrary {
  readonly process: string;
  readonly source: "embedded" | "disk";
  readonly name: string;
  /** Other libraries that stand in the same PDK, by path; a library file or section among them has to be asked for by name. */
  readonly others: readonly string[];
  /** Corners in the order of the library. */
  readonly corners: readonly string[];
  readonly typicalCorner: string;
  /**
   * @throws PdkError PDK_SECTION_UNKNOWN, PDK_SECTION_RANDOM, PDK_WRONG_PROCESS, PDK_FILE_MISSING, PDK_INCLUDE_LOOP, PDK_LIBRARY_SYNTAX
   */
  corner(name: string): Promise<ModelSet>;
}

/** Source and drain of a transistor as drawn: areas `ad as` [m^2], perimeters `pd ps` and distances `sa sb sd` [m], squares `nrd nrs`. */
export type Junctions = Readonly<
  Partial<Record<"ad" | "as" | "pd" | "ps" | "nrd" | "nrs" | "sa" | "sb" | "sd", number>>
>;

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
  /** Left out: the models' own. */
  readonly junctions?: Junctions;
}
