/** One transistor of a cell, as drawn. Lengths [m]. */
export interface Transistor {
  /** Name in the sizing table, `W1`. */
  readonly name: string;
  /** Cell it belongs to, as the table calls it. */
  readonly cell: string;
  /** Name in the process manifest, `nfet_01v8`. */
  readonly device: string;
  /** Total drawn width of one device [m]; `nf` fingers share it. */
  readonly w: number;
  readonly l: number;
  /** Equal devices in parallel. */
  readonly m: number;
  readonly nf: number;
}

/** One MOS model card's range [m]: ngspice takes the first card with lMin <= l < lMax and wMin <= w < wMax (within its tolerance). */
export interface Bin {
  readonly lMin: number;
  readonly lMax: number;
  readonly wMin: number;
  readonly wMax: number;
}

/** One rule that a transistor breaks. */
export interface SizeIssue {
  readonly code: string;
  /** Rule of the process, `poly.1a`; the name of a model set for a missing bin. */
  readonly rule: string;
  /** What the table says, and what the rule says, in the unit of `unit`. */
  readonly actual: number;
  readonly limit: number | null;
  readonly unit: "m" | "V" | "1";
  readonly message: string;
}
