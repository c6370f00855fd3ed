import { NetworkError } from "./error.ts";

/**
 * Spike rate of a neuron against its membrane current, (points), from SPICE.
 *
 * Currents [A] ascend; rates [Hz]. The first rate is 0: the last current without spikes before the first with spikes is
 * the rheobase, and below it the neuron is silent.
 */
export interface RateCurve {
  readonly current: Float64Array;
  readonly rate: Float64Array;
}

/** A curve that can be asked anywhere. */
export interface RateFunction {
  /** Largest current without spikes [A]: the end of the dead zone. */
  readonly rheobase: number;
  /** Largest current of the curve [A]; beyond it the rate stays that of this current. */
  readonly maxCurrent: number;
  /** Rate [Hz] at a current [A]. */
  rateAt(current: number): number;
}

/**
 * The curve between its points: cubic pieces whose slopes keep it monotone wherever the points are (PCHIP), so that it
 * never overshoots. 0 up to the rheobase; the last rate is held beyond the last current.
 *
 * @throws NetworkError NETWORK_RATE_CURVE
 * @see F. N. Fritsch, J. Butland, SIAM J. Sci. Stat. Comput. 5 (1984) 300
 */
export function rateFunction(curve: RateCurve): RateFunction {
  assertRateCurve(curve);
  const silent = curve.rate.findIndex((rate) => rate > 0) - 1;
  const x = curve.current.subarray(silent);
  const y = curve.rate.subarray(silent);
  const slope = monotoneSlopes(x, y);
  const last = x.length - 1;
  const rheobase = x[0] as number;
  const maxCurrent = x[last] as number;
  return {
    rheobase,
    maxCurrent,
    rateAt: (current) => {
      if (current <= rheobase) return 0;
      if (current >= maxCurrent) return y[last] as number;
      const k = pieceOf(x, current);
      const [x0, y0, m0] = [x[k], y[k], slope[k]] as [number, number, number];
      const h = (x[k + 1] as number) - x0;
      const secant = ((y[k + 1] as number) - y0) / h;
      const m1 = slope[k + 1] as number;
      const s = current - x0;
      const square = (3 * secant - 2 * m0 - m1) / h;
      const cube = (m0 + m1 - 2 * secant) / (h * h);
      return y0 + s * (m0 + s * (square + s * cube));
    },
  };
}

/** Index k of the piece x[k] .. x[k + 1] that holds `value`. */
function pieceOf(x: Float64Array, value: number): number {
  let [low, high] = [0, x.length - 1];
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((x[middle] as number) <= value) low = middle;
    else high = middle;
  }
  return low;
}

/** Slopes at the points: a weighted harmonic mean of the secants beside, 0 at a turning point. */
function monotoneSlopes(x: Float64Array, y: Float64Array): Float64Array {
  const pieces = x.length - 1;
  const h = Float64Array.from({ length: pieces }, (_, k) => (x[k + 1] as number) - (x[k] as number));
  const secant = h.map((width, k) => ((y[k + 1] as number) - (y[k] as number)) / width);
  const at = (values: Float64Array, k: number) => values[k] as number;
  if (pieces === 1) return Float64Array.of(at(secant, 0), at(secant, 0));
  return x.map((_, k) => {
    if (k === 0) return endSlope(at(h, 0), at(h, 1), at(secant, 0), at(secant, 1));
    const [before, after] = [at(secant, k - 1), at(secant, k)];
    if (k === pieces) {
      return endSlope(at(h, pieces - 1), at(h, pieces - 2), at(secant, pieces - 1), at(secant, pieces - 2));
    }
    if (before * after <= 0) return 0;
    const left = 2 * at(h, k) + at(h, k - 1);
    const right = at(h, k) + 2 * at(h, k - 1);
    return (left + right) / (left / before + right / after);
  });
}

/** Slope at an end from the two nearest pieces, cut so that the end piece stays monotone. */
function endSlope(h0: number, h1: number, secant0: number, secant1: number): number {
  const slope = ((2 * h0 + h1) * secant0 - h0 * secant1) / (h0 + h1);
  if (slope * secant0 <= 0) return 0;
  return secant0 * secant1 <= 0 && Math.abs(slope) > 3 * Math.abs(secant0) ? 3 * secant0 : slope;
}

function assertRateCurve({ current, rate }: RateCurve): void {
  const fault = faultOf(current, rate);
  if (fault === null) return;
  throw new NetworkError("NETWORK_RATE_CURVE", fault, {
    at: ["network", "rate curve"],
    hint: "A rate curve is two or more currents [A], ascending from 0 or more, with rates [Hz]: 0 at the first, more at some other.",
  });
}

function faultOf(current: Float64Array, rate: Float64Array): string | null {
  if (current.length !== rate.length) return `${current.length} currents, but ${rate.length} rates`;
  if (current.length < 2) return `expected at least 2 points, got ${current.length}`;
  const strange = current.findIndex(
    (i, k) => !(i >= 0 && i < Number.POSITIVE_INFINITY && (k === 0 || i > (current[k - 1] as number))),
  );
  if (strange >= 0)
    return `current ${strange} is ${current[strange]} A, not finite or not above the one before`;
  const wrong = rate.findIndex((f) => !(f >= 0 && f < Number.POSITIVE_INFINITY));
  if (wrong >= 0) return `rate ${wrong} is ${rate[wrong]} Hz`;
  if (rate[0] !== 0)
    return `the lowest current, ${current[0]} A, fires at ${rate[0]} Hz: the rheobase is not in the curve`;
  return rate.some((f) => f > 0) ? null : "no current of the curve fires";
}
