import { readConductance, withoutSeries } from "../device/index.ts";
import type { Engine } from "../engine/index.ts";
import type { Warning } from "../foundation/index.ts";
import { type CellPulse, MeasurementError, measureOneTransistor } from "../measurement/index.ts";
import { buildOneTransistorDeck, type LineVoltages } from "../netlist/index.ts";
import { checkTransistors, type ModelSet, type Process, readProcess, recordedSet } from "../pdk/index.ts";
import type { OneTransistorPulse, OneTransistorStudy } from "../report/index.ts";
import type { OneTransistorSpec, RunSpec } from "../spec/index.ts";
import type { Environment } from "./environment.ts";
import { PipelineError } from "./error.ts";
import { openLibrary } from "./library.ts";
import { type Simulated, simulateDeck } from "./simulate.ts";

export interface OneTransistorResult {
  /** Null: not asked for, or no models of its transistor. */
  readonly study: OneTransistorStudy | null;
  readonly simulated: readonly Simulated[];
  readonly warnings: readonly Warning[];
}

interface Request {
  readonly spec: RunSpec;
  readonly environment: Pick<Environment, "engine" | "cache" | "pdkRoot" | "folder">;
  readonly signal: AbortSignal | undefined;
  readonly report: (done: number, total: number) => void;
}

/** RESET and SET in turn, this many times, after forming. */
const cycles = 2;

/**
 * The memristor behind its real select transistor: a pristine cell is formed as published (word line up step by step, then the bit
 * line), then RESET and SET in turn.
 *
 * @throws PipelineError ONE_TRANSISTOR_ILLEGAL; PdkError, EngineError, MeasurementError MEASUREMENT_DISAGREES and others; CANCELLED
 */
export async function studyOneTransistor(request: Request): Promise<OneTransistorResult> {
  const { spec, environment } = request;
  const cell = spec.characterization.oneTransistor;
  if (cell === null) return { study: null, simulated: [], warnings: [] };
  const process = readProcess(spec.process);
  const models = await modelsOf(process, cell, environment);
  if (models === null) return { study: null, simulated: [], warnings: [standIn(spec, cell)] };
  assertTransistor(process, cell, models);
  return programCell(request, cell, models);
}

/** The models of a PDK on disk; null where none is named, and those inside the engine have not the transistor. */
async function modelsOf(
  process: Process,
  { device }: OneTransistorSpec,
  { pdkRoot, folder, cache }: Request["environment"],
): Promise<ModelSet | null> {
  if (pdkRoot === undefined && recordedSet(process, "embedded").bins(device).length === 0) return null;
  const library = await openLibrary(process, { library: null, folder, pdkRoot, cache });
  return library.corner(library.typicalCorner);
}

function standIn({ device }: RunSpec, { device: transistor }: OneTransistorSpec): Warning {
  const ohms = "rSeries" in device ? `; ${device.rSeries} ohm in series (rSeries) stand for it` : "";
  const message = `the models inside the engine have no ${transistor}, so the cell with its select transistor is not simulated${ohms}. Name a PDK on disk with --pdk-root`;
  return { code: "SELECT_TRANSISTOR_MISSING", at: "characterization / oneTransistor", message };
}

/** Size and voltage class of the transistor, for the highest voltage on any line. */
function assertTransistor(process: Process, cell: OneTransistorSpec, models: ModelSet): void {
  const { device, w, l, form, set, reset, read } = cell;
  const supply = Math.max(form.wl.max, form.bl.max, set.wl, set.bl, reset.wl, reset.sl, read.wl, read.bl);
  const transistor = { name: "select", cell: "1T1R", device, w, l, m: 1, nf: 1 };
  const [found] = checkTransistors([transistor], process, { supply, sets: [models] });
  const [issue] = found?.issues ?? [];
  if (issue === undefined) return;
  throw new PipelineError("ONE_TRANSISTOR_ILLEGAL", issue.message, {
    at: [
      "characterization",
      "oneTransistor",
      issue.code === "PDK_VOLTAGE_OUT_OF_RANGE" ? "device" : issue.rule,
    ],
    hint: "Programming takes more than 1.8 V transistors stand: in SKY130 take nfet_g5v0d10v5, L of 0.5 um or more.",
  });
}

