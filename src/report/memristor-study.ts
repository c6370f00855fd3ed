/** Curves of a memristor beyond what the main job needs. Arrays (points); SI units. */
export interface MemristorStudy {
  /** Loops at ascending frequencies, from SPICE. */
  readonly loops: readonly {
    readonly frequency: number;
    readonly relativeLobe: number;
    readonly hysteresis: {
      readonly time: Float64Array;
      readonly voltage: Float64Array;
      readonly current: Float64Array;
      readonly pinch: number;
      readonly lobeArea: number;
    };
  }[];
  readonly fingerprints: {
    readonly pinched: { readonly held: boolean; readonly worst: number };
    readonly shrinking: { readonly held: boolean; readonly fromFrequency: number };
    readonly singleValued: { readonly held: boolean; readonly relativeLobe: number };
  };
  /** Largest difference in state between SPICE and the equations over all runs of the report: loops, pulses, reads. */
  readonly agreement: number;
  /** Time from state 0.1 to 0.9 (or back, for a negative voltage); Infinity where the voltage does not switch. */
  readonly switching: readonly { readonly voltage: number; readonly seconds: number }[];
  readonly currents: readonly {
    readonly state: number;
    readonly voltage: Float64Array;
    readonly current: Float64Array;
  }[];
  /** Conductance at read after resting at 0 V. */
  readonly retention: readonly {
    readonly state: number;
    readonly time: Float64Array;
    readonly conductance: Float64Array;
  }[];
  readonly volatile: boolean;
  readonly provisional: string | null;
}
