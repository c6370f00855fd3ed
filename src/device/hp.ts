import type { DeviceOfModel } from "../spec/index.ts";
import { assertDevice, assertFinite, assertState } from "./check.ts";
import { DeviceError } from "./error.ts";
import { windowFactor } from "./window.ts";

export type HpDevice = DeviceOfModel<"hp">;

/**
 * Charge that drives the state of a device without window from 0 to 1 [C]: D^2 / (mobility rOn). It is the one constant
 * of the drift: dx/dt = i f(x, i) / fullRangeCharge.
 *
 * @throws DeviceError DEVICE_PARAMETER
 * @see Strukov et al., Nature 453 (2008) 80, eq. 5 and 6
 */
export function fullRangeCharge(device: HpDevice): number {
  assertDevice(device);
  return (device.thickness * device.thickness) / (device.mobility * device.rOn);
}

/**
 * Resistance at a state [ohm]: rOn x + rOff (1 - x). The device is ohmic: this holds at every voltage.
 *
 * @param state w/D, 0 (rOff) to 1 (rOn)
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE
 */
export function resistanceOf(device: HpDevice, state: number): number {
  assertDevice(device);
  assertState(state);
  return device.rOn * state + device.rOff * (1 - state);
}

/** Conductance at a state [S], 1 / `resistanceOf`. @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE */
export function conductanceOf(device: HpDevice, state: number): number {
  return 1 / resistanceOf(device, state);
}

/**
 * State at a resistance: the inverse of `resistanceOf`.
 *
 * @param resistance [ohm], rOn to rOff; a rounding error outside counts as the end
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_RESISTANCE_RANGE
 */
export function stateOf(device: HpDevice, resistance: number): number {
  assertDevice(device);
  const { rOn, rOff } = device;
  const state = (rOff - resistance) / (rOff - rOn);
  if (state >= -1e-12 && state <= 1 + 1e-12) return Math.min(Math.max(state, 0), 1);
  throw new DeviceError(
    "DEVICE_RESISTANCE_RANGE",
    `${resistance} ohm, expected ${rOn} (rOn) to ${rOff} ohm (rOff)`,
    {
      at: ["device", "resistance"],
      hint: "Choose conductances between 1 / rOff and 1 / rOn, or change the device.",
    },
  );
}

/**
 * dx/dt [1/s] = i f(x, i) / fullRangeCharge, and 0 where the current pushes a state out over its end.
 *
 * @param state 0..1
 * @param current [A], > 0 drives the state up, towards rOn
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE, DEVICE_NOT_FINITE
 */
export function stateRate(device: HpDevice, state: number, current: number): number {
  assertState(state);
  assertFinite("current", current);
  const charge = fullRangeCharge(device);
  return pushesOut(state, current) ? 0 : (current * windowFactor(device, state, current)) / charge;
}

export function pushesOut(state: number, drive: number): boolean {
  return (state >= 1 && drive > 0) || (state <= 0 && drive < 0);
}
