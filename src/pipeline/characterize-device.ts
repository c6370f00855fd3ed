import { fitWindow } from "../crossbar/index.ts";
import { hashOf } from "../foundation/index.ts";
import { type MemristorReport, memristorCsvFiles, renderMemristorReport } from "../report/index.ts";
import { emitRunSpec, type RunSpec } from "../spec/index.ts";
import { characterizeMemristor } from "./characterize.ts";
import type { Environment, Outcome } from "./environment.ts";
import { type Control, createStageRunner } from "./progress.ts";
import { deckFiles } from "./run-files.ts";

/** The first stage of the main job alone: `characterize memristor`. @throws MemspiceError of the room that failed; CANCELLED */
export async function characterizeDevice(
  spec: RunSpec,
  environment: Environment,
  control: Control,
): Promise<Outcome<MemristorReport>> {
  const stages = createStageRunner(1, control, environment.now);
  const found = await stages.run("characterize", "memristor in SPICE", (report) =>
    characterizeMemristor({ spec, full: false, engine: environment.engine, signal: control.signal, report }),
  );
  const window = fitWindow(found.levels, spec.mapping.window);
  const { pulses } = spec.characterization;
  const { vSet, vReset, vRead, width } = pulses;
  const drive = { vSet, vReset, vRead, width };
  const { thickness, mobility, rOn, rOff, ...names } = spec.device;
  const report: MemristorReport = {
    name: `${spec.device.model}, ${spec.device.preset} parameters`,
    provenance: {
      memspice: environment.versions.memspice,
      specHash: hashOf(spec),
      engine: found.engine,
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
    parameters: [
      { name: "thickness", value: thickness, unit: "m" },
      { name: "mobility", value: mobility, unit: "m^2/(V s)" },
      { name: "rOn", value: rOn, unit: "ohm" },
      { name: "rOff", value: rOff, unit: "ohm" },
      ...Object.entries(names).map(([name, value]) => ({ name, value, unit: "" })),
    ],
    hysteresis: found.hysteresis,
    pulses: { ...found.response, ...drive, window: { gMin: window.gMin, gMax: window.gMax } },
    readDisturb: found.readDisturb,
    timings: stages.timings,
    warnings: found.warnings,
    specYaml: emitRunSpec(spec),
  };
  const others = [
    { path: "report.html", content: renderMemristorReport(report) },
    { path: "spec.yaml", content: report.specYaml },
    ...memristorCsvFiles(report),
    ...deckFiles(found.simulated),
  ];
  const files = ["summary.json", ...others.map(({ path }) => path)].sort();
  const summary = `${JSON.stringify({ ...memristorSummary(report), files }, null, 2)}\n`;
  return { report, files: [{ path: "summary.json", content: summary }, ...others] };
}

/** What `characterize memristor --json` prints: figures and curves, without waveforms. Conductances [S]. */
export function memristorSummary(report: MemristorReport): object {
  const { provenance, memristor, hysteresis, pulses, readDisturb, timings, warnings } = report;
  return {
    status: "ok",
    provenance,
    memristor,
    hysteresis: { pinch: hysteresis.pinch, lobeArea: hysteresis.lobeArea },
    pulses: { ...pulses, potentiation: [...pulses.potentiation], depression: [...pulses.depression] },
    readDisturb,
    timings,
    warnings,
  };
}
