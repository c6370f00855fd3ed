import { createMatrix, type Matrix, type RandomStream } from "../foundation/index.ts";

/**
 * Sum of squares of a pair, gPos^2 + gNeg^2 [S^2], (rows, cols): what the noise of a read grows with.
 *
 * Every cell is G (1 + sigma z) at every read, z normal and fresh. The current of a column is then normal too, with the variance
 * sigma^2 sum v_i^2 (gPos_i^2 + gNeg_i^2), so one number a column has exactly the distribution of one a cell. With ideal lines this is exact.
 * With wires the effective conductances stand for the cells: first order, since a cell that conducts more also leaves its neighbours less
 * voltage; the standard deviation is then wrong by about the share of the drive that the lines take.
 */
export function noisePower(gPos: Matrix, gNeg: Matrix): Matrix {
  const data = gPos.data.map((g, k) => g * g + (gNeg.data[k] as number) ** 2);
  return createMatrix(gPos.rows, gPos.cols, data);
}

/**
 * `currents` [A], (cols), with the noise of one read.
 *
 * @param variance sum of v^2 times `noisePower` [A^2], (cols)
 * @param sigma relative, of one cell and one read
 */
export function addReadNoise(
  currents: Float64Array,
  variance: Float64Array,
  { sigma, stream }: { readonly sigma: number; readonly stream: RandomStream },
): void {
  for (let j = 0; j < currents.length; j++) {
    currents[j] = (currents[j] as number) + sigma * Math.sqrt(variance[j] as number) * stream.normal();
  }
}
