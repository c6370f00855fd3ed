/**
 * The bit lines above one row, seen from below, as a Norton equivalent: with voltages b [V] (cols) below, the current that
 * flows down is f v - Y b [A]. Y is the admittance [S], (cols, cols), symmetric, upper triangle kept; f is one row per source.
 *
 * Rows are added from the far end to the sense end; between two rows each bit line has one segment of `r` [ohm], and one after
 * the last. Adding a segment to line j changes Y and f by a rank-one term: Y - s y_j y_j^T with s = r / (1 + r Y_jj). Off the
 * diagonal Y is negative and f positive, so there the terms never cancel, and r = 0 leaves everything exactly as it is.
 */
export function addSegments(
  y: Float64Array,
  f: Float64Array,
  sources: number,
  cols: number,
  r: number,
): void {
  if (r === 0) return;
  const line = new Float64Array(cols);
  for (let j = 0; j < cols; j++) {
    for (let k = 0; k < j; k++) line[k] = y[k * cols + j] as number;
    for (let k = j; k < cols; k++) line[k] = y[j * cols + k] as number;
    const divider = 1 / (1 + r * (line[j] as number));
    const s = r * divider;
    for (let a = 0; a < cols; a++) {
      const factor = s * (line[a] as number);
      if (factor === 0) continue;
      const row = a * cols;
      for (let k = a; k < cols; k++) y[row + k] = (y[row + k] as number) - factor * (line[k] as number);
    }
    for (let k = 0; k < j; k++) y[k * cols + j] = (line[k] as number) * divider; // without the subtraction: it cancels where r Y_jj is large
    for (let k = j; k < cols; k++) y[j * cols + k] = (line[k] as number) * divider;
    for (let i = 0; i < sources; i++) {
      const row = i * cols;
      const own = f[row + j] as number;
      if (own === 0) continue;
      const factor = s * own;
      for (let k = 0; k < cols; k++) f[row + k] = (f[row + k] as number) - factor * (line[k] as number);
      f[row + j] = own * divider;
    }
  }
}
