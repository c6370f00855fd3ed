import type { DeviceSpec } from "../spec/index.ts";
import { equationsOf } from "./catalogue.ts";
import { createStepper, type Rates } from "./dormand-prince.ts";
import type { Equations } from "./model.ts";
import { voltageFor } from "./voltage.ts";
import type { Waveform } from "./waveform.ts";

export interface DriftStep {
  readonly state: number;
  /** [K]; NaN for a device without. */
  readonly temperature: number;
  /** Estimated error, in the units of the state. */
  readonly error: number;
  /** What was asked for [s], or less: a step ends where the state reaches an end of its range. */
  readonly size: number;
}

/** What the waveform is: a voltage across the device [V], or a current into its top electrode [A]. */
export type Source = "voltage" | "current";

/** A temperature may err by this many kelvin where a state may err by 1. */
const kelvinPerState = 1e3;

/** The states under a drive as differential equations in time, one step at a time. Checks the device once. */
export function createDrift(device: DeviceSpec, waveform: Waveform, source: Source) {
  const equations = equationsOf(device);
  const { current, heat, rate } = equations;
  const drive = driveOf(equations, waveform, source);
  const settled = equations.temperature ?? (() => Number.NaN);
  const stepper = createStepper(heat ? 2 : 1);
  const one = createStepper(1);
  const y = new Float64Array(heat ? 2 : 1);

  // Stages of a step may look past an end; there the device keeps the properties of the end. A hard stop inside a step
  // would cost the integrator its order, so the state runs on freely and `step` cuts it where it leaves the range.
  const move = (x: number, held: boolean, moved: number) =>
    held && ((x >= 1 && moved > 0) || (x <= 0 && moved < 0)) ? 0 : moved;
  const ratesWith =
    (held: boolean, isSettled: boolean): Rates =>
    (time, at, out) => {
      const state = clamp(at[0] as number);
      const v = drive.voltageAt(time, state);
      const kelvin = isSettled ? settled(v, state) : (at[1] as number);
      out[0] = move(at[0] as number, held, rate(v, state, kelvin));
      if (heat && !isSettled) out[1] = heat.rate(v, state, kelvin);
    };

  /** @param isSettled the temperature follows its power at once: for stretches that are long against its time constant */
  const step = (
    time: number,
    state: number,
    temperature: number,
    size: number,
    isSettled: boolean,
  ): DriftStep => {
    const quick = isSettled || !heat;
    const { value, error, step: take } = quick ? one : stepper;
    const rates = ratesWith(state <= 0 || state >= 1, quick);
    const to = (h: number) => {
      y[0] = state;
      if (!quick) y[1] = temperature;
      take(rates, time, y, h);
      const warm = () =>
        settled(drive.voltageAt(time + h, clamp(value[0] as number)), clamp(value[0] as number));
      return { state: value[0] as number, temperature: quick ? warm() : (value[1] as number) };
    };
    const next = to(size);
    const off = quick
      ? Math.abs(error[0] as number)
      : Math.max(Math.abs(error[0] as number), Math.abs(error[1] as number) / kelvinPerState);
    const end = clamp(next.state);
    if (next.state === end || Number.isNaN(next.state)) return { ...next, error: off, size };
    const cut = firstWhere((h) => clamp(to(h).state) === end, size);
    return { state: end, temperature: to(cut).temperature, error: off, size: cut };
  };
  return {
    ...drive,
    currentAt: (time: number, x: number) => current(drive.voltageAt(time, x), x),
    step,
    equations,
  };
}

function driveOf(equations: Equations, waveform: Waveform, source: Source) {
  if (source === "voltage") return { voltageAt: (time: number, _state: number) => waveform.at(time) };
  return { voltageAt: (time: number, state: number) => voltageFor(equations, state, waveform.at(time)) };
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
