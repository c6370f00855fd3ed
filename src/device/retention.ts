import type { DeviceSpec } from "../spec/index.ts";
import { equationsOf } from "./catalogue.ts";
import { assertState } from "./check.ts";

/** Steps between two times that are asked for. */
const steps = 200;

/**
 * State of a device that rests at a voltage, at ascending times from 0 [s]: the model's own retention at 0 V, or its
 * read disturb. Backward Euler, so a device that has forgotten long ago costs no more; 1e-3 of the change, on times that
 * lie a factor of 2 or so apart.
 *
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE
 */
export function stateAtRest(
  device: DeviceSpec,
  start: number,
  times: readonly number[],
  voltage = 0,
): Float64Array {
  assertState(start);
  const { rate, temperature } = equationsOf(device);
  const move = (x: number) => rate(voltage, x, temperature?.(voltage, x) ?? Number.NaN);
  let [x, before] = [start, 0];
  return Float64Array.from(times, (time) => {
    const h = (time - before) / steps;
    for (let n = 0; n < steps; n++) x = implicitStep(move, x, h);
    before = time;
    return x;
  });
}

/** The y in 0..1 with y = x + h f(y), by bisection; the end that the motion presses against, where there is none. */
function implicitStep(move: (x: number) => number, x: number, h: number): number {
  const slope = move(x);
  if (slope === 0) return x;
  const goal = slope > 0 ? 1 : 0;
  const past = (y: number) => (y - x - h * move(y)) * (slope > 0 ? 1 : -1) >= 0;
  if (!past(goal)) return goal;
  let [near, far] = [x, goal];
  for (let n = 0; n < 60 && near !== far; n++) {
    const middle = (near + far) / 2;
    if (past(middle)) far = middle;
    else near = middle;
  }
  return (near + far) / 2;
}
