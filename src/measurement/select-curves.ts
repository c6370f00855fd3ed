import type { Simulation } from "../engine/index.ts";
import { createMatrix, type Matrix } from "../foundation/index.ts";
import {
  exchangedCurrent,
  middleOf,
  type SelectCurves,
  type SelectRange,
  type SelectTransistor,
  selectCurrent,
  stepOf,
} from "../netlist/index.ts";
import { MeasurementError } from "./error.ts";
import { derivative } from "./transistor-curves.ts";
import { resultOf, vectorOf } from "./vectors.ts";

/**
 * The select transistor of `buildSelectDeck`, with the derivatives that its interpolation takes (differences of five points).
 *
 * @throws MeasurementError MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE, MEASUREMENT_SWEEP; MEASUREMENT_SELECT for a current that does not grow with the
 *   voltage across, grows with that of the lower end, or is another one with drain and source exchanged
 */
export function measureSelect(
  simulation: Simulation,
  transistor: SelectTransistor,
  range: SelectRange,
): SelectCurves {
  const { vectors } = resultOf(simulation, "dc");
  const { points } = range;
  const vector = (name: string) => {
    const found = vectorOf(vectors, name);
    if (found.length === points) return found;
    throw new MeasurementError("MEASUREMENT_SWEEP", `expected ${points} points, got ${found.length}`, {
      hint: "Measure a run with the bench that its deck was built from.",
    });
  };
  const current = createMatrix(points, points);
  for (let a = 0; a < points; a++) {
    current.data.set(vector(selectCurrent(a)), a * points);
    current.data[a * points] = 0; // what is there is the rounding of the simulator
  }
  assertSelect(current, vector(exchangedCurrent), transistor, range);
  const step = stepOf(range);
  const byAcross = alongRows(current, step);
  const byLow = alongColumns(current, step);
  return { ...range, transistor, current, byLow, byAcross, byBoth: alongColumns(byAcross, step) };
}

function alongRows({ rows, cols, data }: Matrix, step: number): Matrix {
  const slope = createMatrix(rows, cols);
  for (let i = 0; i < rows; i++)
    slope.data.set(derivative(data.subarray(i * cols, (i + 1) * cols), step), i * cols);
  return slope;
}

const alongColumns = (matrix: Matrix, step: number) => transpose(alongRows(transpose(matrix), step));

function transpose({ rows, cols, data }: Matrix): Matrix {
  const turned = createMatrix(cols, rows);
  for (let i = 0; i < rows; i++)
    for (let j = 0; j < cols; j++) turned.data[j * rows + i] = data[i * cols + j] as number;
  return turned;
}

/** What the simulator's own tolerance may take from a current that should grow, as a fraction of the largest. */
const noise = 1e-6;

function assertSelect(
  { cols, data }: Matrix,
  exchanged: Float64Array,
  { device }: SelectTransistor,
  range: SelectRange,
): void {
  const slack = noise * data.reduce((most, i) => Math.max(most, Math.abs(i)), 0);
  const middle = middleOf(range) * cols;
  const fault = (problem: string, k: number) =>
    new MeasurementError("MEASUREMENT_SELECT", `${problem} at point (${Math.floor(k / cols)}, ${k % cols})`, {
      at: ["select transistor", device],
      hint: "A select transistor is n-channel, its source and drain are alike, and its bulk is at ground.",
    });
  for (const [k, i] of data.entries()) {
    if (k % cols > 0 && i < (data[k - 1] as number) - slack)
      throw fault("the current does not grow with the voltage across", k);
    if (k >= cols && i > (data[k - cols] as number) + slack)
      throw fault("the current grows with the voltage of the lower end", k);
  }
  for (const [b, i] of exchanged.entries()) {
    if (Math.abs(i + (data[middle + b] as number)) > slack)
      throw fault("the current is another one with drain and source exchanged", middle + b);
  }
}
