/**
 * A measured pulse response as a function of a *fractional* number of pulses: conductance [S] after n identical pulses,
 * n = 0 .. count, linear between the measured points. Rising (potentiation) or falling (depression).
 */
export interface PulseCurve {
  readonly count: number;
  at(pulses: number): number;
  /** The number of pulses after which the curve passes `conductance`, held inside 0 .. count. */
  pulsesFor(conductance: number): number;
}

/** @param conductance [S], (count + 1), monotone; equal neighbours where the device has saturated */
export function createPulseCurve(conductance: Float64Array): PulseCurve {
  const count = conductance.length - 1;
  const rising = (conductance[count] as number) > (conductance[0] as number);
  return {
    count,
    at: (pulses) => {
      const from = Math.min(Math.floor(pulses), count - 1);
      const a = conductance[from] as number;
      const b = conductance[from + 1] as number;
      return a + (b - a) * (pulses - from);
    },
    pulsesFor: (g) => {
      let low = 0;
      let high = count;
      while (high - low > 1) {
        const middle = (low + high) >> 1;
        if ((conductance[middle] as number) <= g === rising) low = middle;
        else high = middle;
      }
      const a = conductance[low] as number;
      const b = conductance[high] as number;
      if (a === b) return low; // the device has saturated
      return Math.min(Math.max(low + (g - a) / (b - a), 0), count);
    },
  };
}
