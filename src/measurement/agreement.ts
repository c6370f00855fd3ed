import { integrate, piecewiseLinearWaveform } from "../device/index.ts";
import type { Simulation } from "../engine/index.ts";
import type { DeviceSpec } from "../spec/index.ts";
import { MeasurementError } from "./error.ts";
import { memristorRun } from "./memristor-run.ts";

/** A state may be this far from its equations before a run is not believed. */
export const disagreement = 1e-2;

/** Two runs of a device that snaps may snap this part of the run apart. */
const jitter = 1e-3;

/** Points that are compared, at most. */
const compared = 4000;

/**
 * How far the state of a memristor bench is from the device's own equations, integrated in TypeScript under the voltage that the
 * simulator says it applied: largest difference, after a shift in time of at most a thousandth of the run. This is what
 * finds a solver that has reached the end of time with a plausible, wrong answer.
 *
 * @throws MeasurementError MEASUREMENT_DISAGREES beyond `disagreement`, and those of `memristorRun`; DeviceError
 */
export function measureAgreement(simulation: Simulation, device: DeviceSpec, fromState: number): number {
  const { time, voltage, state } = memristorRun(simulation, 0);
  const points = ascending(time, voltage);
  const t1 = time[time.length - 1] as number;
  const options = { t0: 0, t1, state: fromState, tolerance: 1e-8, maxPoints: 20 * points.length };
  const exact = integrate(device, piecewiseLinearWaveform(points), options);
  const [worst, at] = worstDistance(time, state, exact);
  if (worst <= disagreement) return worst;
  throw new MeasurementError(
    "MEASUREMENT_DISAGREES",
    `at t = ${at} s the state is ${worst} away from the device's equations, more than ${disagreement}`,
    {
      at: ["v(state)"],
      hint: "The solver has lost the device: use a shorter step, a smaller trtol, a lower voltage, or a resistance in series.",
    },
  );
}

/** The drive as corners: strictly ascending, from time 0. */
function ascending(time: Float64Array, voltage: Float64Array): [number, number][] {
  const points: [number, number][] = [];
  time.forEach((t, n) => {
    if (t > (points.at(-1)?.[0] ?? -1)) points.push([t, voltage[n] as number]);
  });
  if (points[0]?.[0] !== 0) points.unshift([0, points[0]?.[1] ?? 0]);
  return points;
}

function worstDistance(
  time: Float64Array,
  state: Float64Array,
  exact: { readonly time: Float64Array; readonly state: Float64Array },
): readonly [distance: number, at: number] {
  const stride = Math.max(1, Math.floor(time.length / compared));
  const reach = jitter * (time[time.length - 1] as number);
  let [worst, at, from] = [0, 0, 0];
  for (let n = 0; n < time.length; n += stride) {
    const [t, x] = [time[n] as number, state[n] as number];
    while (from < exact.time.length - 2 && (exact.time[from + 1] as number) <= t - reach) from += 1;
    let [low, high] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY];
    for (let k = from; k < exact.time.length; k++) {
      const value = exact.state[k] as number;
      low = Math.min(low, value);
      high = Math.max(high, value);
      if ((exact.time[k] as number) > t + reach) break;
    }
    const distance = Math.max(low - x, x - high, 0);
    if (distance > worst) [worst, at] = [distance, t];
  }
  return [worst, at];
}
