import { readConductance } from "../device/index.ts";
import type { Simulation } from "../engine/index.ts";
import { conductanceVoltage, memristorProbes, type SizedCell, synapseProbes } from "../netlist/index.ts";
import type { DeviceSpec } from "../spec/index.ts";
import { type MemristorRun, memristorRun } from "./memristor-run.ts";
import { resultOf, vectorOf } from "./vectors.ts";

/** A synapse bench after its run: its memristor (voltage top minus bottom electrode, current into the top one) and what is around it. All (points). */
export interface SynapseTrace extends MemristorRun {
  /** Gates [V]. */
  readonly pre: Float64Array;
  readonly post: Float64Array;
  /** Into the postsynaptic membrane [A]. */
  readonly readCurrent: Float64Array;
  /** Of the memristor, by its state, at `conductanceVoltage` [S]. */
  readonly conductance: Float64Array;
}

/**
 * The vectors of `buildSynapseDeck`, once they can be believed: as for a memristor alone, see `memristorRun`.
 *
 * @param until last time that is going to be read [s]
 * @throws MeasurementError MEASUREMENT_ANALYSIS, MEASUREMENT_PROBE, MEASUREMENT_TIME, MEASUREMENT_STATE_RANGE
 */
export function synapseTrace(simulation: Simulation, cell: SizedCell, until: number): SynapseTrace {
  const { time, vectors } = resultOf(simulation, "tran");
  const vector = (name: string) => vectorOf(vectors, name);
  const probes = synapseProbes(cell);
  const electrode = (name: string | null) => (name === null ? new Float64Array(time.length) : vector(name));
  const bottom = electrode(probes.bottom);
  const memristorVectors = {
    [memristorProbes.voltage]: electrode(probes.top).map((volts, n) => volts - (bottom[n] as number)),
    [memristorProbes.current]: vector(probes.current),
    [memristorProbes.state]: vector(probes.state),
  };
  const memristor = memristorRun(
    { ...simulation, result: { kind: "tran", time, vectors: memristorVectors } },
    until,
  );
  const device = cell.memristor as DeviceSpec;
  return {
    ...memristor,
    // Within the tolerance of the run a state may lie outside by rounding.
    conductance: memristor.state.map((state) =>
      readConductance(device, Math.min(Math.max(state, 0), 1), conductanceVoltage),
    ),
    pre: vector(probes.pre),
    post: vector(probes.post),
    readCurrent: vector(probes.membrane),
  };
}
