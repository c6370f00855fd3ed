import type { Matrix } from "../foundation/index.ts";
import type { AttributionRow } from "../report/index.ts";
import { sumOf } from "./chip/readout.ts";

/**
 * Partial sums against ideal ones, a matrix a row of tiles, (batch, cols) each: error and correlation of their totals, and the tile
 * that errs most.
 *
 * @param width columns of a tile
 */
export function compareSums(
  sums: readonly Matrix[],
  wanted: readonly Matrix[],
  width: number,
): Pick<AttributionRow, "error" | "correlation" | "worstTile"> {
  const [total, goal] = [sumOf(sums), sumOf(wanted)];
  const scale = rms(goal.data);
  const relative = (value: number) => (value === 0 ? 0 : value / scale);
  let worstTile: AttributionRow["worstTile"] = { tile: [0, 0], error: 0 };
  for (const [r, sum] of sums.entries()) {
    const errors = differenceByTile(sum, wanted[r] as Matrix, width);
    for (const [c, error] of errors.entries()) {
      if (relative(error) > worstTile.error) worstTile = { tile: [r, c], error: relative(error) };
    }
  }
  const difference = total.data.map((y, k) => y - (goal.data[k] as number));
  return { error: relative(rms(difference)), correlation: correlate(total.data, goal.data), worstTile };
}

/** Root mean square of a - b over the columns of every tile, (tiles side by side). */
function differenceByTile(a: Matrix, b: Matrix, width: number): number[] {
  const { rows, cols } = a;
  return Array.from({ length: Math.ceil(cols / width) }, (_, c) => {
    const [from, to] = [c * width, Math.min((c + 1) * width, cols)];
    let squares = 0;
    for (let n = 0; n < rows; n++) {
      for (let k = n * cols + from; k < n * cols + to; k++)
        squares += ((a.data[k] as number) - (b.data[k] as number)) ** 2;
    }
    return Math.sqrt(squares / (rows * (to - from)));
  });
}

function rms(values: Float64Array): number {
  return Math.sqrt(values.reduce((sum, x) => sum + x * x, 0) / values.length);
}

/** Pearson's coefficient, -1..1; 0 where either does not vary. */
function correlate(x: Float64Array, y: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, v) => sum + v, 0) / values.length;
  const [mx, my] = [mean(x), mean(y)];
  let [xx, yy, xy] = [0, 0, 0];
  for (let k = 0; k < x.length; k++) {
    const [dx, dy] = [(x[k] as number) - mx, (y[k] as number) - my];
    xx += dx * dx;
    yy += dy * dy;
    xy += dx * dy;
  }
  return xx === 0 || yy === 0 ? 0 : Math.min(Math.max(xy / Math.sqrt(xx * yy), -1), 1);
}
