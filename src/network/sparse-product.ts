import { createMatrix, type Matrix } from "../foundation/index.ts";

/**
 * Product x w, (batch, cols), of inputs that are mostly zero, as images and rectified activations are.
 *
 * Zeros are left out, and the others are taken four at a time, so that each sum is loaded and stored a quarter as often:
 * about twice as fast as `multiply`.
 *
 * @param x (batch, rows), finite; @param w (rows, cols)
 */
export function sparseProduct(x: Matrix, w: Matrix): Matrix {
  const out = createMatrix(x.rows, w.cols);
  const starts = new Uint32Array(x.cols + 3);
  const factors = new Float64Array(x.cols + 3);
  for (let n = 0; n < x.rows; n++) {
    const count = gatherNonZero(x.data.subarray(n * x.cols, (n + 1) * x.cols), w.cols, starts, factors);
    const sums = out.data.subarray(n * w.cols, (n + 1) * w.cols);
    for (let k = 0; k < count; k += 4) addFourRows(sums, w.data, { starts, factors, k });
  }
  return out;
}

/** Offsets of the rows of w that count, and their factors; filled up with factor 0 to a multiple of four. */
function gatherNonZero(row: Float64Array, cols: number, starts: Uint32Array, factors: Float64Array): number {
  let count = 0;
  for (let i = 0; i < row.length; i++) {
    const value = row[i] as number;
    if (value === 0) continue;
    starts[count] = i * cols;
    factors[count] = value;
    count += 1;
  }
  factors.fill(0, count, count + 3);
  starts.fill(0, count, count + 3);
  return count;
}

interface Gathered {
  readonly starts: Uint32Array;
  readonly factors: Float64Array;
  /** The first of the four. */
  readonly k: number;
}

function addFourRows(sums: Float64Array, w: Float64Array, { starts, factors, k }: Gathered): void {
  const [a, b, c, d] = [starts[k], starts[k + 1], starts[k + 2], starts[k + 3]] as Four;
  const [fa, fb, fc, fd] = [factors[k], factors[k + 1], factors[k + 2], factors[k + 3]] as Four;
  for (let j = 0; j < sums.length; j++) {
    sums[j] =
      (sums[j] as number) +
      fa * (w[a + j] as number) +
      fb * (w[b + j] as number) +
      fc * (w[c + j] as number) +
      fd * (w[d + j] as number);
  }
}

type Four = [number, number, number, number];
