/** What a comparison found to be different. */
export interface Difference {
  readonly kind: "device" | "net" | "property" | "port";
  /** One line, with the names in both netlists. */
  readonly message: string;
}

/** Two netlists of one cell, compared. */
export interface Comparison {
  readonly cell: string;
  /** Formats: `["sim", "lvs"]`. */
  readonly between: readonly [string, string];
  readonly status: "ok" | "failed";
  /** In the second netlist; devices in parallel count once. */
  readonly devices: number;
  readonly nets: number;
  /** Both again, in the first netlist. */
  readonly first: { readonly devices: number; readonly nets: number };
  readonly differences: readonly Difference[];
  readonly seconds: number;
}
