import { createMatrix, type Matrix, type Random } from "../foundation/index.ts";

/** Power law of a conductance after it was written: G(t) = G(t0) (t / t0)^-nu. */
export interface PowerDrift {
  /** Since programming [s], >= t0. */
  readonly time: number;
  /** When the programmed conductance holds [s]. */
  readonly t0: number;
  /** Exponent, and the standard deviation of it from device to device as a fraction of it (normal, not cut off). */
  readonly nu: number;
  readonly nuSpread: number;
}

/**
 * Conductances a time after programming [S], (rows, cols), by a power law; stuck cells drift with the others. At `time` = `t0`, or with `nu` 0,
 * they are what they were, bit for bit. Streams are named by `name` and row.
 *
 * @see Lammie et al., MemTorch, conductance drift; Ielmini et al., IEEE TED 54 (2007) 308, for the law in phase-change memory
 */
export function driftByPower(
  conductance: Matrix,
  { time, t0, nu, nuSpread }: PowerDrift,
  { random, name }: { readonly random: Random; readonly name: readonly string[] },
): Matrix {
  const { rows, cols, data } = conductance;
  const ratio = time / t0;
  const later = createMatrix(rows, cols);
  for (let i = 0; i < rows; i++) {
    const stream = random.stream("drift", ...name, i);
    for (let k = i * cols; k < (i + 1) * cols; k++) {
      later.data[k] = (data[k] as number) * ratio ** (-nu * (1 + nuSpread * stream.normal()));
    }
  }
  return later;
}

/** What a rest makes of a conductance: `before` [S], rising, and `after` [S]. */
export interface RetentionCurve {
  readonly before: Float64Array;
  readonly after: Float64Array;
}

/**
 * Conductances after a rest [S], (rows, cols), along a curve of the device's own: the ratio after / before, linear between its points.
 * A cell that conducts less or more than any device of the curve (spread makes such) has the ratio of the end.
 */
export function driftByCurve(conductance: Matrix, { before, after }: RetentionCurve): Matrix {
  const ratios = after.map((g, k) => g / (before[k] as number));
  const last = before.length - 1;
  const data = conductance.data.map((g) => {
    if (g <= (before[0] as number)) return g * (ratios[0] as number);
    if (g >= (before[last] as number)) return g * (ratios[last] as number);
    let [low, high] = [0, last];
    while (high - low > 1) {
      const middle = (low + high) >> 1;
      if ((before[middle] as number) <= g) low = middle;
      else high = middle;
    }
    const [from, to] = [before[low] as number, before[high] as number];
    const share = (g - from) / (to - from);
    return g * ((ratios[low] as number) * (1 - share) + (ratios[high] as number) * share);
  });
  return createMatrix(conductance.rows, conductance.cols, data);
}
