import { createMatrix, type Matrix, multiply } from "../../foundation/index.ts";
import type { Sides } from "./pre-emphasis.ts";

export interface PairErrorRequest {
  /** Difference of transfer matrices that is wanted [S], (rows, cols). */
  readonly wanted: Matrix;
  readonly transfer: Sides;
  readonly attenuation: Sides;
  /** Standard deviation of a cell about its target [S]. */
  readonly spread: number;
  /** Of the inputs, (rows, rows). */
  readonly moments: Matrix;
}

/**
 * Mean square of what the outputs of a wired layer are wrong by, over that of the outputs themselves: by wires, and by cells that miss their
 * targets, which the attenuation of each lets through.
 */
export function pairError({ wanted, transfer, attenuation, spread, moments }: PairErrorRequest): number {
  const { rows, cols, data } = wanted;
  const error = createMatrix(rows, cols);
  for (const [k, want] of data.entries())
    error.data[k] = transfer.pos.data[k]! - transfer.neg.data[k]! - want;
  let missed = 0;
  for (let i = 0; i < rows; i++) {
    let squares = 0;
    for (let k = i * cols; k < (i + 1) * cols; k++)
      squares += attenuation.pos.data[k]! ** 2 + attenuation.neg.data[k]! ** 2;
    missed += squares * moments.data[i * rows + i]!;
  }
  return (energy(error, moments) + spread ** 2 * missed) / energy(wanted, moments);
}

/** Sum over the columns of e' M e. */
function energy(columns: Matrix, moments: Matrix): number {
  const weighted = multiply(moments, columns);
  return columns.data.reduce((sum, value, k) => sum + value * weighted.data[k]!, 0);
}
