import type { Warning } from "../foundation/index.ts";
import type { Deck } from "../netlist/index.ts";

/** Real vectors by name as asked for in `Deck.probes` (as the simulator names them where nothing was asked), [V] or [A]. */
export type Vectors = Readonly<Record<string, Float64Array>>;
export interface ComplexVector {
  readonly re: Float64Array;
  readonly im: Float64Array;
}

/** Parallel to `Analysis`. All vectors of one result have the same length (points); `op` has one point. */
export type AnalysisResult =
  | { readonly kind: "op"; readonly vectors: Vectors }
  | { readonly kind: "dc"; readonly sweep: Float64Array; readonly vectors: Vectors }
  | {
      readonly kind: "ac";
      readonly frequency: Float64Array;
      readonly vectors: Readonly<Record<string, ComplexVector>>;
    }
  | { readonly kind: "tran"; readonly time: Float64Array; readonly vectors: Vectors };

export interface EngineIdentity {
  /** `eecircuit-engine` or `ngspice`. */
  readonly name: string;
  readonly version: string;
  /** The ngspice inside, `45.2`. */
  readonly ngspice: string;
}

export interface Simulation {
  readonly result: AnalysisResult;
  readonly warnings: readonly Warning[];
  readonly engine: EngineIdentity & { readonly solver: "sparse" | "klu" };
  /** SHA-256 of the emitted deck and its files. */
  readonly deckHash: string;
  /** Wall-clock time of this run [s], waiting in the queue excluded. */
  readonly seconds: number;
}

export interface RunOptions {
  readonly signal?: AbortSignal;
  /** Wall-clock limit of this run [s]; the engine's default where left out. */
  readonly timeoutSeconds?: number;
}

/**
 * A circuit simulator. Runs asked for at once are queued over its workers.
 *
 * `run` throws EngineError; the codes are in `engine/README.md`. After any failure the next good deck gets its own answer.
 */
export interface Engine {
  readonly workers: number;
  identity(): Promise<EngineIdentity>;
  run(deck: Deck, options?: RunOptions): Promise<Simulation>;
  close(): Promise<void>;
}
