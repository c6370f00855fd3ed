import type { DeckFile } from "../spice/index.ts";

/** One analysis a deck. Times [s], frequencies [Hz], sweep values in the unit of the source. */
export type Analysis =
  | { readonly kind: "op" }
  | {
      readonly kind: "dc";
      readonly source: string;
      readonly start: number;
      readonly stop: number;
      readonly step: number;
    }
  | {
      readonly kind: "ac";
      readonly spacing: "dec" | "oct" | "lin";
      readonly points: number;
      readonly start: number;
      readonly stop: number;
    }
  | {
      readonly kind: "tran";
      readonly step: number;
      readonly stop: number;
      readonly start: number;
      readonly maxStep: number;
      readonly useInitialConditions: boolean;
    };

/**
 * A circuit with its test bench, ready to run, independent of the simulator.
 *
 * `cards` hold neither title, analysis, `.save`, `.options` nor `.end`: the emitter adds these. A deck read from a
 * user's file keeps its own text in `cards`, and its analysis has been taken out into `analysis`.
 */
export interface Deck {
  readonly title: string;
  /** Comment lines for the designer who reads the deck: purpose, ports, sizes, spec hash. Without the `*`. */
  readonly comments: readonly string[];
  readonly cards: readonly string[];
  readonly analysis: Analysis;
  /** Vectors to record: `v(out)`, `i(vsense)`, case as the caller wants it back. Empty: all that the simulator keeps. */
  readonly probes: readonly string[];
  /** Simulator options: `{ reltol: 1e-6, klu: true }`; `true` prints the bare name. */
  readonly options: Readonly<Record<string, number | string | true>>;
  readonly files: readonly DeckFile[];
  /** Text from outside (a user's deck): then `.control` blocks and file access are not trusted. */
  readonly origin: "built" | "user";
}
