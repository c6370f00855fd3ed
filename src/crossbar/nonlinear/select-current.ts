import { type SelectCurves, stepOf } from "../../netlist/index.ts";

/** A select transistor at one pair of voltages: current [A] and its derivatives [S] to the drain, >= 0, and to the source, turned around, >= 0. */
export interface SelectPoint {
  current: number;
  byDrain: number;
  bySource: number;
}

/**
 * Current of a select transistor at any drain and source voltage [V]: bicubic between the measured points, so it and its derivatives are continuous,
 * with an error of the fourth order of the step; beyond the range it goes on in a straight line, for solvers on their way. Exactly 0 at 0 V across.
 */
export function selectCurrentOf(
  curves: SelectCurves,
): (drain: number, source: number, point: SelectPoint) => void {
  const { vMin, vMax, points, current, byLow, byAcross, byBoth } = curves;
  const step = stepOf(curves);
  const tables = [current.data, byAcross.data, byLow.data, byBoth.data] as const;
  const [x, y] = [basis(), basis()];
  return (drain, source, point) => {
    const forward = drain >= source;
    const low = forward ? source : drain;
    const across = forward ? drain - source : source - drain;
    const inLow = Math.min(Math.max(low, vMin), vMax);
    const inAcross = Math.min(across, vMax - vMin);
    const column = place(inAcross / step, points, x, step);
    const row = place((inLow - vMin) / step, points, y, step);
    let [value, slopeAcross, slopeLow] = [0, 0, 0];
    for (let a = 0; a < 2; a++) {
      for (let b = 0; b < 2; b++) {
        const k = (row + a) * points + column + b;
        const [f, fx, fy, fxy] = [tables[0][k]!, tables[1][k]!, tables[2][k]!, tables[3][k]!];
        const [u, ux, du, dux] = [x[b]!, x[2 + b]!, x[4 + b]!, x[6 + b]!];
        const [v, vy, dv, dvy] = [y[a]!, y[2 + a]!, y[4 + a]!, y[6 + a]!];
        const [alongX, alongXy] = [u * f + ux * fx, u * fy + ux * fxy];
        value += v * alongX + vy * alongXy;
        slopeLow += dv * alongX + dvy * alongXy;
        slopeAcross += v * (du * f + dux * fx) + vy * (du * fy + dux * fxy);
      }
    }
    // The end that pulls the current up, and the lower one, which also has the body effect.
    const upper = Math.max(slopeAcross, 0);
    const lower = upper - Math.min(slopeLow, 0);
    const magnitude = value + upper * (across - inAcross) + (upper - lower) * (low - inLow);
    point.current = forward ? magnitude : -magnitude;
    point.byDrain = forward ? upper : lower;
    point.bySource = forward ? lower : upper;
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
