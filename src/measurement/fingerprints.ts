import type { Hysteresis } from "./hysteresis.ts";

/** One loop of a family at several frequencies. */
export interface Loop {
  /** [Hz] */
  readonly frequency: number;
  readonly hysteresis: Hysteresis;
  /** Area of the lobe over the area of the rectangle that the loop's positive half fits into. */
  readonly relativeLobe: number;
}

/** The three fingerprints of a memristor, each judged, with what it was judged by. */
export interface Fingerprints {
  /** Largest current at zero voltage of all loops, as a fraction of the peak. */
  readonly pinched: { readonly held: boolean; readonly worst: number };
  /** From the largest lobe on, every next higher frequency has a smaller one. */
  readonly shrinking: { readonly held: boolean; readonly fromFrequency: number };
  /** The loop at the highest frequency is closed but for this relative lobe. */
  readonly singleValued: { readonly held: boolean; readonly relativeLobe: number };
}

const limits = { pinch: 1e-3, relativeLobe: 0.02 } as const;

export function loopOf(frequency: number, hysteresis: Hysteresis): Loop {
  const most = (values: Float64Array) => values.reduce((a, b) => Math.max(a, Math.abs(b)), 0);
  const box = most(hysteresis.voltage) * most(hysteresis.current);
  return { frequency, hysteresis, relativeLobe: hysteresis.lobeArea / box };
}

/**
 * The three fingerprints, judged on loops of ascending frequency. To have them is necessary for a memristor, and not
 * sufficient: other circuits can show them.
 *
 * @see Adhikari, Sah, Kim and Chua, IEEE TCAS-I 60 (2013) 3008
 */
export function judgeFingerprints(loops: readonly Loop[]): Fingerprints {
  const worst = loops.reduce((most, { hysteresis }) => Math.max(most, hysteresis.pinch), 0);
  const areas = loops.map(({ hysteresis }) => hysteresis.lobeArea);
  const top = areas.indexOf(Math.max(...areas));
  const falling = areas.slice(top).every((area, n, all) => n === 0 || area < (all[n - 1] as number));
  const last = loops.at(-1)?.relativeLobe ?? Number.NaN;
  return {
    pinched: { held: worst <= limits.pinch, worst },
    shrinking: {
      held: falling && top < loops.length - 1,
      fromFrequency: loops[top]?.frequency ?? Number.NaN,
    },
    singleValued: { held: last <= limits.relativeLobe, relativeLobe: last },
  };
}
