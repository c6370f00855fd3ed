import { createMatrix, type Matrix } from "../../foundation/index.ts";

/**
 * What its lines leave of each cell, T / G, (rows, cols), 0..1: the part of a cell's conductance that reaches the output. It is 1 without
 * wire resistance, and changes slowly with the conductances, since all cells of both lines share in it.
 *
 * @param conductance [S], > 0; @param transfer [S], the transfer matrix of the same cells
 */
export function attenuationOf(conductance: Matrix, transfer: Matrix): Matrix {
  const { rows, cols, data } = transfer;
  return createMatrix(
    rows,
    cols,
    data.map((t, k) => t / conductance.data[k]!),
  );
}
