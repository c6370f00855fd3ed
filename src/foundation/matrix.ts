import { MemspiceError } from "./error.ts";

/** A dense real matrix, (rows, cols), row-major: element (i, j) is `data[i * cols + j]`. */
export interface Matrix<Data extends Float64Array | Float32Array = Float64Array> {
  readonly rows: number;
  readonly cols: number;
  readonly data: Data;
}

/** A matrix over `data`, or zeros. @throws MemspiceError MATRIX_SHAPE */
export function createMatrix(rows: number, cols: number, data?: Float64Array): Matrix {
  if (data !== undefined && data.length !== rows * cols) {
    throw new MemspiceError(
      "MATRIX_SHAPE",
      `${rows} x ${cols} needs ${rows * cols} values, got ${data.length}`,
    );
  }
  return { rows, cols, data: data ?? new Float64Array(rows * cols) };
}

/** The block of `matrix` that starts at (row, col), (rows, cols), copied; parts that stick out are cut off. */
export function sliceMatrix(
  matrix: Matrix,
  row: number,
  col: number,
  size: readonly [number, number],
): Matrix {
  const rows = Math.min(size[0], matrix.rows - row);
  const cols = Math.min(size[1], matrix.cols - col);
  const block = createMatrix(rows, cols);
  for (let i = 0; i < rows; i++) {
    const from = (row + i) * matrix.cols + col;
    block.data.set(matrix.data.subarray(from, from + cols), i * cols);
  }
  return block;
}

/** Product a b, (a.rows, b.cols). @throws MemspiceError MATRIX_SHAPE */
export function multiply(a: Matrix, b: Matrix): Matrix {
  if (a.cols !== b.rows) {
    throw new MemspiceError("MATRIX_SHAPE", `cannot multiply ${a.rows} x ${a.cols} by ${b.rows} x ${b.cols}`);
  }
  const out = createMatrix(a.rows, b.cols);
  for (let i = 0; i < a.rows; i++) {
    const row = out.data.subarray(i * b.cols, (i + 1) * b.cols);
    for (let k = 0; k < a.cols; k++) {
      const factor = a.data[i * a.cols + k] as number;
      if (factor === 0) continue;
      for (let j = 0; j < b.cols; j++)
        row[j] = (row[j] as number) + factor * (b.data[k * b.cols + j] as number);
    }
  }
  return out;
}
