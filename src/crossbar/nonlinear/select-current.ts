import { type SelectCurves, stepOf } from "../../netlist/index.ts";

/** A select transistor at one pair of voltages: current [A] and its derivatives [S] to the drain, >= 0, and to the source, turned around, >= 0. */
export interface SelectPoint {
  current: number;
  byDrain: number;
  bySource: number;
}

/**
 * Current of a select transistor at any drain and source voltage [V]: bicubic between the measured points, so it and its derivatives are continuous,
 * with an error of the fourth order of the step; beyond the range it goes on in a straight line, for solvers on their way.
 */
export function selectCurrentOf(
  curves: SelectCurves,
): (drain: number, source: number, point: SelectPoint) => void {
  const { vMin, vMax, points, current, byDrain, bySource, byBoth } = curves;
  const step = stepOf(curves);
  const tables = [current.data, byDrain.data, bySource.data, byBoth.data] as const;
  const [x, y] = [basis(), basis()];
  return (drain, source, point) => {
    const d = Math.min(Math.max(drain, vMin), vMax);
    const s = Math.min(Math.max(source, vMin), vMax);
    const column = place((d - vMin) / step, points, x, step);
    const row = place((s - vMin) / step, points, y, step);
    let [value, slopeDrain, slopeSource] = [0, 0, 0];
    for (let a = 0; a < 2; a++) {
      for (let b = 0; b < 2; b++) {
        const k = (row + a) * points + column + b;
        const [f, fx, fy, fxy] = [tables[0][k]!, tables[1][k]!, tables[2][k]!, tables[3][k]!];
        const [u, ux, du, dux] = [x[b]!, x[2 + b]!, x[4 + b]!, x[6 + b]!];
        const [v, vy, dv, dvy] = [y[a]!, y[2 + a]!, y[4 + a]!, y[6 + a]!];
        const [alongX, alongXy] = [u * f + ux * fx, u * fy + ux * fxy];
        value += v * alongX + vy * alongXy;
        slopeSource += dv * alongX + dvy * alongXy;
        slopeDrain += v * (du * f + dux * fx) + vy * (du * fy + dux * fxy);
      }
    }
    point.byDrain = Math.max(slopeDrain, 0);
    point.bySource = Math.max(-slopeSource, 0);
    point.current = value + point.byDrain * (drain - d) - point.bySource * (source - s);
  };
}

/** Weights of the values and the slopes at both ends of an interval, then those of the derivative. */
const basis = () => new Float64Array(8);

/** Fills the weights of the interval that holds `at`, counted in steps, and returns its first point. */
function place(at: number, points: number, weights: Float64Array, step: number): number {
  const first = Math.min(Math.floor(at), points - 2);
  const t = at - first;
  const t2 = t * t;
  weights[0] = 1 - t2 * (3 - 2 * t);
  weights[1] = t2 * (3 - 2 * t);
  weights[2] = step * t * (1 - t) * (1 - t);
  weights[3] = -step * t2 * (1 - t);
  weights[4] = (-6 * t * (1 - t)) / step;
  weights[5] = (6 * t * (1 - t)) / step;
  weights[6] = 1 - t * (4 - 3 * t);
  weights[7] = t * (3 * t - 2);
  return first;
}
