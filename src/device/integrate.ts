import type { DeviceSpec } from "../spec/index.ts";
import { assertFinite, assertState } from "./check.ts";
import { createDrift, type Source } from "./drift.ts";
import { DeviceError } from "./error.ts";
import type { Waveform } from "./waveform.ts";

export interface IntegrateOptions {
  /** First time [s]; default 0. */
  readonly t0?: number;
  /** Last time [s]. */
  readonly t1: number;
  /** State at t0; default `device.initialState`. */
  readonly state?: number;
  /** What the waveform drives; default a voltage. */
  readonly source?: Source;
  /** Temperature at t0 of a device that has one of its own [K]; default its surroundings. */
  readonly temperature?: number;
  /** Error allowed in the state, a step; default 1e-12, and 1e-9 for a device with a temperature of its own. */
  readonly tolerance?: number;
  /** Longest step [s], for curves that are drawn or integrated further; default: as the error allows. */
  readonly maxStep?: number;
  /** Points that a trajectory may have; default 5 million. */
  readonly maxPoints?: number;
}

/** All (points): both ends, every breakpoint of the drive, and as many points between as the error needs. */
export interface Trajectory {
  readonly time: Float64Array;
  readonly voltage: Float64Array;
  readonly state: Float64Array;
  /** Into the top electrode [A]. */
  readonly current: Float64Array;
  /** [K]; null for a model without. */
  readonly temperature: Float64Array | null;
}

/**
 * A straight piece of the drive that is this many thermal time constants long is integrated with a temperature that
 * follows at once: an explicit method could not afford it, and what it errs by is one part in this.
 */
const longPiece = 1e5;

/** Some ten steps do for one straight piece of a drive; more than this is a mistake. */
const mostPoints = 5_000_000;

/**
 * The state of a device under a drive: the equations of its model, integrated adaptively (Dormand-Prince 5(4)). The
 * moment at which the state reaches an end is located to rounding error, and the state stays there until the drive changes
 * its sign.
 *
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE, DEVICE_TIME_SPAN, DEVICE_NOT_FINITE, DEVICE_STEP_LIMIT
 */
export function integrate(device: DeviceSpec, waveform: Waveform, options: IntegrateOptions): Trajectory {
  const { t0 = 0, t1, state = device.initialState, maxStep = t1 - t0, maxPoints = mostPoints } = options;
  assertState(state);
  const drift = createDrift(device, waveform, options.source ?? "voltage");
  const { heat, temperature } = drift.equations;
  const { tolerance = heat ? 1e-9 : 1e-12 } = options;
  assertSpan({ t0, t1, maxStep, tolerance });
  const time = [t0];
  const states = [state];
  const settledAt = (at: number, x: number) => temperature?.(drift.voltageAt(at, x), x) ?? Number.NaN;
  let kelvin = options.temperature ?? heat?.ambient ?? settledAt(t0, state);
  const kelvins = [kelvin];
  let [t, x, wanted] = [t0, state, maxStep];
  for (const to of [...waveform.breakpoints(t0, t1), t1]) {
    const settled = heat === undefined || to - t > longPiece * heat.timeConstant;
    wanted = Math.min(wanted, (to - t) / 4);
    // A device that runs away moves within the rounding of the time: what `t` cannot hold is in `late`.
    let late = 0;
    let refused = 0;
    while (t < to) {
      const remaining = to - t - late;
      if (remaining <= 0) break;
      const size = sizeWithin(remaining, Math.min(wanted, maxStep));
      const step = drift.step(t, x, kelvin, size, settled);
      assertFinite(`state after t = ${t} s`, step.state);
      const excess = Math.abs(step.error) / tolerance;
      wanted = size * nextFactor(excess);
      if (excess > 1) {
        refused += 1;
        if (refused > maxPoints) throw stepLimit(t, `more than ${maxPoints} steps refused`);
        if (t + wanted > t || (wanted > finest * t && !jumps(waveform, t))) continue;
        throw stepLimit(t, "the step has shrunk to rounding error");
      }
      // A piece ends on its breakpoint itself, not on a sum of steps.
      const before = t;
      t = step.size === remaining ? to : t + (late + step.size);
      late = t === to ? 0 : late + step.size - (t - before);
      x = step.state;
      kelvin = step.temperature;
      time.push(t);
      states.push(x);
      kelvins.push(kelvin);
      if (time.length > maxPoints) throw stepLimit(t, `more than ${maxPoints} points`);
    }
  }
  return {
    time: Float64Array.from(time),
    voltage: Float64Array.from(time, (at, i) => drift.voltageAt(at, states[i] as number)),
    state: Float64Array.from(states),
    current: Float64Array.from(time, (at, i) => drift.currentAt(at, states[i] as number)),
    temperature: temperature ? Float64Array.from(kelvins) : null,
  };
}

/** Smallest step, as a fraction of the time. */
const finest = 1e-32;

/** Does the drive change at once? Then no step is short enough. */
function jumps(waveform: Waveform, time: number): boolean {
  const [here, there] = [waveform.at(time), waveform.at(time * (1 + 4 * Number.EPSILON))];
  return !(Math.abs(there - here) <= 1e-6 * Math.max(Math.abs(here), Math.abs(there)));
}

/** The next step of a piece: all that remains, or at most half of it, so that no sliver is left for the last one. Never 0. */
function sizeWithin(remaining: number, wanted: number): number {
  return remaining <= wanted ? remaining : Math.min(wanted, remaining / 2) || remaining;
}

/** Factor on the step size from the error of the last step, a multiple of the tolerance. */
function nextFactor(excess: number): number {
  return Math.min(5, Math.max(0.2, 0.9 * Math.max(excess, 1e-10) ** -0.2));
}

function assertSpan(span: { t0: number; t1: number; maxStep: number; tolerance: number }): void {
  const { t0, t1, maxStep, tolerance } = span;
  if (Number.isFinite(t0) && Number.isFinite(t1) && t1 > t0 && maxStep > 0 && tolerance > 0) return;
  const received = `t0 = ${t0} s, t1 = ${t1} s, maxStep = ${maxStep} s, tolerance = ${tolerance}`;
  throw new DeviceError("DEVICE_TIME_SPAN", `${received}; expected t1 > t0, and the last two above 0`, {
    at: ["integrate"],
  });
}

function stepLimit(time: number, problem: string): DeviceError {
  return new DeviceError("DEVICE_STEP_LIMIT", `at t = ${time} s ${problem}`, {
    at: ["integrate"],
    hint: "Allow a larger tolerance or a longer step, or check that the drive is continuous.",
  });
}
