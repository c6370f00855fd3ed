import type { DeviceSpec } from "../spec/index.ts";
import { DeviceError } from "./error.ts";

/**
 * Asserts that the parameters are finite, positive and in order. A spec from `spec/` passes always; this guards devices that
 * a program put together itself.
 *
 * @throws DeviceError DEVICE_PARAMETER
 */
export function assertDevice(device: DeviceSpec): void {
  for (const name of ["thickness", "mobility", "rOn", "rOff"] as const) {
    const value = device[name];
    if (!(value > 0 && value < Number.POSITIVE_INFINITY)) fault(name, value, "a finite number above 0");
  }
  if (device.rOn >= device.rOff) fault("rOn", device.rOn, `less than rOff = ${device.rOff} ohm`);
  const p = device.windowExponent;
  if (!Number.isInteger(p) || p < 1) fault("windowExponent", p, "a whole number, 1 or more");
}

function fault(name: string, value: number, expected: string): never {
  throw new DeviceError("DEVICE_PARAMETER", `${name} = ${value}, expected ${expected}`, {
    at: ["device", name],
  });
}

/** Asserts 0 <= state <= 1. @throws DeviceError DEVICE_STATE_RANGE, also for NaN */
export function assertState(state: number): void {
  if (state >= 0 && state <= 1) return;
  throw new DeviceError("DEVICE_STATE_RANGE", `state = ${state}, expected 0 (rOff) to 1 (rOn)`, {
    at: ["device", "state"],
  });
}

/** Asserts a finite number. @throws DeviceError DEVICE_NOT_FINITE */
export function assertFinite(name: string, value: number): void {
  if (Number.isFinite(value)) return;
  throw new DeviceError("DEVICE_NOT_FINITE", `${name} = ${value}, expected a finite number`, { at: [name] });
}