/** `trtol` of the second run of every deck. */
const finer = 0.1;
/** Conductances of two runs may be this far apart before neither is believed. */
const apart = 1e-2;

/**
 * Largest relative difference of the conductances of two runs of the same pulses. Equations under the voltage that the memristor saw are no
 * check here: while a cell snaps, that voltage is the answer to the state, and tells its least error a thousandfold.
 */
function differenceOf(coarse: readonly CellPulse[], fine: readonly CellPulse[]): number {
  const differences = fine.map(({ after }, n) => Math.abs((coarse[n]?.after ?? Number.NaN) / after - 1));
  const most = Math.max(...differences);
  if (most <= apart) return most;
  throw new MeasurementError(
    "MEASUREMENT_DISAGREES",
    `two tolerances of the solver give conductances ${most} apart, more than ${apart}`,
    {
      at: ["characterization", "oneTransistor"],
      hint: "The solver has lost the cell: use shorter pulses, lower voltages, or a smaller transistor.",
    },
  );
}

type Pulse = { readonly name: OneTransistorPulse["name"]; readonly lines: LineVoltages };

async function programCell(
  { spec, environment, signal, report }: Request,
  cell: OneTransistorSpec,
  models: ModelSet,
): Promise<OneTransistorResult> {
  const memristor = withoutSeries(spec.device);
  const { device, w, l, width, read, form, temperatureC } = cell;
  const attempts = formingPulses(cell);
  const simulated: Simulated[] = [];
  const pulses: OneTransistorPulse[] = [];
  let [state, refinement] = [0, 0];
  const apply = async (train: readonly Pulse[], engine: Engine) => {
    const bench = { pulses: train.map(({ lines }) => lines), width, read, state, temperatureC };
    const circuit = { memristor, transistor: { device, w, l, m: 1 } };
    const deck = buildOneTransistorDeck(circuit, models, bench);
    const fine = { ...deck, options: { ...deck.options, trtol: finer } };
    const [first, second] = await Promise.all([
      simulateDeck(engine, deck, signal),
      simulateDeck(engine, fine, signal),
    ]);
    simulated.push(first, second);
    const coarse = measureOneTransistor(first.simulation, bench);
    const found = measureOneTransistor(second.simulation, bench);
    refinement = Math.max(refinement, differenceOf(coarse, found));
    for (const [n, { name, lines }] of train.entries())
      pulses.push({ name, ...lines, ...(found[n] as CellPulse) });
    state = Math.min(Math.max(pulses.at(-1)?.state ?? state, 0), 1);
    report(pulses.length, attempts.length + 2 * cycles);
  };
  const formed = () =>
    (pulses.at(-1)?.after ?? readConductance(memristor, 0, read.bl)) >= form.conductance.min;
  for (const attempt of attempts) {
    await apply([attempt], environment.engine);
    if (formed()) break;
  }
  const isFormed = formed();
  const reset: Pulse = { name: "reset", lines: { ...cell.reset, bl: 0 } };
  const set: Pulse = { name: "set", lines: { ...cell.set, sl: 0 } };
  await apply(Array.from({ length: cycles }, () => [reset, set]).flat(), environment.engine);
  return {
    study: {
      transistor: { device, w, l },
      models: { name: models.name, corner: models.corner },
      width,
      published: form.conductance,
      formed: isFormed,
      pulses,
      refinement,
    },
    simulated,
    warnings: [],
  };
}

/** Forming pulses in their order: at each bit line voltage the word line goes up its steps. */
function formingPulses({ form }: OneTransistorSpec): Pulse[] {
  const volts = ({ min, max, step }: OneTransistorSpec["form"]["wl"]) =>
    Array.from({ length: Math.floor((max - min) / step + 1e-9) + 1 }, (_, n) =>
      Number((min + n * step).toPrecision(6)),
    );
  return volts(form.bl).flatMap((bl) =>
    volts(form.wl).map((wl): Pulse => ({ name: "form", lines: { wl, bl, sl: 0 } })),
  );
}
