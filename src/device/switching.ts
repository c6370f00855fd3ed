import type { DeviceSpec } from "../spec/index.ts";
import { equationsOf } from "./catalogue.ts";
import { assertFinite, assertState } from "./check.ts";

const pieces = 2000;

/**
 * Time that a constant voltage takes from one state to another [s]: the integral of dx over the rate, the temperature
 * following its power. Infinity where the voltage does not move the state all the way.
 *
 * @param voltage [V]; positive drives the state up
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE, DEVICE_NOT_FINITE
 */
export function switchingTime(
  device: DeviceSpec,
  voltage: number,
  [from, to]: readonly [number, number],
): number {
  assertState(from);
  assertState(to);
  assertFinite("voltage", voltage);
  const { rate, temperature } = equationsOf(device);
  const step = (to - from) / pieces;
  let time = 0;
  for (let n = 0; n < pieces; n++) {
    const state = from + (n + 0.5) * step;
    const speed = rate(voltage, state, temperature?.(voltage, state) ?? Number.NaN);
    if (!(speed * step > 0)) return Number.POSITIVE_INFINITY;
    time += step / speed;
  }
  return time;
}
