import { stateAtConductance } from "../../device/index.ts";
import type { Engine } from "../../engine/index.ts";
import { CancelledError, type ErrorRecord, toErrorRecord } from "../../foundation/index.ts";
import {
  measureSynapseChange,
  measureSynapseRead,
  type SynapseChange,
  type SynapseRead,
  type SynapseTrace,
  synapseTrace,
} from "../../measurement/index.ts";
import {
  buildSynapseDeck,
  type CellConditions,
  conductanceVoltage,
  type PairTiming,
  pairBench,
  readBench,
  restingMembrane,
  type SizedCell,
  type SynapseBench,
  synapseProbes,
} from "../../netlist/index.ts";
import type { ModelSet } from "../../pdk/index.ts";
import type { DeviceSpec } from "../../spec/index.ts";
import { type Simulated, simulateDeck } from "../simulate.ts";

export interface SynapseRun {
  readonly engine: Engine;
  readonly cell: SizedCell;
  readonly models: ModelSet;
  readonly conditions: CellConditions;
  readonly signal?: AbortSignal | undefined;
  /** Conductance of the memristor before the spikes [S]. */
  readonly g: number;
  /** Voltage that the postsynaptic membrane is held at [V]; `restingMembrane` where left out. */
  readonly membrane?: number;
}

/** One point of a curve or a sweep; a failure is a datum too. */
export type SynapseOutcome<Measures> =
  | {
      readonly status: "ok";
      readonly measures: Measures;
      readonly trace: SynapseTrace;
      readonly simulated: readonly Simulated[];
    }
  | { readonly status: "failed"; readonly error: ErrorRecord; readonly simulated: readonly Simulated[] };

/**
 * Reads a synapse with one pre spike, of 1 us where `width` [s] is left out.
 *
 * @returns a failed outcome for whatever the simulator or the measurement could not do
 * @throws CANCELLED; NetlistError NETLIST_CELL_MEMRISTOR, DeviceError DEVICE_CONDUCTANCE_RANGE: the question is wrong, not the run
 */
export async function readSynapse(
  run: SynapseRun & { readonly width?: number },
): Promise<SynapseOutcome<SynapseRead>> {
  const { cell, width } = run;
  const bench = readBench({ ...startOf(run), ...(width !== undefined && { width }) });
  return simulate(run, bench, (simulation) => measureSynapseRead(simulation, cell, bench));
}

/** Changes a synapse with a pair of spikes, or one spike; 1 ms where widths are left out. Results and errors as of `readSynapse`. */
export async function pairSynapse(
  run: SynapseRun & Pick<PairTiming, "dt" | "preWidth" | "postWidth">,
): Promise<SynapseOutcome<SynapseChange>> {
  const { cell, dt, preWidth, postWidth } = run;
  const widths = {
    ...(preWidth !== undefined && { preWidth }),
    ...(postWidth !== undefined && { postWidth }),
  };
  const bench = pairBench({ ...startOf(run), dt, ...widths });
  return simulate(run, bench, (simulation) => measureSynapseChange(simulation, cell, bench));
}

/** Measures by the names that limits know, SI; `conductanceChange` where a spike timing was asked for. */
export type SynapseMeasures = Pick<SynapseRead, "readCurrent" | "mirrorGain" | "deviceVoltage"> &
  Partial<Pick<SynapseChange, "conductanceChange">>;

/** All measures of a synapse at one conductance and, if there is one, one spike timing `dt` = post - pre [s]. As `readSynapse`. */
export async function runSynapse(
  run: SynapseRun & { readonly dt?: number | undefined },
): Promise<SynapseOutcome<SynapseMeasures>> {
  const { dt } = run;
  const read = await readSynapse(run);
  if (read.status === "failed") return read;
  const { readCurrent, mirrorGain, deviceVoltage } = read.measures;
  const measures = { readCurrent, mirrorGain, deviceVoltage };
  if (dt === undefined) return { ...read, measures };
  const pair = await pairSynapse({ ...run, dt });
  const simulated = [...read.simulated, ...pair.simulated];
  if (pair.status === "failed") return { ...pair, simulated };
  const { conductanceChange } = pair.measures;
  return { ...pair, measures: { ...measures, conductanceChange }, simulated };
}

function startOf({ cell, conditions, g, membrane }: SynapseRun): Pick<SynapseBench, "state" | "membrane"> {
  synapseProbes(cell);
  const state = stateAtConductance(cell.memristor as DeviceSpec, g, conductanceVoltage);
  return { state, membrane: membrane ?? restingMembrane(conditions.supply) };
}

async function simulate<Measures>(
  { engine, cell, models, conditions, signal }: SynapseRun,
  bench: SynapseBench,
  measure: (simulation: Simulated["simulation"]) => Measures,
): Promise<SynapseOutcome<Measures>> {
  const simulated: Simulated[] = [];
  try {
    const one = await simulateDeck(engine, buildSynapseDeck(cell, models, { ...bench, conditions }), signal);
    simulated.push(one);
    const measures = measure(one.simulation);
    return { status: "ok", measures, trace: synapseTrace(one.simulation, cell, bench.stop), simulated };
  } catch (error) {
    if (error instanceof CancelledError || signal?.aborted) throw error;
    return { status: "failed", error: toErrorRecord(error), simulated };
  }
}
