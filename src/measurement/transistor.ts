import type { SingleTransistor } from "../netlist/index.ts";
import { MeasurementError } from "./error.ts";
import type { CurveFamily } from "./transistor-curves.ts";

/** Current of the constant-current threshold at W = L [A]: the usual choice for planar devices; W is that of all m devices. */
export const thresholdCurrent = 1e-7;

/**
 * Figures of one transistor; voltages mirrored for a p-channel device. Null where the sweep does not reach what the figure is about.
 * `low` and `high` are the first and the last drain voltage of the Id-Vg curves.
 */
export interface TransistorFigures {
  /** Vgs where Id = 100 nA W/L, at the low Vds [V]. */
  readonly thresholdConstantCurrent: number | null;
  /** The same at the high Vds [V]. */
  readonly thresholdSaturation: number | null;
  /** Where the tangent of Id-Vg at its steepest point meets zero, less Vds/2, at the low Vds [V]; null while gm still rises at the end. */
  readonly thresholdExtrapolated: number | null;
  /** Fall of the constant-current threshold for each volt of Vds, low to high. */
  readonly drainInducedLowering: number | null;
  /** Id at the highest Vgs and Vds [A]. */
  readonly onCurrent: number;
  /** Id at Vgs = 0 and the high Vds [A]: below the threshold, and what the models know of the junctions without areas. */
  readonly leakage: number;
  /**
   * Volts of Vgs for a decade of current, from 1/1000 to 1/10 of the threshold current at the low Vds [V]; null where the current at
   * Vgs = 0 is above that.
   */
  readonly subthresholdSlope: number | null;
  /** Largest gm/Id at the high Vds [1/V]. */
  readonly gmOverIdMax: number;
  /** Largest gm at the high Vds [S]. */
  readonly transconductanceMax: number;
  /** dId/dVds at the highest Vgs and Vds [S]. */
  readonly outputConductance: number;
}

/** gm/Id [1/V] against Id/(W/L) [A] at the high Vds, in order of current density, from the least current of the sweep. */
export interface Efficiency {
  readonly density: Float64Array;
  readonly gmOverId: Float64Array;
}

export interface TransistorMeasurement {
  /** Id-Vg; slopes are gm. */
  readonly gate: CurveFamily;
  /** Id-Vd; slopes are output conductances. */
  readonly drain: CurveFamily;
  readonly efficiency: Efficiency;
  readonly figures: TransistorFigures;
}

/**
 * The figures of a transistor from its Id-Vg curves, low Vds first, and its Id-Vd curves, highest Vgs last.
 *
 * @throws MeasurementError MEASUREMENT_NO_CURRENT: the device never conducts 100 nA W/L
 */
export function measureTransistor(
  transistor: SingleTransistor,
  gate: CurveFamily,
  drain: CurveFamily,
): TransistorMeasurement {
  const ratio = (transistor.w * transistor.m) / transistor.l;
  const top = gate.at.length - 1;
  const [low, high] = [gate.at[0] as number, gate.at[top] as number];
  const [linear, saturated] = [gate.current[0] as Float64Array, gate.current[top] as Float64Array];
  const gm = gate.slope[top] as Float64Array;
  const output = drain.slope[drain.at.length - 1] as Float64Array;
  assertConducts(transistor, saturated, thresholdCurrent * ratio);
  const crossing = (current: Float64Array, level: number) =>
    crossingOf(gate.voltage, current, thresholdCurrent * ratio * level);
  const [threshold, saturation] = [crossing(linear, 1), crossing(saturated, 1)];
  const [decade1, decade3] = [crossing(linear, 0.1), crossing(linear, 0.001)];
  const efficiency = efficiencyOf(saturated, gm, ratio);
  return {
    gate,
    drain,
    efficiency,
    figures: {
      thresholdConstantCurrent: threshold,
      thresholdSaturation: saturation,
      thresholdExtrapolated: extrapolated(gate.voltage, linear, gate.slope[0] as Float64Array, low),
      drainInducedLowering:
        threshold === null || saturation === null || high === low
          ? null
          : (threshold - saturation) / (high - low),
      onCurrent: last(saturated),
      leakage: saturated[0] as number,
      subthresholdSlope: decade1 === null || decade3 === null ? null : (decade1 - decade3) / 2,
      gmOverIdMax: largest(efficiency.gmOverId),
      transconductanceMax: largest(gm),
      outputConductance: last(output),
    },
  };
}

/** Voltage where a rising current passes `level`, between points on a straight line of ln(current); null if it begins above, or ends below. */
function crossingOf(voltage: Float64Array, current: Float64Array, level: number): number | null {
  if (!((current[0] as number) < level && last(current) >= level)) return null;
  // From the top down: near Vgs = 0 a leakage may bend the curve, and only the last crossing is the channel's.
  let i = current.length - 2;
  while (i > 0 && (current[i] as number) >= level) i--;
  const [a, b] = [Math.max(current[i] as number, Number.MIN_VALUE), current[i + 1] as number];
  const part = Math.log(level / a) / Math.log(b / a);
  const [from, to] = [voltage[i] as number, voltage[i + 1] as number];
  return from + part * (to - from);
}

function extrapolated(
  voltage: Float64Array,
  current: Float64Array,
  gm: Float64Array,
  vds: number,
): number | null {
  let peak = 0;
  for (let i = 1; i < gm.length; i++) if ((gm[i] as number) > (gm[peak] as number)) peak = i;
  if (peak === gm.length - 1) return null;
  return (voltage[peak] as number) - (current[peak] as number) / (gm[peak] as number) - vds / 2;
}

function efficiencyOf(current: Float64Array, gm: Float64Array, ratio: number): Efficiency {
  let least = 0;
  for (let i = 1; i < current.length; i++) if ((current[i] as number) < (current[least] as number)) least = i;
  const from = current.subarray(least);
  return {
    density: from.map((value) => value / ratio),
    gmOverId: from.map((value, i) => (gm[least + i] as number) / value),
  };
}

function assertConducts({ device }: SingleTransistor, current: Float64Array, least: number): void {
  if (current.every((value) => value > 0) && last(current) >= least) return;
  throw new MeasurementError(
    "MEASUREMENT_NO_CURRENT",
    `${device} conducts ${last(current)} A at the end of its sweep, expected at least ${least} A (100 nA W/L), and > 0 throughout`,
    { at: [device], hint: "Check its polarity and the highest voltage of the sweep." },
  );
}

const last = (values: Float64Array) => values[values.length - 1] as number;
const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, value));
