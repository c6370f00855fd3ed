import type { Simulation } from "../engine/index.ts";
import { memristorProbes, temperatureProbe } from "../netlist/index.ts";
import { MeasurementError } from "./error.ts";
import { resultOf, vectorOf } from "./vectors.ts";

/** A memristor bench after its run. All (points); time ascending [s]. */
export interface MemristorRun {
  readonly time: Float64Array;
  readonly voltage: Float64Array;
  /** Into the top electrode [A]. */
  readonly current: Float64Array;
  readonly state: Float64Array;
  /** [K]; null for a device without a temperature of its own. */
  readonly temperature: Float64Array | null;
}

/** How far the state may leave 0..1 before the run is not believed: wide of rounding, far inside any wrong solution. */
const stateTolerance = 1e-4;

/** Temperatures that a device may take [K]: above the melting point of HfO2 (3031 K) there is no device. */
const temperatureRange = [250, 3031] as const;

/**
 * The vectors of a memristor bench, once they can be believed: a transient analysis that covers `until`, with every probe,
 * and a state that stayed in its range all along. (Runs are known that reach the end of time with garbage.)
 *
 * @param until last time that is going to be read [s]
 * @throws MeasurementError MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE, MEASUREMENT_TIME, MEASUREMENT_STATE_RANGE,
 *   MEASUREMENT_TEMPERATURE
 */
export function memristorRun(simulation: Simulation, until: number): MemristorRun {
  const { time, vector, find } = tranVectors(simulation, until);
  const state = vector(memristorProbes.state);
  assertStateRange(time, state);
  const temperature = find(temperatureProbe);
  if (temperature) assertTemperature(time, temperature);
  const voltage = vector(memristorProbes.voltage);
  return { time, voltage, current: vector(memristorProbes.current), state, temperature };
}

/**
 * A transient analysis that covers `until` [s], and its vectors by name; `find` gives null for one that is not there.
 *
 * @throws MeasurementError MEASUREMENT_ANALYSIS, MEASUREMENT_TIME; from `vector` MEASUREMENT_PROBE
 */
export function tranVectors(simulation: Simulation, until: number) {
  const { time, vectors } = resultOf(simulation, "tran");
  const last = time[time.length - 1] ?? Number.NEGATIVE_INFINITY;
  if (!(last >= until * (1 - 1e-9))) {
    throw new MeasurementError("MEASUREMENT_TIME", `the run ends at ${last} s, needed up to ${until} s`);
  }
  return {
    time,
    vector: (name: string) => vectorOf(vectors, name),
    find: (name: string) => vectors[name] ?? null,
  };
}

/** Asserts a state inside its range all along. @throws MeasurementError MEASUREMENT_STATE_RANGE */
export function assertStateRange(time: Float64Array, state: Float64Array): void {
  const at = state.findIndex((x) => !(x >= -stateTolerance && x <= 1 + stateTolerance));
  if (at === -1) return;
  throw new MeasurementError(
    "MEASUREMENT_STATE_RANGE",
    `state = ${state[at]} at t = ${time[at]} s, expected 0 to 1 within ${stateTolerance}`,
    {
      at: [memristorProbes.state],
      hint: "The solver has left the physical solution: use a shorter step, a smaller reltol, a resistance in series, or a window.",
    },
  );
}

/**
 * Asserts a temperature inside `temperatureRange` all along.
 *
 * @throws MeasurementError MEASUREMENT_TEMPERATURE
 */
export function assertTemperature(time: Float64Array, temperature: Float64Array): void {
  const [least, most] = temperatureRange;
  const at = temperature.findIndex((kelvin) => !(kelvin >= least && kelvin <= most));
  if (at === -1) return;
  throw new MeasurementError(
    "MEASUREMENT_TEMPERATURE",
    `temperature = ${temperature[at]} K at t = ${time[at]} s, expected ${least} to ${most} K`,
    {
      at: ["temperature"],
      hint: "The device would melt: limit its current (a resistance in series, a select transistor), or lower the voltage.",
    },
  );
}
