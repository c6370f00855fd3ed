import type { DeviceSpec } from "../spec/index.ts";
import { equationsOf } from "./catalogue.ts";
import { assertFinite, assertState } from "./check.ts";
import { DeviceError } from "./error.ts";
import type { Equations } from "./model.ts";

/**
 * Conductance as a read sees it [S]: i(vRead)/vRead. A device that is not ohmic has another one at another voltage.
 *
 * @param state 0..1
 * @param vRead [V], not 0
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE, DEVICE_NOT_FINITE
 */
export function readConductance(device: DeviceSpec, state: number, vRead: number): number {
  assertState(state);
  const conductance = equationsOf(device).current(vRead, state) / vRead;
  assertFinite("conductance", conductance);
  return conductance;
}

/** Least and most conductance of a device [S], at states 0 and 1. @throws DeviceError, as `readConductance` */
export function conductanceRange(device: DeviceSpec, vRead: number): readonly [least: number, most: number] {
  return [readConductance(device, 0, vRead), readConductance(device, 1, vRead)];
}

/**
 * State in which a read sees a conductance: the inverse of `readConductance`, which grows with the state.
 *
 * @param conductance [S], inside `conductanceRange`; a rounding error outside counts as the end
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_CONDUCTANCE_RANGE
 */
export function stateAtConductance(device: DeviceSpec, conductance: number, vRead: number): number {
  const [least, most] = conductanceRange(device, vRead);
  const slack = 1e-9 * most;
  if (!(conductance >= least - slack && conductance <= most + slack)) {
    const problem = `${conductance} S, expected ${least} to ${most} S at ${vRead} V`;
    throw new DeviceError("DEVICE_CONDUCTANCE_RANGE", problem, {
      at: ["device", "conductance"],
      hint: "Choose conductances between those of states 0 and 1, or change the device.",
    });
  }
  return conductance <= least
    ? 0
    : conductance >= most
      ? 1
      : stateBetween(equationsOf(device), conductance, vRead);
}

/** A cell as the device in some state, with `multiple` times its current. */
export interface DeviceMultiple {
  readonly state: number;
  readonly multiple: number;
}

/**
 * Finds a device for each of many cells: in the state that has the cell's conductance at a read, or where the spread of devices has put the
 * conductance [S], >= 0, beyond both ends, in the state of that end, with a multiple of its current.
 *
 * @param vRead [V], not 0
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_NOT_FINITE
 */
export function cellFinder(device: DeviceSpec, vRead: number): (conductance: number) => DeviceMultiple {
  const equations = equationsOf(device);
  const [least, most] = conductanceRange(device, vRead);
  return (conductance) => {
    if (conductance < least) return { state: 0, multiple: conductance / least };
    if (conductance > most) return { state: 1, multiple: conductance / most };
    return { state: stateBetween(equations, conductance, vRead), multiple: 1 };
  };
}

function stateBetween({ current }: Equations, conductance: number, vRead: number): number {
  let [low, high] = [0, 1];
  for (let n = 0; n < 60; n++) {
    const middle = (low + high) / 2;
    if (current(vRead, middle) / vRead < conductance) low = middle;
    else high = middle;
  }
  return (low + high) / 2;
}
