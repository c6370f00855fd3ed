import type { Engine } from "../../engine/index.ts";
import {
  CancelledError,
  type ErrorRecord,
  formatQuantity,
  toErrorRecord,
  type Warning,
} from "../../foundation/index.ts";
import {
  assertWholeSpikes,
  endOfRun,
  findSpikes,
  MeasurementError,
  measureSpikes,
  type NeuronMeasures,
  type NeuronTrace,
  neuronTrace,
  restCurrent,
  restDistance,
  silentMeasures,
  spikesNeeded,
  standsStill,
} from "../../measurement/index.ts";
import {
  buildNeuronDeck,
  buildNeuronRestDeck,
  type CellConditions,
  type NeuronDrive,
  neuronNodes,
  neuronProbes,
  type SizedCell,
} from "../../netlist/index.ts";
import type { ModelSet } from "../../pdk/index.ts";
import { type Simulated, simulateDeck } from "../simulate.ts";
import { firstDuration, longestDuration, nextDuration } from "./neuron-duration.ts";

export interface NeuronRun extends NeuronDrive {
  readonly engine: Engine;
  readonly cell: SizedCell;
  readonly models: ModelSet;
  readonly conditions: CellConditions;
  readonly signal?: AbortSignal | undefined;
  /** The accuracy of the transient, for tests of convergence: largest step as a part of the run, relative tolerance. */
  readonly accuracy?: { readonly steps: number; readonly reltol: number };
}

/** One point of a curve or a sweep; a failure is a datum too. `simulated` holds all decks that ran, the last transient last. */
export type NeuronOutcome =
  | {
      readonly status: "ok";
      readonly measures: NeuronMeasures;
      readonly trace: NeuronTrace;
      readonly warnings: readonly Warning[];
      readonly simulated: readonly Simulated[];
    }
  | { readonly status: "failed"; readonly error: ErrorRecord; readonly simulated: readonly Simulated[] };

/**
 * Simulates a neuron under a constant input until it has spiked often enough to be measured, or has certainly come to rest.
 *
 * The first run is as long as five periods of an ideal membrane, charged to three quarters of the supply. A neuron that is slower
 * (a long refractory time) is run again, longer.
 *
 * @returns a failed outcome for whatever the simulator or the measurement could not do, MEASUREMENT_NOT_SETTLED among them
 * @throws CANCELLED
 */
export async function runNeuron(run: NeuronRun): Promise<NeuronOutcome> {
  const simulated: Simulated[] = [];
  try {
    const { measures, trace } = await spikesOrRest(run, simulated);
    return { status: "ok", measures, trace, warnings: warningsAbout(run, measures), simulated };
  } catch (error) {
    if (error instanceof CancelledError || run.signal?.aborted) throw error;
    return { status: "failed", error: toErrorRecord(error), simulated };
  }
}

async function spikesOrRest(
  run: NeuronRun,
  simulated: Simulated[],
): Promise<{ measures: NeuronMeasures; trace: NeuronTrace }> {
  const { engine, cell, models, conditions, signal, accuracy } = run;
  const simulate = async (deck: Simulated["deck"]) => {
    const one = await simulateDeck(engine, deck, signal);
    simulated.push(one);
    return one.simulation;
  };
  const nodes = neuronNodes(cell);
  const first = firstDuration(cell, conditions.supply, run.iin);
  let stop = first;
  for (;;) {
    const solver = accuracy && { maxStep: stop / accuracy.steps, reltol: accuracy.reltol };
    const bench = { ...driveOf(run), conditions, stop, ...solver };
    const simulation = await simulate(buildNeuronDeck(cell, models, bench));
    const trace = neuronTrace(simulation);
    const spikes = findSpikes(trace, conditions.supply);
    if (spikes.length >= spikesNeeded) return { measures: measureSpikes(trace, conditions.supply), trace };
    assertWholeSpikes(trace, conditions.supply, placeOf(run));
    const end = endOfRun(simulation, nodes);
    if (standsStill(end)) {
      const rest = { ...driveOf(run), conditions, near: end.voltage };
      const point = await simulate(buildNeuronRestDeck(cell, models, rest));
      if (restDistance(end, point) === null)
        return {
          measures: silentMeasures(restCurrent(point), end.voltage[neuronProbes.membrane] as number),
          trace,
        };
    }
    if (stop >= longestDuration(first, spikes))
      throw notSettled(run, { stop, spikes: spikes.length, ...end });
    stop = nextDuration(stop, spikes);
  }
}

/** A neuron without input. */
export type NeuronRestOutcome =
  | {
      readonly status: "ok";
      /** Current from the supply [A]. */
      readonly measures: { readonly restCurrent: number };
      readonly simulated: readonly Simulated[];
    }
  | Extract<NeuronOutcome, { status: "failed" }>;

/** The operating point of a neuron without input. @throws CANCELLED */
export async function runNeuronRest(run: Omit<NeuronRun, "iin" | "accuracy">): Promise<NeuronRestOutcome> {
  const { engine, cell, models, conditions, signal } = run;
  const simulated: Simulated[] = [];
  try {
    const deck = buildNeuronRestDeck(cell, models, { ...driveOf({ ...run, iin: 0 }), conditions });
    const one = await simulateDeck(engine, deck, signal);
    simulated.push(one);
    return { status: "ok", measures: { restCurrent: restCurrent(one.simulation) }, simulated };
  } catch (error) {
    if (error instanceof CancelledError || signal?.aborted) throw error;
    return { status: "failed", error: toErrorRecord(error), simulated };
  }
}

/** Periods may differ by this much before a neuron is called irregular. */
const regular = 0.01;
/** Closer to the supply [V] the input's source delivers a per mille less than it should: see `buildNeuronDeck`. */
const headroomNeeded = 0.2;

function warningsAbout(run: NeuronRun, { membranePeak, periodSpread }: NeuronMeasures): Warning[] {
  const at = placeOf(run).join(" / ");
  const { supply } = run.conditions;
  const warnings: Warning[] = [];
  if (membranePeak > supply - headroomNeeded) {
    const message = `the membrane rises to ${formatQuantity(membranePeak, "V")} of ${supply} V: the input's source runs out of voltage there, and delivers less than ${formatQuantity(run.iin, "A")}`;
    warnings.push({ code: "NEURON_INPUT_LIMITED", at, message });
  }
  if (periodSpread !== null && periodSpread > regular) {
    const message = `periods differ by ${(100 * periodSpread).toFixed(1)} %: the rate is that of their mean`;
    warnings.push({ code: "NEURON_IRREGULAR", at, message });
  }
  return warnings;
}

function placeOf({ cell, iin, vb }: Pick<NeuronRun, "cell" | "iin" | "vb">): string[] {
  const bias = vb === undefined ? "" : ` and vb = ${formatQuantity(vb, "V")}`;
  return [cell.name, `iin = ${formatQuantity(iin, "A")}${bias}`];
}

function driveOf({ iin, vb }: NeuronDrive): NeuronDrive {
  return vb === undefined ? { iin } : { iin, vb };
}

function notSettled(
  run: NeuronRun,
  { stop, spikes, node, drift }: { stop: number; spikes: number; node: string; drift: number },
): MeasurementError {
  return new MeasurementError(
    "MEASUREMENT_NOT_SETTLED",
    `${spikes} spikes in ${formatQuantity(stop, "s")}, and not at rest: ${node} moved by ${formatQuantity(drift, "V")} in the second half`,
    {
      at: placeOf(run),
      hint: "The neuron is very slow here, so its rate is not 0: raise the current or the refractory bias.",
    },
  );
}
