import type { BenchDefaults } from "../card.ts";
import { measuredRange, type TableCurve } from "./curve.ts";

/** The bench that suits a table: its strongest pulses both ways, and as many as were measured. */
export function benchOfTable(curves: readonly TableCurve[]): BenchDefaults {
  const strongest = (sign: 1 | -1) =>
    curves
      .filter(({ voltage }) => voltage * sign > 0)
      .reduce((most, next) => (next.voltage * sign > most.voltage * sign ? next : most));
  const [up, down] = [strongest(1), strongest(-1)];
  const [least] = measuredRange(curves);
  const most = up.conductance.at(-1) as number;
  const count = Math.max(2, up.conductance.length - 1);
  const round = (value: number) => Number(value.toPrecision(3));
  return {
    hysteresis: {
      amplitude: Math.max(up.voltage, -down.voltage),
      frequency: round(1 / (2 * count * up.width)),
      initialState: 0.1,
    },
    pulses: {
      vSet: up.voltage,
      vReset: down.voltage,
      width: up.width,
      count,
      vRead: round(Math.min(0.1, Math.min(...curves.map(({ voltage }) => Math.abs(voltage))) / 2)),
      readWidth: up.width / 10,
    },
    readDisturb: { reads: 100, width: up.width },
    window: { gMin: round(least + 0.05 * (most - least)), gMax: round(least + 0.9 * (most - least)) },
  };
}

/** What a bench asks of a table that nobody measured; undefined: nothing. */
export function unmeasured(
  curves: readonly TableCurve[],
  pulses: { readonly vSet: number; readonly vReset: number },
): { readonly field: "vSet" | "vReset"; readonly problem: string; readonly hint: string } | undefined {
  for (const field of ["vSet", "vReset"] as const) {
    const value = pulses[field];
    const own = curves.map(({ voltage }) => voltage).filter((voltage) => voltage * value > 0);
    if (own.length === 0) continue; // a table without a direction is at fault itself
    const [least, most] = [Math.min(...own), Math.max(...own)];
    if (value >= least && value <= most) continue;
    return {
      field,
      problem: `${value} V is outside the measured ${least === most ? `${least} V` : `${least} to ${most} V`} of the table`,
      hint: "Between measured voltages rates are interpolated; outside nothing is known. Measure a curve there, or take a voltage of the table.",
    };
  }
  return undefined;
}
