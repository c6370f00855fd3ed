import { hashOf } from "../foundation/index.ts";
import type { Backend, Dataset } from "../network/index.ts";
import type { Process } from "../pdk/index.ts";
import type { AttributionRow, LayerRead, MonteCarlo, RunReport, SpiceComparison } from "../report/index.ts";
import { type RunSpec, runSchema } from "../spec/index.ts";
import type { Characterization } from "./characterize.ts";
import type { CompensatedArrays } from "./compensate/compensate.ts";
import { compensationSummary, digitalNumbers } from "./compensate/findings.ts";
import type { SpiceNetwork } from "./crosscheck/images.ts";
import { toleranceOf } from "./crosscheck/known-cells.ts";
import { imageWarnings } from "./crosscheck/run-images.ts";
import type { Crosscheck } from "./crosscheck/tiles.ts";
import type { ScoredDesign } from "./designs.ts";
import type { Environment } from "./environment.ts";
import type { ArrayLines } from "./lines.ts";
import { type NeuronFindings, neuronReport } from "./neuron-stage.ts";
import { nonidealityRows } from "./nonidealities.ts";
import type { OpenedCells } from "./nonlinear/stage.ts";
import type { ProgrammedNetwork } from "./program.ts";
import type { NetworkRead } from "./read.ts";
import { irDropMap, testDigits } from "./run-figures.ts";
import { comparisonsHold, crosscheckRow, designRow, layerSummary, waterfall } from "./run-rows.ts";
import { modelWarnings, runWarnings } from "./run-warnings.ts";
import { type RanDeck, solversOf } from "./simulate.ts";
import { specHashOf } from "./spec-hash.ts";
import { asBuilt, type EvaluatedStage, stageOf } from "./stage.ts";
import { type Trained, weightsHash } from "./train.ts";
import type { WiredLayer } from "./wire.ts";

/** Everything that the stages of a run found out. */
export interface Findings {
  readonly spec: RunSpec;
  readonly specYaml: string;
  readonly environment: Environment;
  readonly process: Process;
  readonly backend: Backend;
  readonly device: Characterization;
  readonly training: Trained;
  readonly programmed: ProgrammedNetwork;
  readonly wired: readonly WiredLayer[];
  readonly compensated: readonly CompensatedArrays[];
  readonly stages: readonly EvaluatedStage[];
  readonly attribution: readonly AttributionRow[];
  /** Null where one chip was asked for. */
  readonly monteCarlo: MonteCarlo | null;
  /** At the temperature of the published sheet resistances. */
  readonly lines: ArrayLines;
  /** Null for linear cells. */
  readonly cells: OpenedCells | null;
  /** Null where the spec leaves the neuron out. */
  readonly neuron: NeuronFindings | null;
  readonly read: NetworkRead;
  readonly designs: readonly ScoredDesign[];
  readonly crosscheck: Crosscheck;
  readonly spice: SpiceNetwork | null;
  readonly test: Dataset["test"];
  readonly simulated: readonly RanDeck[];
  readonly timings: Readonly<Record<string, number>>;
}

