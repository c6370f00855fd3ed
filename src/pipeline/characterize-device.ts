import { fitWindow } from "../crossbar/index.ts";
import { conductanceRange } from "../device/index.ts";
import {
  type MemristorReport,
  type MemristorStudy,
  memristorCsvFiles,
  renderMemristorReport,
} from "../report/index.ts";
import { type Card, emitRunSpec, memristorCards, type RunSpec } from "../spec/index.ts";
import { characterizeMemristor } from "./characterize.ts";
import { deckFiles } from "./deck-files.ts";
import type { Environment, Outcome } from "./environment.ts";
import { studyOneTransistor } from "./one-transistor.ts";
import { type Control, createStageRunner } from "./progress.ts";
import { modelWarnings } from "./run-warnings.ts";
import { type Simulated, solversOf, warningsOf } from "./simulate.ts";
import { specHashOf } from "./spec-hash.ts";
import { studyMemristor } from "./study.ts";

/** The first stage of the main job alone: `characterize memristor`. @throws MemspiceError of the room that failed; CANCELLED */
export async function characterizeDevice(
  spec: RunSpec,
  environment: Environment,
  control: Control,
): Promise<Outcome<MemristorReport>> {
  const { asked, warnings } = windowOf(spec);
  const cellStages = spec.characterization.oneTransistor === null ? 0 : 1;
  const stages = createStageRunner(cellStages + 2, control, environment.now);
  const found = await stages.run("characterize", "memristor in SPICE", (report) =>
    characterizeMemristor({
      spec,
      window: asked,
      full: false,
      engine: environment.engine,
      signal: control.signal,
      report,
    }),
  );
  const { window, warnings: reach } = windowReached(found.levels, asked);
  const { study, simulated } = await stages.run("study", "loops, switching, retention", (report) =>
    studyMemristor({ spec, window: asked, engine: environment.engine, signal: control.signal, report }),
  );
  const cell = await (cellStages === 0
    ? { study: null, simulated: [], warnings: [] }
    : stages.run("oneTransistor", "cell with its transistor", (report) =>
        studyOneTransistor({ spec, environment, signal: control.signal, report }),
      ));
  const decks = [...found.simulated, ...simulated.slice(1), ...cell.simulated]; // the first loop is that of the stage before
  const { pulses } = spec.characterization;
  const { vSet, vReset, vRead, width } = pulses;
  const drive = { vSet, vReset, vRead, width };
  const report: MemristorReport = {
    name: `${spec.device.model}, ${spec.device.preset} parameters`,
    provenance: {
      memspice: environment.versions.memspice,
      specHash: specHashOf(spec),
      seed: spec.seed,
      engine: { ...(found.simulated[0] as Simulated).simulation.engine, solver: solversOf(decks) },
      node: environment.versions.node,
      startedAt: environment.startedAt,
    },
    memristor: {
      model: spec.device.model,
      pulses: pulses.count,
      gMin: window.gMin,
      gMax: window.gMax,
      levels: window.levels.length,
    },
    parameters: parametersOf(spec.device),
    hysteresis: found.hysteresis,
    pulses: { ...found.response, ...drive, window: { gMin: window.gMin, gMax: window.gMax } },
    readDisturb: found.readDisturb,
    study: { ...study, agreement: Math.max(study.agreement, found.agreement) },
    oneTransistor: cell.study,
    timings: stages.timings,
    warnings: [
      ...warnings,
      ...reach,
      ...found.warnings,
      ...modelWarnings(spec.device),
      ...cell.warnings,
      ...warningsOf(decks),
    ],
    specYaml: emitRunSpec(spec),
  };
  const others = [
    { path: "report.html", content: renderMemristorReport(report) },
    { path: "spec.yaml", content: report.specYaml },
    ...memristorCsvFiles(report),
    ...deckFiles(decks),
  ];
  const files = ["summary.json", ...others.map(({ path }) => path)].sort();
  const summary = `${JSON.stringify({ ...memristorSummary(report), files }, null, 2)}\n`;
  return { report, files: [{ path: "summary.json", content: summary }, ...others] };
}

