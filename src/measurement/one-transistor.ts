import type { Simulation } from "../engine/index.ts";
import {
  cellTemperatureProbe,
  type OneTransistorBench,
  oneTransistorProbes,
  slotOf,
} from "../netlist/index.ts";
import { valueAt } from "./curve.ts";
import { assertStateRange, assertTemperature, tranVectors } from "./memristor-run.ts";

/** What one pulse did to a cell. */
export interface CellPulse {
  /** Conductance of the cell, memristor and transistor, before and after [S]: current from the bit line over its voltage. */
  readonly before: number;
  readonly after: number;
  /** State of the memristor after it, 0..1. */
  readonly state: number;
  /** Largest magnitude while the lines are at their voltages [A]: what the transistor lets through. */
  readonly peakCurrent: number;
  /** Across the memristor at the end of the pulse [V]; > 0 drives its state up. */
  readonly deviceVoltage: number;
  /** Hottest [K]; null for a device without a temperature of its own. */
  readonly temperature: number | null;
}

/**
 * Every pulse of `buildOneTransistorDeck`.
 *
 * @throws MeasurementError MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE, MEASUREMENT_TIME, MEASUREMENT_STATE_RANGE, MEASUREMENT_TEMPERATURE
 */
export function measureOneTransistor(simulation: Simulation, bench: OneTransistorBench): CellPulse[] {
  const { pulses } = bench;
  const { time, vector, find } = tranVectors(simulation, slotOf(bench, 2 * pulses.length)[1]);
  const probes = oneTransistorProbes;
  const [bl, be] = [vector(probes.bl), vector(probes.be)];
  const [current, state] = [vector(probes.current), vector(probes.state)];
  assertStateRange(time, state);
  const kelvin = find(cellTemperatureProbe);
  if (kelvin !== null) assertTemperature(time, kelvin);
  const voltage = bl.map((volts, n) => volts - (be[n] as number));
  const conductance = (k: number) => {
    const [from, to] = slotOf(bench, 2 * k);
    const middle = (from + to) / 2;
    return valueAt(time, current, middle) / valueAt(time, bl, middle);
  };
  return pulses.map((_, k) => {
    const [from, to] = slotOf(bench, 2 * k + 1);
    const most = (values: Float64Array) =>
      values.reduce((peak, value, n) => {
        const t = time[n] as number;
        return t >= from && t <= to ? Math.max(peak, Math.abs(value)) : peak;
      }, 0);
    return {
      before: conductance(k),
      after: conductance(k + 1),
      state: valueAt(time, state, slotOf(bench, 2 * k + 2)[1]),
      peakCurrent: most(current),
      deviceVoltage: valueAt(time, voltage, to - (to - from) / 100),
      temperature: kelvin === null ? null : most(kelvin),
    };
  });
}
