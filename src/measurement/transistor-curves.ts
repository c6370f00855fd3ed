import type { Simulation } from "../engine/index.ts";
import { drainCurrent, heldVoltages, type TransistorSweep } from "../netlist/index.ts";
import { MeasurementError } from "./error.ts";
import { resultOf, vectorOf } from "./vectors.ts";

/** The curves of one sweep of a transistor. For a p-channel device all are mirrored, so that on is positive (see the bench). */
export interface CurveFamily {
  /** Voltage of the terminal that is held, one a curve [V]. */
  readonly at: readonly number[];
  /** Voltage of the swept terminal, (points) [V], ascending from 0 in equal steps. */
  readonly voltage: Float64Array;
  /** Drain current [A], (curves)(points). */
  readonly current: readonly Float64Array[];
  /** Derivative of the current to the swept voltage [S], (curves)(points): gm of a gate sweep, output conductance of a drain sweep. */
  readonly slope: readonly Float64Array[];
}

/**
 * The curves of `buildTransistorDeck`.
 *
 * Slopes are differences of the terminal currents (five points, error of fourth order), not the simulator's own `@m...[gm]`: that is the
 * slope inside the model, before the resistances of source and drain that a library may put there, and its name
 * depends on how the library builds the device. The two agree where there are no such resistances.
 *
 * @throws MeasurementError MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE, MEASUREMENT_SWEEP
 */
export function transistorCurves(simulation: Simulation, sweep: TransistorSweep): CurveFamily {
  const { sweep: voltage, vectors } = resultOf(simulation, "dc");
  assertGrid(voltage, sweep);
  const at = heldVoltages(sweep);
  const current = at.map((_, k) => vectorOf(vectors, drainCurrent(k)));
  return { at, voltage, current, slope: current.map((one) => derivative(one, sweep.step)) };
}

function assertGrid(voltage: Float64Array, { stop, step }: TransistorSweep): void {
  const points = Math.round(stop / step) + 1;
  const last = voltage[voltage.length - 1] as number;
  if (voltage.length === points && points >= 5 && Math.abs(last - stop) < step / 1000) return;
  throw new MeasurementError(
    "MEASUREMENT_SWEEP",
    `expected ${points} points up to ${stop} V, got ${voltage.length} up to ${last} V`,
    {
      hint: "Measure a run with the bench that its deck was built from; the stop is a whole number of steps.",
    },
  );
}

/** Weights of the derivative of a parabola of fourth degree through five points, at each of them, times 12 steps. */
const weights = [
  [-25, 48, -36, 16, -3],
  [-3, -10, 18, -6, 1],
  [1, -8, 0, 8, -1],
  [-1, 6, -18, 10, 3],
  [3, -16, 36, -48, 25],
] as const;

/** Derivative of values at equal steps: from five points around each, or the five at the end. */
export function derivative(values: Float64Array, step: number): Float64Array {
  return values.map((_, i) => {
    const first = Math.min(Math.max(i - 2, 0), values.length - 5);
    const row = weights[i - first] as readonly number[];
    return row.reduce((sum, weight, k) => sum + weight * (values[first + k] as number), 0) / (12 * step);
  });
}
