import type { Simulation } from "../engine/index.ts";
import { pulseSchedule } from "../netlist/index.ts";
import type { CharacterizationSpec } from "../spec/index.ts";
import { conductanceAt } from "./conductance.ts";
import { MeasurementError } from "./error.ts";
import { memristorRun } from "./memristor-run.ts";

/** Conductance at vRead after n = 0 .. count pulses [S], (count + 1). Depression starts where potentiation ends. */
export interface PulseResponse {
  readonly potentiation: Float64Array;
  readonly depression: Float64Array;
}

/** A curve may turn back by this part of its value: rounding of the solver where it has saturated. */
const noise = 1e-6;

/**
 * Potentiation and depression, from `buildPulseDeck`.
 *
 * @throws MeasurementError MEASUREMENT_NO_RESPONSE (a device that pulses do not move), MEASUREMENT_NOT_MONOTONE,
 *   MEASUREMENT_READ_VOLTAGE, MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE, MEASUREMENT_TIME, MEASUREMENT_STATE_RANGE
 */
export function measurePulseResponse(
  simulation: Simulation,
  bench: CharacterizationSpec["pulses"],
): PulseResponse {
  const { reads, stop } = pulseSchedule(bench);
  const run = memristorRun(simulation, stop);
  const conductance = reads.map((at) => conductanceAt(run, at, bench.vRead));
  const potentiation = conductance.slice(0, bench.count + 1);
  const depression = conductance.slice(bench.count);
  assertResponse(potentiation);
  assertMonotone("potentiation", potentiation, 1);
  assertMonotone("depression", depression, -1);
  return { potentiation, depression };
}

function assertResponse(curve: Float64Array): void {
  const [first, last] = [curve[0] as number, curve[curve.length - 1] as number];
  if (Math.abs(last - first) > noise * first) return;
  throw new MeasurementError(
    "MEASUREMENT_NO_RESPONSE",
    `conductance stays at ${first} S through ${curve.length - 1} pulses`,
    {
      at: ["potentiation"],
      hint: "Joglekar's window locks a state of 0 or 1: set device.initialState between; the legacy preset does not move at all.",
    },
  );
}

function assertMonotone(name: string, curve: Float64Array, direction: 1 | -1): void {
  const at = curve.findIndex((value, n) => {
    const before = n === 0 ? value : (curve[n - 1] as number);
    return !((value - before) * direction >= -noise * before);
  });
  if (at === -1) return;
  const turn = `${curve[at - 1] ?? "nothing"} S to ${curve[at]} S`;
  throw new MeasurementError("MEASUREMENT_NOT_MONOTONE", `pulse ${at} takes the conductance from ${turn}`, {
    at: [name],
    hint: `vSet must raise the conductance and vReset lower it; a vRead near them, or a long readWidth, undoes a pulse.`,
  });
}
