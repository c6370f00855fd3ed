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

/** One MOS model card's range [m], both ends included; see `fitsBin` for the simulator's tolerance. */
export interface Bin {
  readonly lMin: number;
  readonly lMax: number;
  readonly wMin: number;
  readonly wMax: number;
}

/** The bins of one model set, or a `ModelSet` itself. */
export interface BinSet {
  readonly name: string;
  /** Ranges of the model cards of a transistor of the process; empty: not in this set. */
  bins(device: string): readonly Bin[];
}

/** `m` equal devices in parallel, of one finger each [m]. */
export interface Size {
  readonly w: number;
  readonly l: number;
  readonly m: number;
}

/** One rule that a transistor breaks. */
export interface SizeIssue {
  /**
   * PDK_SIZE_OUT_OF_RANGE, PDK_SIZE_OFF_GRID, PDK_FINGER_WIDTH, PDK_NO_MODEL_BIN, PDK_VOLTAGE_OUT_OF_RANGE, PDK_DEVICE_UNKNOWN,
   * PDK_DEVICE_RESERVED.
   */
  readonly code: string;
  /** Rule of the process, `poly.1a`; the name of a model set for a missing bin; the voltages that are too high; else the process. */
  readonly rule: string;
  /** What the table says, and what the rule says, in the unit of `unit`; null where there is no number to give. */
  readonly actual: number | null;
  readonly limit: number | null;
  readonly unit: "m" | "V" | "1";
  readonly message: string;
}

/** What was found about one transistor. */
export interface SizeCheck {
  readonly transistor: Transistor;
  /** All that is wrong with it; empty: nothing. */
  readonly issues: readonly SizeIssue[];
  /** The nearest size that is legal and modelled; null: its size needs no change, or the process has no such size in these sets. */
  readonly nearest: Size | null;
}
