import type { ErrorRecord, Matrix, Warning } from "../foundation/index.ts";
import type { RunSummary } from "./run-report.ts";

/** `summary.json` of `crosscheck`: SPICE against the solver against ideal arithmetic (v G, no wires). Times [s], accuracy 0..1. */
export interface CrosscheckSummary {
  readonly status: "ok" | "failed";
  readonly provenance: Pick<
    RunSummary["provenance"],
    "memspice" | "specHash" | "seed" | "engine" | "node" | "startedAt"
  > & {
    /** The second simulator, where it was asked for. */
    readonly native: { readonly name: string; readonly version: string; readonly ngspice: string } | null;
  };
  /** Largest allowed difference of SPICE and solver, of the largest output. */
  readonly tolerance: number;
  /** What stood at the crosspoints. */
  readonly cell: "linear" | "memristor" | "1t1r";
  /** Tiles of the network, and those that no image of the choice drives: they are not drawn. */
  readonly array: { readonly tiles: number; readonly undriven: number };
  readonly tiles: readonly TileComparison[];
  /** Null where no image ran. */
  readonly network: NetworkComparison | null;
  readonly timings: Readonly<Record<string, number>>;
  readonly warnings: readonly Warning[];
  readonly files: readonly string[];
}

/** One tile on its inputs. Figures are null where SPICE gave none. */
export interface TileComparison {
  /** `hidden-pos-r3-c1` */
  readonly name: string;
  readonly layer: string;
  readonly polarity: "pos" | "neg";
  readonly tile: readonly [number, number];
  readonly rows: number;
  readonly cols: number;
  readonly inputs: number;
  /** Numbers of the test images that were its inputs. */
  readonly images: readonly number[];
  /** `error`: a simulator failed. */
  readonly status: "pass" | "fail" | "error";
  /** Largest |SPICE - solver| over all bit lines and inputs, of the largest |solver| current of the tile. */
  readonly maxRelativeError: number | null;
  /** The same of ideal arithmetic. */
  readonly maxIdealError: number | null;
  readonly seconds: { readonly spice: number; readonly solver: number } | null;
  /** The same decks in native ngspice, against SPICE above; null where it was not asked for, or SPICE failed. */
  readonly native:
    | { readonly status: "ok"; readonly maxRelativeDifference: number; readonly seconds: number }
    | { readonly status: "failed"; readonly error: ErrorRecord }
    | null;
  readonly error: ErrorRecord | null;
}

/** Whole images through the network. An image that failed in SPICE counts as one that SPICE got wrong. */
export interface NetworkComparison {
  readonly images: number;
  readonly failed: number;
  /** Images where SPICE and the solver predict the same class. */
  readonly agreement: number;
  /** `float`: the weights as trained; `ideal`: cells as programmed, v G without wires. */
  readonly accuracy: {
    readonly float: number;
    readonly ideal: number;
    readonly solver: number;
    readonly spice: number;
  };
  /** Largest |SPICE - solver| over all logits and images, of the largest |solver| logit; null where every image failed. */
  readonly maxLogitError: number | null;
  /** The same of ideal arithmetic. */
  readonly maxIdealLogitError: number | null;
  /** Of all images together, by the clock. */
  readonly seconds: { readonly spice: number; readonly solver: number };
}

/** Bit line currents of one tile [A], (inputs, cols). */
export interface TileCurrents {
  readonly name: string;
  readonly images: readonly number[];
  readonly ideal: Matrix;
  readonly solver: Matrix;
  readonly spice: Matrix;
  readonly native: Matrix | null;
}

/** One image by each way to compute it: the class it is taken for, and the logits, (10). */
export interface ImageComparison {
  readonly image: number;
  readonly label: number;
  /** Of SPICE null where it failed, for the reason in `error`. */
  readonly predicted: {
    readonly float: number;
    readonly ideal: number;
    readonly solver: number;
    readonly spice: number | null;
  };
  readonly logits: {
    readonly ideal: Float64Array;
    readonly solver: Float64Array;
    readonly spice: Float64Array | null;
  };
  readonly error: ErrorRecord | null;
}

/** All that the page of a cross-check shows. Pure data, SI units. */
export interface CrosscheckReport {
  readonly name: string;
  readonly summary: CrosscheckSummary;
  readonly specYaml: string;
  /** Tiles of each layer: rows and columns of tiles, the same for both polarities. */
  readonly layers: readonly { readonly name: string; readonly grid: readonly [number, number] }[];
  /** Of the tiles that ran. */
  readonly currents: readonly TileCurrents[];
  readonly images: readonly ImageComparison[];
}
