import type { Engine } from "../../engine/index.ts";
import { CancelledError, type ErrorRecord, MemspiceError, toErrorRecord } from "../../foundation/index.ts";
import {
  measureOnCurrents,
  measureTransistor,
  type TransistorMeasurement,
  transistorCurves,
} from "../../measurement/index.ts";
import {
  buildOnCurrentDeck,
  buildTransistorDeck,
  type OnTransistor,
  type SingleTransistor,
  standardSweeps,
  type TransistorConditions,
  type TransistorSweep,
} from "../../netlist/index.ts";
import type { GoldenCurrent, ModelSet, Process } from "../../pdk/index.ts";
import type { PublishedCurrent } from "../../report/index.ts";
import { type Simulated, simulateDeck } from "../simulate.ts";

export interface TransistorRun {
  readonly engine: Engine;
  readonly transistor: SingleTransistor;
  readonly models: ModelSet;
  readonly conditions: TransistorConditions;
  readonly signal?: AbortSignal | undefined;
}

/** A failure is a datum: other transistors of the report are still measured. */
export type TransistorOutcome =
  | {
      readonly status: "ok";
      readonly measures: TransistorMeasurement;
      readonly simulated: readonly Simulated[];
    }
  | { readonly status: "failed"; readonly error: ErrorRecord; readonly simulated: readonly Simulated[] };

/**
 * Curves and figures of one transistor, from an Id-Vg and an Id-Vd sweep (`standardSweeps`).
 *
 * @returns a failed outcome for whatever the simulator or the measurement could not do
 * @throws CANCELLED
 */
export async function runTransistor(run: TransistorRun): Promise<TransistorOutcome> {
  const { engine, transistor, models, conditions, signal } = run;
  const simulated: Simulated[] = [];
  const curvesOf = async (sweep: TransistorSweep) => {
    const one = await simulateDeck(engine, buildTransistorDeck(transistor, models, sweep), signal);
    simulated.push(one);
    return transistorCurves(one.simulation, sweep);
  };
  try {
    const sweeps = standardSweeps(conditions);
    const [gate, drain] = [await curvesOf(sweeps.gate), await curvesOf(sweeps.drain)];
    return { status: "ok", measures: measureTransistor(transistor, gate, drain), simulated };
  } catch (error) {
    if (error instanceof CancelledError || signal?.aborted) throw error;
    return { status: "failed", error: toErrorRecord(error), simulated };
  }
}

export interface GoldenRun {
  readonly engine: Engine;
  readonly models: ModelSet;
  readonly process: Pick<Process, "golden" | "devices">;
  readonly signal?: AbortSignal | undefined;
}

/**
 * How far a model set is from the currents that the foundry publishes: all of the manifest that the set has a model for. They are
 * typical currents; another corner is apart from them by what makes it that corner.
 *
 * @throws EngineError, PdkError, MeasurementError, CANCELLED
 */
export async function measureGolden({ engine, models, process, signal }: GoldenRun): Promise<{
  readonly currents: readonly PublishedCurrent[];
  readonly simulated: readonly Simulated[];
}> {
  const known = process.golden.flatMap((entry): { entry: GoldenCurrent; transistor: OnTransistor }[] => {
    const polarity = process.devices[entry.device]?.polarity;
    if (polarity === undefined || !holds(models, entry)) return [];
    const { device, w, l, supply } = entry;
    return [{ entry, transistor: { device, polarity, w, l, m: 1, supply } }];
  });
  const currents: PublishedCurrent[] = [];
  const simulated: Simulated[] = [];
  for (const temperatureC of new Set(known.map(({ entry }) => entry.temperatureC))) {
    const here = known.filter(({ entry }) => entry.temperatureC === temperatureC);
    const transistors = here.map(({ transistor }) => transistor);
    const one = await simulateDeck(engine, buildOnCurrentDeck(transistors, models, temperatureC), signal);
    simulated.push(one);
    const on = measureOnCurrents(one.simulation, here.length);
    for (const [k, { entry }] of here.entries()) {
      const { device, w, l, value: published, min, max } = entry;
      const measured = on[k] as number;
      currents.push({ device, w, l, measured, published, min, max, relative: measured / published - 1 });
    }
  }
  return { currents, simulated };
}

/** Does a model set have a card for this device and size? */
function holds(models: ModelSet, { device, w, l }: GoldenCurrent): boolean {
  try {
    models.slim([models.call({ instance: "M0", nodes: ["d", "g", "0", "0"], device, w, l, m: 1 })]);
    return true;
  } catch (error) {
    const absent = ["PDK_DEVICE_NOT_IN_LIBRARY", "PDK_NO_MODEL_BIN"];
    if (error instanceof MemspiceError && absent.includes(error.code)) return false;
    throw error;
  }
}
