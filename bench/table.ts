/** Figures of one measurement: a title and rows with the same columns. */
export interface BenchTable {
  readonly name: string;
  readonly rows: readonly Readonly<Record<string, number | string>>[];
}

export interface BenchOptions {
  /** Also what takes a minute. */
  readonly long: boolean;
}
