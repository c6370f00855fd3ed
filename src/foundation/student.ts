import { z95 } from "./statistics.ts";

/** 97.5 % quantile of Student's t for 1 .. 9 degrees of freedom, where the series below is not yet good. */
const few = [
  12.7062047, 4.3026527, 3.1824463, 2.7764451, 2.5705818, 2.4469119, 2.3646243, 2.3060041, 2.2621572,
];

/**
 * 97.5 % quantile of Student's t: half width of a 95 % interval in standard errors. To 1e-5.
 *
 * @param freedom degrees of freedom, a whole number from 1 on
 * @see Abramowitz and Stegun, 26.7.5
 */
export function studentQuantile(freedom: number): number {
  const known = few[freedom - 1];
  if (known !== undefined) return known;
  const z = z95;
  const [z3, z5, z7, z9] = [z ** 3, z ** 5, z ** 7, z ** 9];
  return (
    z +
    (z3 + z) / (4 * freedom) +
    (5 * z5 + 16 * z3 + 3 * z) / (96 * freedom ** 2) +
    (3 * z7 + 19 * z5 + 17 * z3 - 15 * z) / (384 * freedom ** 3) +
    (79 * z9 + 776 * z7 + 1482 * z5 - 1920 * z3 - 945 * z) / (92160 * freedom ** 4)
  );
}

/** Mean of a sample, its standard deviation (n - 1), and the 95 % interval of the mean by Student's t. */
export interface SampleMean {
  readonly mean: number;
  readonly deviation: number;
  readonly ci95: readonly [number, number];
}

/** @param values two at least */
export function sampleMean(values: readonly number[]): SampleMean {
  const n = values.length;
  const first = values[0] as number; // differences from it: equal values have exactly no spread
  const mean = first + values.reduce((sum, x) => sum + (x - first), 0) / n;
  const deviation = Math.sqrt(values.reduce((sum, x) => sum + (x - mean) ** 2, 0) / (n - 1));
  const half = (studentQuantile(n - 1) * deviation) / Math.sqrt(n);
  return { mean, deviation, ci95: [mean - half, mean + half] };
}
