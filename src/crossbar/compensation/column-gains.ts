import type { Matrix } from "../../foundation/index.ts";

/** A pair of tiles of a layer: difference of their transfer matrices [S], (rows, cols), and where its first row and column are. */
export interface LayerPart {
  readonly difference: Matrix;
  readonly row: number;
  readonly col: number;
}

/** The gain of a column that adds less than about this share of the mean squared current stays near 1. */
const ridge = 1e-3;

/**
 * Digital gains of every column of every pair of tiles of a layer, (parts) x (cols of the part), so that the sum of the gained currents
 * comes closest to the wanted ones, in the mean square over the inputs: one small least-squares problem a column, solved for gain - 1.
 * Pairs of tiles are read one by one, so each has its own; where nothing is wrong every gain is exactly 1.
 *
 * @param wanted gPos - gNeg of the ideal layer [S], (rows, cols)
 * @param moments of the layer's inputs, (rows, rows), from `secondMoments`
 */
export function columnGains(
  parts: readonly LayerPart[],
  wanted: Matrix,
  moments: Matrix,
): readonly Float64Array[] {
  const gains = parts.map(({ difference }) => new Float64Array(difference.cols).fill(1));
  for (let j = 0; j < wanted.cols; j++) {
    const own = [...parts.entries()].filter(
      ([, { col, difference }]) => j >= col && j < col + difference.cols,
    );
    const columns = own.map(([, part]) => columnOf(part, j));
    const corrections = leastSquares(columns, missing(wanted, j, columns), moments);
    for (const [t, [k, { col }]] of own.entries()) gains[k]![j - col]! += corrections[t]!;
  }
  return gains;
}

/** Currents per volt on some rows of a layer, those from `row` on [S]. */
interface Column {
  readonly row: number;
  readonly values: Float64Array;
}

function columnOf({ difference, row, col }: LayerPart, j: number): Column {
  const { rows, cols, data } = difference;
  return { row, values: Float64Array.from({ length: rows }, (_, i) => data[i * cols + j - col]!) };
}

/** What the columns of the pairs lack of column j. */
function missing({ rows, cols, data }: Matrix, j: number, columns: readonly Column[]): Column {
  const values = Float64Array.from({ length: rows }, (_, i) => data[i * cols + j]!);
  for (const column of columns) {
    for (const [i, value] of column.values.entries()) values[column.row + i]! -= value;
  }
  return { row: 0, values };
}

/** Coefficients of the columns whose sum comes closest to the target. */
function leastSquares(columns: readonly Column[], target: Column, moments: Matrix): Float64Array {
  const n = columns.length;
  const system = new Float64Array(n * (n + 1)); // the right-hand side last
  let trace = 0;
  for (const [t, one] of columns.entries()) {
    for (let u = t; u < n; u++) {
      const value = product(one, columns[u]!, moments);
      system[t * (n + 1) + u] = value;
      system[u * (n + 1) + t] = value;
    }
    system[t * (n + 1) + n] = product(one, target, moments);
    trace += system[t * (n + 1) + t]!;
  }
  if (trace === 0) return new Float64Array(n); // no input ever reaches this column
  for (let t = 0; t < n; t++) system[t * (n + 1) + t]! += (ridge * trace) / n;
  return eliminate(system, n);
}

/** Mean product of the currents of two columns. */
function product(a: Column, b: Column, moments: Matrix): number {
  let sum = 0;
  for (const [i, left] of a.values.entries()) {
    if (left === 0) continue;
    const from = (a.row + i) * moments.cols + b.row;
    let part = 0;
    for (let k = 0; k < b.values.length; k++) part += moments.data[from + k]! * b.values[k]!;
    sum += left * part;
  }
  return sum;
}

/** Solution of a symmetric positive definite system, (n, n + 1) with the right-hand side last; changes it. */
function eliminate(system: Float64Array, n: number): Float64Array {
  const width = n + 1;
  for (let k = 0; k < n; k++) {
    for (let i = k + 1; i < n; i++) {
      const factor = system[i * width + k]! / system[k * width + k]!;
      for (let j = k; j < width; j++) system[i * width + j]! -= factor * system[k * width + j]!;
    }
  }
  const solution = new Float64Array(n);
  for (let k = n - 1; k >= 0; k--) {
    let rest = system[k * width + n]!;
    for (let j = k + 1; j < n; j++) rest -= system[k * width + j]! * solution[j]!;
    solution[k] = rest / system[k * width + k]!;
  }
  return solution;
}
