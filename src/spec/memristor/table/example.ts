import type { TableCurve } from "./curve.ts";

/** Conductance that approaches its end by a constant share a pulse, as saturating devices do; four digits, as an instrument gives. */
function saturating(
  voltage: number,
  [from, to]: readonly [number, number],
  pulses: number,
  decay: number,
): TableCurve {
  const share = (n: number) => (1 - Math.exp(-n / decay)) / (1 - Math.exp(-pulses / decay));
  return {
    voltage,
    width: 1e-6,
    conductance: Array.from({ length: pulses + 1 }, (_, n) =>
      Number((from + (to - from) * share(n)).toPrecision(4)),
    ),
  };
}

/** A table to try and to test with: synthetic, no measured device. */
export const exampleCurves: readonly TableCurve[] = [
  saturating(1, [5e-6, 30e-6], 30, 20),
  saturating(1.2, [5e-6, 50e-6], 24, 12),
  saturating(-1.2, [50e-6, 5e-6], 24, 10),
];
