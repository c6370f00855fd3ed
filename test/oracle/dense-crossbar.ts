import type { Tile } from "../../src/crossbar/index.ts";
import { createMatrix, type Matrix } from "../../src/foundation/index.ts";

/**
 * Bit line currents of a tile from Kirchhoff's current law written out node by node, and solved by Gaussian elimination with
 * partial pivoting: slow, and independent of the solver under test in all but the convention. Needs rWord, rBit > 0.
 */
export function denseCurrents(tile: Tile, drive: Matrix): Matrix {
  const { rows, cols, data } = tile.conductance;
  const word = (i: number, j: number) => i * cols + j;
  const bit = (i: number, j: number) => rows * cols + i * cols + j;
  const n = 2 * rows * cols;
  const a = Array.from({ length: n }, () => new Float64Array(n + drive.rows));
  const stamp = (p: number, q: number | null, g: number) => {
    (a[p] as Float64Array)[p]! += g;
    if (q === null) return;
    (a[q] as Float64Array)[q]! += g;
    (a[p] as Float64Array)[q]! -= g;
    (a[q] as Float64Array)[p]! -= g;
  };
  const gw = 1 / tile.rWord;
  const gb = 1 / tile.rBit;
  for (let i = 0; i < rows; i++) {
    for (let j = 0; j < cols; j++) {
      stamp(word(i, j), bit(i, j), data[i * cols + j] as number);
      stamp(word(i, j), j === 0 ? null : word(i, j - 1), gw);
      stamp(bit(i, j), i === rows - 1 ? null : bit(i + 1, j), gb);
    }
    for (let b = 0; b < drive.rows; b++)
      (a[word(i, 0)] as Float64Array)[n + b]! += gw * (drive.data[b * rows + i] as number);
  }
  eliminate(a, n);
  const current = createMatrix(drive.rows, cols);
  for (let b = 0; b < drive.rows; b++) {
    for (let j = 0; j < cols; j++)
      current.data[b * cols + j] = gb * (a[bit(rows - 1, j)] as Float64Array)[n + b]!;
  }
  return current;
}

function eliminate(a: Float64Array[], n: number): void {
  for (let k = 0; k < n; k++) {
    let pivot = k;
    for (let i = k + 1; i < n; i++) if (Math.abs(a[i]![k]!) > Math.abs(a[pivot]![k]!)) pivot = i;
    [a[k], a[pivot]] = [a[pivot]!, a[k]!];
    const row = a[k]!;
    for (let i = 0; i < n; i++) {
      if (i === k) continue;
      const other = a[i]!;
      const factor = other[k]! / row[k]!;
      if (factor === 0) continue;
      for (let j = k; j < row.length; j++) other[j]! -= factor * row[j]!;
    }
  }
  for (let k = 0; k < n; k++) for (let j = n; j < a[k]!.length; j++) a[k]![j]! /= a[k]![k]!;
}
