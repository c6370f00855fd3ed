import { createMatrix, type Matrix } from "../../foundation/index.ts";

/**
 * Means of x_i x_k over a batch, (rows, rows): what the inputs of a layer are to a squared error of its outputs, which is
 * e' M e of a column whose weights are wrong by e. Zeros are left out, as images and rectified activations are full of them.
 *
 * @param x inputs, (batch, rows), in any unit; the result in its square
 */
export function secondMoments(x: Matrix): Matrix {
  const { rows: batch, cols: rows, data } = x;
  const moments = createMatrix(rows, rows);
  for (let n = 0; n < batch; n++) {
    const row = data.subarray(n * rows, (n + 1) * rows);
    const lit: number[] = [];
    for (const [i, value] of row.entries()) if (value !== 0) lit.push(i);
    for (const i of lit) {
      const factor = row[i]! / batch;
      const sums = moments.data.subarray(i * rows, (i + 1) * rows);
      for (const k of lit) sums[k]! += factor * row[k]!;
    }
  }
  return moments;
}
