export interface Summary {
  readonly min: number;
  readonly max: number;
  readonly mean: number;
}

/** Half width of a 95 % interval in standard deviations. */
export const z95 = 1.959963984540054;

/** Smallest, largest and mean value; NaN for an empty array. Safe for arrays of any length. */
export function summarize(values: ArrayLike<number>): Summary {
  let min = Number.POSITIVE_INFINITY;
  let max = Number.NEGATIVE_INFINITY;
  let sum = 0;
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (value < min) min = value;
    if (value > max) max = value;
    sum += value;
  }
  return values.length === 0 ? { min: NaN, max: NaN, mean: NaN } : { min, max, mean: sum / values.length };
}

/**
 * Interval of the change of a proportion, 95 %, where the same n trials were judged twice: `gained` turned right, `lost` turned wrong.
 *
 * Normal approximation with the variance of the paired difference, half a trial added to each of the four outcomes: without these, few trials
 * of which none changed would leave no doubt at all.
 *
 * @see A. Agresti and Y. Min, Stat. Med. 24 (2005) 729
 */
export function pairedInterval(gained: number, lost: number, n: number): readonly [number, number] {
  const [changed, more, all] = [gained + lost + 1, gained - lost, n + 2];
  const difference = more / all;
  const half = (z95 * Math.sqrt(changed - more ** 2 / all)) / all;
  return [Math.max(-1, difference - half), Math.min(1, difference + half)];
}

/**
 * Wilson score interval of a proportion, 95 %: it stays inside [0, 1] and is honest at 0 and at n hits.
 *
 * @see E. B. Wilson, J. Am. Stat. Assoc. 22 (1927) 209
 */
export function wilsonInterval(hits: number, n: number): readonly [number, number] {
  const z = z95;
  const p = hits / n;
  const centre = (p + (z * z) / (2 * n)) / (1 + (z * z) / n);
  const half = (z / (1 + (z * z) / n)) * Math.sqrt((p * (1 - p)) / n + (z * z) / (4 * n * n));
  return [Math.max(0, centre - half), Math.min(1, centre + half)];
}

/**
 * Two-sample Kolmogorov-Smirnov test: the largest distance between the two empirical distributions, and the probability of
 * one at least as large if both samples come from the same distribution (asymptotic).
 *
 * @see Press et al., Numerical Recipes, sec. 14.3
 */
export function kolmogorovSmirnov(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
): { readonly distance: number; readonly p: number } {
  const [a, b] = [Float64Array.from(first).sort(), Float64Array.from(second).sort()];
  let [i, j, distance] = [0, 0, 0];
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i] as number, b[j] as number);
    while (i < a.length && (a[i] as number) <= value) i += 1;
    while (j < b.length && (b[j] as number) <= value) j += 1;
    distance = Math.max(distance, Math.abs(i / a.length - j / b.length));
  }
  const size = Math.sqrt((a.length * b.length) / (a.length + b.length));
  const lambda = (size + 0.12 + 0.11 / size) * distance;
  let sum = 0;
  for (let k = 1; k <= 100; k++) sum += (k % 2 === 1 ? 2 : -2) * Math.exp(-2 * (k * lambda) ** 2);
  return { distance, p: lambda < 0.2 ? 1 : Math.min(Math.max(sum, 0), 1) };
}
