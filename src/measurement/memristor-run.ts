import type { Simulation } from "../engine/index.ts";
import { memristorProbes } from "../netlist/index.ts";
import { MeasurementError } from "./error.ts";

/** A memristor bench after its run. All (points); time ascending [s]. */
export interface MemristorRun {
  readonly time: Float64Array;
  readonly voltage: Float64Array;
  /** Into the top electrode [A]. */
  readonly current: Float64Array;
  readonly state: Float64Array;
}

/** How far the state may leave 0..1 before the run is not believed: wide of rounding, far inside any wrong solution. */
export const stateTolerance = 1e-4;

/**
 * The vectors of a memristor bench, once they can be believed: a transient analysis that covers `until`, with every probe,
 * and a state that stayed in its range all along. (Runs are known that reach the end of time with garbage.)
 *
 * @param until last time that is going to be read [s]
 * @throws MeasurementError MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE, MEASUREMENT_TIME, MEASUREMENT_STATE_RANGE
 */
export function memristorRun({ result }: Simulation, until: number): MemristorRun {
  if (result.kind !== "tran") {
    throw new MeasurementError("MEASUREMENT_ANALYSIS", `expected a transient analysis, got "${result.kind}"`);
  }
  const vector = (name: string) => {
    const found = result.vectors[name];
    if (found) return found;
    const have = Object.keys(result.vectors).join(", ");
    throw new MeasurementError("MEASUREMENT_PROBE", `no vector ${name} among ${have}`, { at: [name] });
  };
  const { time } = result;
  const last = time[time.length - 1] ?? Number.NEGATIVE_INFINITY;
  if (!(last >= until * (1 - 1e-9))) {
    throw new MeasurementError("MEASUREMENT_TIME", `the run ends at ${last} s, needed up to ${until} s`);
  }
  const state = vector(memristorProbes.state);
  assertStateRange(time, state);
  const voltage = vector(memristorProbes.voltage);
  return { time, voltage, current: vector(memristorProbes.current), state };
}

function assertStateRange(time: Float64Array, state: Float64Array): void {
  const at = state.findIndex((x) => !(x >= -stateTolerance && x <= 1 + stateTolerance));
  if (at === -1) return;
  throw new MeasurementError(
    "MEASUREMENT_STATE_RANGE",
    `state = ${state[at]} at t = ${time[at]} s, expected 0 to 1 within ${stateTolerance}`,
    {
      at: [memristorProbes.state],
      hint: "The solver has left the physical solution: use a shorter step, a smaller reltol, or a window.",
    },
  );
}
