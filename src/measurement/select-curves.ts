import type { Simulation } from "../engine/index.ts";
import { createMatrix, type Matrix } from "../foundation/index.ts";
import {
  type SelectCurves,
  type SelectRange,
  type SelectTransistor,
  selectCurrent,
  stepOf,
} from "../netlist/index.ts";
import { MeasurementError } from "./error.ts";
import { derivative } from "./transistor-curves.ts";

/**
 * The select transistor of `buildSelectDeck`, with the derivatives that its interpolation takes (differences of five points).
 *
 * @throws MeasurementError MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE, MEASUREMENT_SWEEP; MEASUREMENT_SELECT for a current that does not grow with the
 *   drain voltage or does not fall with the source voltage
 */
export function measureSelect(
  { result }: Simulation,
  transistor: SelectTransistor,
  range: SelectRange,
): SelectCurves {
  if (result.kind !== "dc") {
    throw new MeasurementError("MEASUREMENT_ANALYSIS", `expected a sweep, got "${result.kind}"`);
  }
  const { points, vMin, vMax } = range;
  const current = createMatrix(points, points);
  for (let a = 0; a < points; a++) {
    const found = result.vectors[selectCurrent(a)];
    if (found === undefined) {
      throw new MeasurementError("MEASUREMENT_PROBE", `no vector ${selectCurrent(a)} in the simulation`);
    }
    if (found.length !== points) {
      const problem = `expected ${points} points from ${vMin} to ${vMax} V, got ${found.length}`;
      throw new MeasurementError("MEASUREMENT_SWEEP", problem, {
        hint: "Measure a run with the bench that its deck was built from.",
      });
    }
    current.data.set(found, a * points);
  }
  const step = stepOf(range);
  const byDrain = alongRows(current, step);
  const bySource = transpose(alongRows(transpose(current), step));
  assertMonotone(current, transistor);
  return { ...range, transistor, current, byDrain, bySource, byBoth: alongRows(bySource, step) };
}

function alongRows({ rows, cols, data }: Matrix, step: number): Matrix {
  const slope = createMatrix(rows, cols);
  for (let i = 0; i < rows; i++)
    slope.data.set(derivative(data.subarray(i * cols, (i + 1) * cols), step), i * cols);
  return slope;
}

function transpose({ rows, cols, data }: Matrix): Matrix {
  const turned = createMatrix(cols, rows);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < cols; j++) turned.data[j * rows + i] = data[i * cols + j] as number;
  return turned;
}

/** What the simulator's own tolerance may take from a current that should grow, as a fraction of the largest. */
const noise = 1e-6;

function assertMonotone({ rows, cols, data }: Matrix, { device }: SelectTransistor): void {
  const largest = data.reduce((most, i) => Math.max(most, Math.abs(i)), 0);
  const at = (a: number, b: number) => data[a * cols + b] as number;
  for (let a = 0; a < rows; a++) {
    for (let b = 0; b < cols; b++) {
      const grows = b === 0 || at(a, b) >= at(a, b - 1) - noise * largest;
      const falls = a === 0 || at(a, b) <= at(a - 1, b) + noise * largest;
      if (grows && falls) continue;
      throw new MeasurementError(
        "MEASUREMENT_SELECT",
        `the current ${grows ? "does not fall with the source" : "does not grow with the drain"} voltage at point (${a}, ${b})`,
        { at: ["select transistor", device], hint: "Is it an n-channel device, with its bulk at ground?" },
      );
    }
  }
}
