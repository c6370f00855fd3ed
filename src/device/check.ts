import { type DeviceSpec, memristorCards, type Parameter } from "../spec/index.ts";
import { DeviceError } from "./error.ts";

/**
 * Asserts that every parameter lies in the range of its card, and in order. A spec from `spec/` passes always; this guards
 * devices that a program put together itself.
 *
 * @throws DeviceError DEVICE_PARAMETER
 */
export function assertDevice(device: DeviceSpec): void {
  const card = memristorCards[device.model];
  const values = device as unknown as Readonly<Record<string, number>>;
  for (const [name, one] of Object.entries<Parameter>(card.parameters)) {
    const value = values[name] as number;
    const { min, max, whole } = one;
    if (!(value >= min && value <= max)) fault(name, value, `${min} to ${max} ${one.unit}`);
    if (whole && !Number.isInteger(value)) fault(name, value, `a whole number, ${min} to ${max}`);
  }
  for (const [less, than] of card.ordered) {
    const [a, b] = [values[less] as number, values[than] as number];
    if (!(a < b)) fault(less, a, `less than ${than} = ${b}`);
  }
}

function fault(name: string, value: number, expected: string): never {
  throw new DeviceError("DEVICE_PARAMETER", `${name} = ${value}, expected ${expected}`, {
    at: ["device", name],
    hint: "The card of the model has the ranges: models/<name>/card.yaml.",
  });
}

/** Asserts 0 <= state <= 1. @throws DeviceError DEVICE_STATE_RANGE, also for NaN */
export function assertState(state: number): void {
  if (state >= 0 && state <= 1) return;
  throw new DeviceError(
    "DEVICE_STATE_RANGE",
    `state = ${state}, expected 0 (least conductance) to 1 (most)`,
    { at: ["device", "state"] },
  );
}

/** Asserts a finite number. @throws DeviceError DEVICE_NOT_FINITE */
export function assertFinite(name: string, value: number): void {
  if (Number.isFinite(value)) return;
  throw new DeviceError("DEVICE_NOT_FINITE", `${name} = ${value}, expected a finite number`, { at: [name] });
}
