import type { Equations } from "./model.ts";

/** Voltage at which a device in a state carries a current [V]: the inverse of `current`, which grows with the voltage. */
export function voltageFor({ current, ohmic }: Equations, state: number, goal: number): number {
  if (goal === 0) return 0;
  if (ohmic) return goal / current(1, state);
  const sign = Math.sign(goal);
  const above = (v: number) => Math.abs(current(sign * v, state)) >= Math.abs(goal);
  let high = 1e-3;
  while (!above(high) && high < 1e6) high *= 2;
  let low = 0;
  for (let n = 0; n < 80; n++) {
    const middle = (low + high) / 2;
    if (above(middle)) high = middle;
    else low = middle;
  }
  return sign * high;
}
