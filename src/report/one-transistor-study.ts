/** One pulse on a cell of memristor and select transistor: voltages of its lines [V], and what it did. SI units. */
export interface OneTransistorPulse {
  readonly name: "form" | "reset" | "set";
  readonly wl: number;
  readonly bl: number;
  readonly sl: number;
  /** Conductance of the cell at read [S]. */
  readonly before: number;
  readonly after: number;
  readonly state: number;
  readonly peakCurrent: number;
  /** Across the memristor at the end [V]. */
  readonly deviceVoltage: number;
  /** [K]; null for a model without. */
  readonly temperature: number | null;
}

/** The cell of `characterization.oneTransistor` in SPICE. */
export interface OneTransistorStudy {
  readonly transistor: { readonly device: string; readonly w: number; readonly l: number };
  readonly models: { readonly name: string; readonly corner: string };
  /** Of every pulse [s]. */
  readonly width: number;
  /** What formed cells are said to have [S]. */
  readonly published: { readonly min: number; readonly max: number };
  /** Did forming reach `published.min`? */
  readonly formed: boolean;
  /** In order, each from where the one before left the cell: forming, then RESET and SET in turn. */
  readonly pulses: readonly OneTransistorPulse[];
  /** Largest relative difference of a conductance from that of a run with a coarser tolerance of the solver. */
  readonly refinement: number;
}
