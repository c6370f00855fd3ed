import type { Engine } from "../../engine/index.ts";
import { measureSelect } from "../../measurement/index.ts";
import { buildSelectDeck, type SelectCurves, type SelectRange } from "../../netlist/index.ts";
import type { ModelSet, Process } from "../../pdk/index.ts";
import type { ArrayCellSpec } from "../../spec/index.ts";
import type { Environment } from "../environment.ts";
import { PipelineError } from "../error.ts";
import { openLibrary } from "../library.ts";
import { type Simulated, simulateDeck } from "../simulate.ts";

/** Points of either voltage at which a select transistor is measured: interpolation then errs by less than 1e-7 of an output, measured. */
const points = 61;

/** The models of a select transistor, its size among them. @throws PipelineError SELECT_TRANSISTOR; PdkError */
export async function openSelect(
  { device, w, l, corner }: ArrayCellSpec["select"],
  process: Process,
  { cache, pdkRoot, folder }: Pick<Environment, "cache" | "pdkRoot" | "folder">,
): Promise<ModelSet> {
  const polarity = process.devices[device]?.polarity;
  if (polarity !== "n") {
    const known = Object.entries(process.devices).filter(([, one]) => one.polarity === "n");
    const problem = polarity === "p" ? "is p-channel" : `is not a transistor of ${process.name}`;
    throw new PipelineError("SELECT_TRANSISTOR", `${device} ${problem}`, {
      at: ["array", "cell", "select", "device"],
      hint: `Choose an n-channel transistor: ${known.map(([name]) => name).join(", ")}.`,
    });
  }
  const library = await openLibrary(process, { library: null, folder, pdkRoot, cache });
  const models = await library.corner(corner ?? library.typicalCorner);
  models.slim([models.call({ instance: "M0", nodes: ["d", "g", "s", "0"], device, w, l, m: 1 })]);
  return models;
}

export interface MeasuredSelect {
  readonly curves: SelectCurves;
  readonly simulated: readonly Simulated[];
}

/**
 * Current of a select transistor from SPICE, over all voltages that lines take in a read: up to twice `vRead` [V], since activations beyond those of
 * the training images are driven in proportion.
 *
 * @throws EngineError, NetlistError, MeasurementError, CANCELLED
 */
export async function measureSelectTransistor(
  { device, w, l, vGate }: ArrayCellSpec["select"],
  models: ModelSet,
  bench: { readonly vRead: number; readonly engine: Engine; readonly signal?: AbortSignal | undefined },
): Promise<MeasuredSelect> {
  const { vRead, engine, signal } = bench;
  const transistor = { device, w, l, vGate };
  const range: SelectRange = { vMin: -vRead / 10, vMax: 2 * vRead, points };
  const one = await simulateDeck(engine, buildSelectDeck(transistor, models, range), signal);
  return { curves: measureSelect(one.simulation, transistor, range), simulated: [one] };
}
