import { valueAt } from "./curve.ts";
import { MeasurementError } from "./error.ts";
import type { MemristorRun } from "./memristor-run.ts";

/**
 * i / v at a time [S], where the drive must rest at `vRead`.
 *
 * @throws MeasurementError MEASUREMENT_READ_VOLTAGE
 */
export function conductanceAt(run: MemristorRun, time: number, vRead: number): number {
  const voltage = valueAt(run.time, run.voltage, time);
  if (Math.abs(voltage - vRead) <= 1e-6 * Math.abs(vRead))
    return valueAt(run.time, run.current, time) / voltage;
  throw new MeasurementError(
    "MEASUREMENT_READ_VOLTAGE",
    `the drive is at ${voltage} V at t = ${time} s, expected vRead = ${vRead} V`,
    { hint: "Measure a run with the bench that its deck was built from." },
  );
}
