/**
 * Voltage that is left behind a resistance in series [V]: the u with u + resistance scale sinh(u/v0) = voltage. Newton from
 * above, where the function is convex: it converges from any voltage, monotonically.
 *
 * @param resistance [ohm], >= 0
 * @param scale of the current [A]
 * @param v0 of the hyperbolic sine [V]
 */
export function behindSeries(voltage: number, resistance: number, scale: number, v0: number): number {
  if (resistance === 0 || voltage === 0) return voltage;
  const goal = Math.abs(voltage);
  let u = Math.min(goal, v0 * Math.asinh(goal / (resistance * scale)));
  for (let n = 0; n < 60; n++) {
    const e = Math.exp(u / v0);
    const drop = (resistance * scale * (e - 1 / e)) / 2;
    const slope = 1 + (resistance * scale * (e + 1 / e)) / (2 * v0);
    const next = u - (u + drop - goal) / slope;
    if (Math.abs(next - u) <= 1e-15 * goal) break;
    u = next;
  }
  return voltage < 0 ? -u : u;
}
