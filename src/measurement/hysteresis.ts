import type { Simulation } from "../engine/index.ts";
import type { CharacterizationSpec } from "../spec/index.ts";
import { pathIntegral } from "./curve.ts";
import { memristorRun } from "./memristor-run.ts";

/** The loop of the last period, closed by the one before it. All arrays (points). */
export interface Hysteresis {
  readonly time: Float64Array;
  readonly voltage: Float64Array;
  /** Into the top electrode [A]. */
  readonly current: Float64Array;
  /** Largest |i| where v crosses zero, as a fraction of the largest |i|. */
  readonly pinch: number;
  /** Area of the lobe of the last positive half period, |integral of v di| [W]. */
  readonly lobeArea: number;
}

/**
 * The pinched loop of `buildHysteresisDeck`.
 *
 * @throws MeasurementError MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE, MEASUREMENT_TIME, MEASUREMENT_STATE_RANGE
 */
export function measureHysteresis(
  simulation: Simulation,
  bench: CharacterizationSpec["hysteresis"],
): Hysteresis {
  const { frequency, periods } = bench;
  const { time, voltage, current } = memristorRun(simulation, periods / frequency);
  const lastPeriod = (periods - 1) / frequency;
  const halfPeriod = [lastPeriod, lastPeriod + 0.5 / frequency] as const;
  return {
    time,
    voltage,
    current,
    pinch: currentAtZero(voltage, current) / largest(current),
    lobeArea: Math.abs(pathIntegral(time, { x: current, y: voltage }, halfPeriod)),
  };
}

/** Largest |i| at v = 0 over all sign changes of v, the current linear between points [A]. */
function currentAtZero(voltage: Float64Array, current: Float64Array): number {
  let worst = 0;
  for (let k = 1; k < voltage.length; k++) {
    const [v0, v1] = [voltage[k - 1] as number, voltage[k] as number];
    const [i0, i1] = [current[k - 1] as number, current[k] as number];
    if (v1 === 0) worst = Math.max(worst, Math.abs(i1));
    else if (v0 * v1 < 0) worst = Math.max(worst, Math.abs((i0 * v1 - i1 * v0) / (v1 - v0)));
  }
  return worst;
}

function largest(values: Float64Array): number {
  return values.reduce((most, value) => Math.max(most, Math.abs(value)), 0);
}
