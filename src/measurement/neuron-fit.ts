import { MeasurementError } from "./error.ts";

/** A neuron without leak: period = charge / iin + refractory. */
export interface NeuronFit {
  /** Charge of the membrane from reset to threshold [C]. */
  readonly charge: number;
  /** Time in which the input does not count [s]: spike and refractory time. */
  readonly refractory: number;
}

/**
 * Charge and refractory time from measured periods, least squares of the relative error of the period.
 *
 * @param points currents [A] and periods [s], two or more different currents; holds inside their range
 * @throws MeasurementError MEASUREMENT_FIT
 */
export function fitNeuron(points: readonly { readonly iin: number; readonly period: number }[]): NeuronFit {
  // In units of each period: 1 = charge x + refractory y, with x = 1 / (iin period) and y = 1 / period. Currents and times are
  // scaled to about 1, for the determinant.
  const [current, time] = [points[0]?.iin ?? 1, points[0]?.period ?? 1];
  let [xx, xy, yy, x1, y1] = [0, 0, 0, 0, 0];
  for (const { iin, period } of points) {
    const y = time / period;
    const x = (current / iin) * y;
    [xx, xy, yy, x1, y1] = [xx + x * x, xy + x * y, yy + y * y, x1 + x, y1 + y];
  }
  const determinant = xx * yy - xy * xy;
  if (!(determinant > 1e-9 * xx * yy)) {
    throw new MeasurementError("MEASUREMENT_FIT", `${points.length} points do not fix a line`, {
      hint: "Measure at two different currents at least.",
    });
  }
  return {
    charge: ((x1 * yy - y1 * xy) / determinant) * current * time,
    refractory: ((y1 * xx - x1 * xy) / determinant) * time,
  };
}

/** Period that a fit predicts [s]. @param iin [A], > 0 */
export function fittedPeriod({ charge, refractory }: NeuronFit, iin: number): number {
  return charge / iin + refractory;
}
