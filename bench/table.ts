import type { Chart } from "memspice/report";

/** Figures of one measurement: a title and rows with the same columns. */
export interface BenchTable {
  readonly name: string;
  readonly rows: readonly Readonly<Record<string, number | string>>[];
  /** The same as curves, for a page in `results/bench`. */
  readonly charts?: readonly Chart[];
}

export interface BenchOptions {
  /** Also what takes a minute. */
  readonly long: boolean;
}