/** What the report lists of a device: its parameters with their units, then its words. */
function parametersOf(device: RunSpec["device"]): MemristorReport["parameters"] {
  const card: Card = memristorCards[device.model];
  const unitOf = (name: string) => {
    const unit = card.parameters[name]?.unit ?? "1";
    return unit === "1" ? "" : unit;
  };
  // The curves of a table device are no parameters; they stand in the spec.
  return Object.entries(device).flatMap(([name, value]) =>
    typeof value === "number" || typeof value === "string" ? [{ name, value, unit: unitOf(name) }] : [],
  );
}

/** The mapping window, or the whole range of a device that the window does not suit: the device is the question here, not the array. */
function windowOf({ device, mapping, characterization }: RunSpec) {
  const [least, most] = conductanceRange(device, characterization.pulses.vRead);
  const range = { gMin: least, gMax: most };
  const { gMin, gMax } = mapping.window;
  if (gMin >= 0.999 * least && gMax <= 1.001 * most) return { asked: mapping.window, warnings: [] };
  const message = `the mapping window ${gMin} to ${gMax} S does not fit a device of ${range.gMin} to ${range.gMax} S; its whole range is shown`;
  return { asked: range, warnings: [{ code: "WINDOW_UNSUITED", at: "mapping / window", message }] };
}

/** The asked-for window as far as the pulses of the bench reach; where they reach none of it, all that they reach. */
function windowReached(levels: Float64Array, asked: { readonly gMin: number; readonly gMax: number }) {
  const [least, most] = [levels[0] as number, levels[levels.length - 1] as number];
  const inside = levels.filter((level) => level >= asked.gMin && level <= asked.gMax).length;
  if (inside >= 2) {
    const gMin = Math.max(asked.gMin, least);
    return { window: fitWindow(levels, { gMin, gMax: Math.min(asked.gMax, most) }), warnings: [] };
  }
  const message = `the pulses of the bench reach ${least} to ${most} S, none of the mapping window ${asked.gMin} to ${asked.gMax} S; all that they reach is shown`;
  const warning = { code: "WINDOW_UNSUITED", at: "mapping / window", message };
  return { window: fitWindow(levels, { gMin: least, gMax: most }), warnings: [warning] };
}

/** What `characterize memristor --json` prints: figures and curves, without waveforms. Conductances [S]. */
export function memristorSummary(report: MemristorReport): object {
  const { provenance, memristor, hysteresis, pulses, readDisturb, study, oneTransistor, timings, warnings } =
    report;
  return {
    status: "ok",
    provenance,
    memristor,
    hysteresis: { pinch: hysteresis.pinch, lobeArea: hysteresis.lobeArea },
    pulses: { ...pulses, potentiation: [...pulses.potentiation], depression: [...pulses.depression] },
    readDisturb,
    ...(study === null ? {} : studySummary(study)),
    oneTransistor,
    timings,
    warnings,
  };
}

function studySummary({
  loops,
  fingerprints,
  agreement,
  switching,
  retention,
  volatile,
  provisional,
}: MemristorStudy) {
  return {
    loops: loops.map(({ frequency, relativeLobe, hysteresis }) => ({
      frequency,
      relativeLobe,
      pinch: hysteresis.pinch,
      lobeArea: hysteresis.lobeArea,
    })),
    fingerprints,
    agreement,
    // JSON has no infinity: a voltage that does not switch takes null.
    switching: switching.map(({ voltage, seconds }) => ({
      voltage,
      seconds: Number.isFinite(seconds) ? seconds : null,
    })),
    retention: retention.map(({ state, time, conductance }) => ({
      state,
      time: [...time],
      conductance: [...conductance],
    })),
    volatile,
    provisional,
  };
}
