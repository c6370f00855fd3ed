import type { Simulation } from "../engine/index.ts";
import type { GateSpike, SizedCell, SynapseBench } from "../netlist/index.ts";
import { valueAt } from "./curve.ts";
import { MeasurementError } from "./error.ts";
import { synapseTrace } from "./synapse-trace.ts";

/** What a pre spike reads, near its end. */
export interface SynapseRead {
  /** Into the postsynaptic membrane, which is held at a voltage [A]. */
  readonly readCurrent: number;
  /** Through the memristor, magnitude [A]. */
  readonly deviceCurrent: number;
  /** `readCurrent` over `deviceCurrent`. */
  readonly mirrorGain: number;
  /** Across the memristor, magnitude [V]. */
  readonly deviceVoltage: number;
}

/** Where in a spike currents are read, as parts of its width: the value, and an earlier one that it must agree with. */
const readAt = { value: 0.9, before: 0.7 } as const;

/** Change of the read current between the two that still counts as settled. */
const settled = 0.01;

/**
 * The read of a synapse, from `buildSynapseDeck` with a pre spike.
 *
 * @throws MeasurementError MEASUREMENT_NOT_SETTLED: charging still moves the current, or the read moves the memristor;
 *   MEASUREMENT_NO_READ: the bench has no pre spike; MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE, MEASUREMENT_TIME, MEASUREMENT_STATE_RANGE
 */
export function measureSynapseRead(
  simulation: Simulation,
  cell: SizedCell,
  bench: SynapseBench,
): SynapseRead {
  const pre = readSpike(cell, bench);
  const trace = synapseTrace(simulation, cell, bench.stop);
  const at = (values: Float64Array, part: number) => valueAt(trace.time, values, pre.at + part * pre.width);
  const readCurrent = at(trace.readCurrent, readAt.value);
  const earlier = at(trace.readCurrent, readAt.before);
  if (!(Math.abs(readCurrent - earlier) <= settled * Math.abs(readCurrent))) {
    throw new MeasurementError(
      "MEASUREMENT_NOT_SETTLED",
      `the read current goes from ${earlier} to ${readCurrent} A between ${readAt.before} and ${readAt.value} of a spike of ${pre.width} s`,
      { at: [cell.name, "readCurrent"], hint: "Read longer if it charges, shorter if the memristor moves." },
    );
  }
  const deviceCurrent = Math.abs(at(trace.current, readAt.value));
  return {
    readCurrent,
    deviceCurrent,
    mirrorGain: readCurrent / deviceCurrent,
    deviceVoltage: Math.abs(at(trace.voltage, readAt.value)),
  };
}

function readSpike(cell: SizedCell, { pre }: SynapseBench): GateSpike {
  if (pre !== null) return pre;
  throw new MeasurementError("MEASUREMENT_NO_READ", "the bench has no pre spike to read with", {
    at: [cell.name],
  });
}

/** What spikes did to the memristor. Conductances [S]. */
export interface SynapseChange {
  readonly before: number;
  readonly after: number;
  /** after - before */
  readonly conductanceChange: number;
}

/**
 * Change of the memristor's conductance by the spikes of a bench, from its state at the start and at the end.
 *
 * @throws MeasurementError MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE, MEASUREMENT_TIME, MEASUREMENT_STATE_RANGE
 */
export function measureSynapseChange(
  simulation: Simulation,
  cell: SizedCell,
  bench: SynapseBench,
): SynapseChange {
  const { conductance } = synapseTrace(simulation, cell, bench.stop);
  const [before, after] = [conductance[0] as number, conductance[conductance.length - 1] as number];
  return { before, after, conductanceChange: after - before };
}