/** The report of a run: findings put into the shapes of `report/`. */
export function buildReport(findings: Findings): RunReport {
  const { spec, environment, backend, device, training, programmed, wired, stages, spice, crosscheck } =
    findings;
  const { window } = programmed;
  const tolerance = toleranceOf(spec.crosscheck, spec.array.cell.kind);
  const { pulses } = spec.characterization;
  const rows = crosscheck.checks.map((check) => crosscheckRow(check, tolerance));
  const neuron = findings.neuron === null ? null : neuronReport(findings.neuron);
  const comparison = spice === null ? null : comparisonOf(spice, tolerance);
  return {
    name: spec.name,
    specYaml: findings.specYaml,
    summary: {
      status: comparisonsHold(rows, comparison) ? "ok" : "failed",
      provenance: {
        memspice: environment.versions.memspice,
        specHash: specHashOf(spec),
        seed: spec.seed,
        engine: { ...engineOf(findings), solver: solversOf(findings.simulated) },
        tensorflow: { backend: backend.backend, version: backend.version },
        process: { name: findings.process.name, ...modelsOf(neuron, findings.cells) },
        node: environment.versions.node,
        startedAt: environment.startedAt,
      },
      dataset: { name: spec.dataset.name, train: spec.dataset.train, test: spec.dataset.test },
      training: {
        epochs: training.network.epochs,
        testAccuracy: stageOf(stages, "ideal").evaluation.accuracy,
        seconds: training.network.seconds,
        weightsHash: weightsHash(training.network),
        source: training.source,
        layer: training.network.layer,
      },
      memristor: {
        model: spec.device.model,
        pulses: pulses.count,
        gMin: window.gMin,
        gMax: window.gMax,
        levels: window.levels.length,
      },
      layers: programmed.layers.map((layer, index) =>
        layerSummary(layer, wired[index]?.tiles.length ?? 0, findings.read.layers[index] as LayerRead),
      ),
      waterfall: waterfall(stages, spice, findings.test.labels),
      monteCarlo: findings.monteCarlo,
      attribution: findings.attribution,
      nonidealities: nonidealityRows(spec, findings.lines, window.levels.length),
      compensation: compensationSummary(findings.compensated, stages, findings.timings),
      neuron: neuron?.summary ?? null,
      crosscheck: rows,
      spice: comparison,
      designs: findings.designs.map(designRow),
      timings: findings.timings,
      warnings: [
        ...modelWarnings(spec.device),
        ...imageWarnings(spec),
        ...runWarnings({ ...findings, comparison }),
      ],
      files: [],
    },
    hysteresis: device.hysteresis,
    pulses: { ...device.response, ...pulses, window: { gMin: window.gMin, gMax: window.gMax } },
    readDisturb: device.readDisturb,
    conductances: programmed.layers.map(({ name, pos, neg }) => ({
      layer: name,
      gPos: pos.conductance.data,
      gNeg: neg.conductance.data,
    })),
    irDrop: irDropMap(wired, pulses.vRead),
    digital: findings.compensated.length === 0 ? null : digitalNumbers(findings),
    neuron: neuron?.stage ?? null,
    read: { time: spec.array.readTime, tiles: findings.read.tiles },
    digits: testDigits(asBuilt(stages).evaluation, findings.test),
    designReason: reasonFor(spec),
  };
}

/** Transistor models take part in a neuron, and in 1T1R cells; elsewhere cells are memristors and wires. */
function modelsOf(neuron: ReturnType<typeof neuronReport> | null, cells: OpenedCells | null) {
  const select = cells?.models;
  if (neuron === null && select) return { models: select.name, corner: select.corner, temperatureC: 27 };
  if (neuron === null) return { models: "none", corner: "typical", temperatureC: 27 };
  const { models, corner, temperatureC } = neuron.summary;
  return { models, corner, temperatureC };
}

function comparisonOf(
  { images, agreement, maxLogitError }: SpiceNetwork,
  tolerance: number,
): SpiceComparison {
  return { images, agreement, maxLogitError, tolerance };
}

/** Identity of the engine that ran the decks; the same for all of a run. */
function engineOf({ simulated }: Findings): RanDeck["simulation"]["engine"] {
  return (simulated[0] as RanDeck).simulation.engine;
}

/** Why the array looks as it does: the reason of the default, or that the spec asked for it. */
function reasonFor(spec: RunSpec): string {
  const standard = runSchema.parse({});
  const choices = ({
    device,
    characterization,
    variability,
    mapping,
    programming,
    array,
    process,
  }: RunSpec) =>
    hashOf([
      device,
      characterization,
      variability,
      mapping,
      programming,
      { ...array, compare: null, readTime: null, cell: null },
      process,
    ]);
  return choices(spec) === choices(standard)
    ? defaultReason
    : "Window, tile and wires are those that the spec asks for.";
}

/** The measurements behind it are in docs/decisions/0003-default-array.md. */
const defaultReason =
  "Weights are kept between 12.5 kΩ and 2 kΩ. Below 2 kΩ this device runs away: the last twentyfold of conductance, down to 100 Ω, takes a tenth of all " +
  "pulses, so its levels are coarse, and a cell of 100 Ω is no longer large against the resistance of its line. At both ends a margin is left for the spread " +
  "of devices, so that write-verify can reach every cell. Word and bit lines run in met3 and met4, the lowest two metals of low sheet resistance (0.047 Ω a " +
  "square), at twice their least width and a pitch of 1.2 µm.";
