import type { DeviceSpec } from "../spec/index.ts";
import { dormandPrinceStep, type Rate } from "./dormand-prince.ts";
import { fullRangeCharge, pushesOut } from "./hp.ts";
import type { Waveform } from "./waveform.ts";
import { windowFactor } from "./window.ts";

export interface DriftStep {
  readonly state: number;
  readonly error: number;
  /** What was asked for [s], or less: a step ends where the state reaches an end of its range. */
  readonly size: number;
}

/** What the waveform is: a voltage across the device [V], or a current into its top electrode [A]. */
export type Source = "voltage" | "current";

/** The state under a drive as a differential equation in time, one step at a time. Checks the device once. */
export function createDrift(device: DeviceSpec, waveform: Waveform, source: Source) {
  const { rOn, rOff } = device;
  const charge = fullRangeCharge(device);
  const resistance = (state: number) => rOn * state + rOff * (1 - state);
  const currentAt = (time: number, state: number) =>
    source === "current" ? waveform.at(time) : waveform.at(time) / resistance(state);
  const voltageAt = (time: number, state: number) =>
    source === "voltage" ? waveform.at(time) : waveform.at(time) * resistance(state);

  // Stages of a step may look past an end; there the device keeps the resistance of the end. A hard stop inside a step
  // would cost the integrator its order, so the drift runs on freely and `step` cuts it where it leaves the range.
  const free: Rate = (time, x) => {
    const state = clamp(x);
    const current = currentAt(time, state);
    return (current * windowFactor(device, state, current)) / charge;
  };
  const held: Rate = (time, x) => (pushesOut(x, waveform.at(time)) ? 0 : free(time, x));

  const step = (time: number, state: number, size: number): DriftStep => {
    const rate = state <= 0 || state >= 1 ? held : free;
    const { value, error } = dormandPrinceStep(rate, time, state, size);
    const end = clamp(value);
    if (value === end || Number.isNaN(value)) return { state: value, error, size };
    const reaches = (h: number) => clamp(dormandPrinceStep(rate, time, state, h).value) === end;
    return { state: end, error, size: firstWhere(reaches, size) };
  };
  return { currentAt, voltageAt, step };
}

/** Smallest size (to rounding) for which `holds`, where it holds at `size` and from some size on. */
function firstWhere(holds: (size: number) => boolean, size: number): number {
  let low = 0;
  let high = size;
  for (let i = 0; i < 60; i++) {
    const middle = (low + high) / 2;
    if (middle <= low || middle >= high) break;
    if (holds(middle)) high = middle;
    else low = middle;
  }
  return high;
}

function clamp(x: number): number {
  return Math.min(Math.max(x, 0), 1);
}
