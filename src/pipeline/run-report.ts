import { solveTile } from "../crossbar/index.ts";
import { createMatrix, hashOf, summarize, type Warning, wilsonInterval } from "../foundation/index.ts";
import {
  type Backend,
  confidences,
  type Dataset,
  type Evaluation,
  type TrainedNetwork,
} from "../network/index.ts";
import type { Process } from "../pdk/index.ts";
import type { LayerSummary, RunReport, WaterfallStage } from "../report/index.ts";
import { type RunSpec, runSchema } from "../spec/index.ts";
import type { Characterization } from "./characterize.ts";
import type { Crosscheck } from "./crosscheck.ts";
import type { ScoredDesign } from "./designs.ts";
import type { Environment } from "./environment.ts";
import type { ProgrammedLayer, ProgrammedNetwork } from "./program.ts";
import type { SpiceNetwork } from "./spice-network.ts";
import type { WiredLayer, WiredTile } from "./wire.ts";

/** Everything that the stages of a run found out. */
export interface Findings {
  readonly spec: RunSpec;
  readonly specYaml: string;
  readonly environment: Environment;
  readonly process: Process;
  readonly backend: Backend;
  readonly device: Characterization;
  readonly training: { readonly network: TrainedNetwork; readonly source: string };
  readonly programmed: ProgrammedNetwork;
  readonly wired: readonly WiredLayer[];
  readonly evaluations: Readonly<Record<"ideal" | "levels" | "programmed" | "wire", Evaluation>>;
  readonly designs: readonly ScoredDesign[];
  readonly crosscheck: Crosscheck;
  readonly spice: SpiceNetwork | null;
  readonly test: Dataset["test"];
  readonly timings: Readonly<Record<string, number>>;
}

/** Digits shown in the report, as in the paper. */
const digitsShown = 15;

/** The report of a run: findings put into the shapes of `report/`. */
export function buildReport(findings: Findings): RunReport {
  const { spec, environment, backend, device, training, programmed, wired, evaluations, spice, crosscheck } =
    findings;
  const { window } = programmed;
  const { tolerance } = spec.crosscheck;
  const { pulses } = spec.characterization;
  const rows = crosscheck.checks.map((check) => ({ ...check, tolerance }));
  const agrees = rows.every(({ maxRelativeError }) => maxRelativeError <= tolerance);
  return {
    name: spec.name,
    specYaml: findings.specYaml,
    summary: {
      status: agrees ? "ok" : "failed",
      provenance: {
        memspice: environment.versions.memspice,
        specHash: hashOf(spec),
        seed: spec.seed,
        engine: { ...device.engine, solver: solversOf(findings) },
        tensorflow: { backend: backend.backend, version: backend.version },
        // Cells are memristors and wires: no transistor model takes part.
        process: { name: findings.process.name, models: "none", corner: "typical", temperatureC: 27 },
        node: environment.versions.node,
        startedAt: environment.startedAt,
      },
      dataset: { name: spec.dataset.name, train: spec.dataset.train, test: spec.dataset.test },
      training: {
        epochs: training.network.epochs,
        testAccuracy: evaluations.ideal.accuracy,
        seconds: training.network.seconds,
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
      layers: programmed.layers.map((layer, index) => layerSummary(layer, wired[index]?.tiles.length ?? 0)),
      waterfall: waterfall(evaluations, spice),
      crosscheck: rows,
      timings: findings.timings,
      warnings: warnings(findings),
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
    irDrop: irDrop(wired, pulses.vRead),
    digits: digits(evaluations.wire, findings.test),
    designs: findings.designs.map(({ design, programmed, wire }) => ({
      name: design.name,
      window: design.window,
      rWord: design.wire.rWord,
      rBit: design.wire.rBit,
      programmed,
      wire,
    })),
    designReason: reasonFor(spec),
    spice:
      spice === null
        ? null
        : { images: spice.images, agreement: spice.agreement, maxLogitError: spice.maxLogitError },
  };
}

function layerSummary({ name, pos, neg }: ProgrammedLayer, tiles: number): LayerSummary {
  const { rows, cols } = pos.conductance;
  const cells = 2 * rows * cols;
  const unreachable = [...pos.unreachable, ...neg.unreachable].filter((mark) => mark === 1).length;
  return {
    name,
    rows,
    cols,
    tiles,
    gPos: summarize(pos.conductance.data),
    gNeg: summarize(neg.conductance.data),
    programming: {
      cells,
      unreachable,
      meanPulses: (pos.meanPulses + neg.meanPulses) / 2,
      rmsError: Math.sqrt((pos.rmsError ** 2 + neg.rmsError ** 2) / 2),
    },
  };
}

function waterfall(evaluations: Findings["evaluations"], spice: SpiceNetwork | null): WaterfallStage[] {
  const stage = (name: WaterfallStage["stage"], correct: number, images: number): WaterfallStage => ({
    stage: name,
    accuracy: correct / images,
    images,
    ci95: wilsonInterval(correct, images),
  });
  const stages = (["ideal", "levels", "programmed", "wire"] as const).map((name) =>
    stage(name, evaluations[name].correct, evaluations[name].images),
  );
  return spice === null ? stages : [...stages, stage("spice", spice.correct, spice.images)];
}

/** The matrix solvers that ngspice used: KLU is chosen for large decks. */
function solversOf({ device, crosscheck, spice }: Findings): string {
  const solvers = [device.engine.solver, ...crosscheck.solvers, ...(spice?.solvers ?? [])];
  return [...new Set(solvers)].sort().join(", ");
}

/** The tile of the first layer that carries most current, with all word lines at vRead: the worst that this design does. */
function irDrop(wired: readonly WiredLayer[], vRead: number): RunReport["irDrop"] {
  const load = ({ tile }: WiredTile) => tile.conductance.data.reduce((sum, g) => sum + g, 0);
  const tiles = wired[0]?.tiles ?? [];
  const { layer, polarity, place, tile } = tiles.reduce((worst, next) =>
    load(next) > load(worst) ? next : worst,
  );
  const { rows, cols } = tile.conductance;
  const { wordVoltage, bitVoltage } = solveTile(
    tile,
    createMatrix(1, rows, new Float64Array(rows).fill(vRead)),
  );
  const loss = wordVoltage.data.map((u, k) => 1 - (u - (bitVoltage.data[k] as number)) / vRead);
  return { layer, polarity, tile: place.tile, loss: createMatrix(rows, cols, loss) };
}

function digits(evaluation: Evaluation, test: Dataset["test"]): RunReport["digits"] {
  const confidence = confidences(evaluation);
  return [...test.labels.subarray(0, digitsShown)].map((label, n) => ({
    pixels: test.images.slice(784 * n, 784 * (n + 1)),
    label,
    predicted: evaluation.predicted[n] as number,
    confidence: confidence[n] as number,
  }));
}

function warnings({ programmed, device, spice }: Findings): Warning[] {
  const unreachable = programmed.layers.flatMap(({ name, pos, neg }) => {
    const cells = pos.unreachable.length + neg.unreachable.length;
    const missed = [...pos.unreachable, ...neg.unreachable].filter((mark) => mark === 1).length;
    if (missed === 0) return [];
    const share = ((100 * missed) / cells).toPrecision(2);
    return [
      {
        code: "CELLS_UNREACHABLE",
        at: name,
        message: `${missed} of ${cells} cells (${share} %) were left outside the tolerance; they count as they are`,
      },
    ];
  });
  const disagreement =
    spice !== null && spice.agreement < spice.images
      ? [
          {
            code: "SPICE_DISAGREES",
            at: "spice",
            message: `SPICE and the solver predict another class for ${spice.images - spice.agreement} of ${spice.images} images`,
          },
        ]
      : [];
  return [...device.warnings, ...unreachable, ...disagreement];
}

/** Why the array looks as it does: the reason of the default, or that the spec asked for it. */
function reasonFor(spec: RunSpec): string {
  const standard = runSchema.parse({});
  const same =
    hashOf([spec.mapping, spec.array.wire, spec.array.tile]) ===
    hashOf([standard.mapping, standard.array.wire, standard.array.tile]);
  return same ? defaultReason : "Window, tile and wires are those that the spec asks for.";
}

/** The measurements behind it are in docs/decisions/0003-default-array.md. */
const defaultReason =
  "Weights are kept between 12.5 kΩ and 2 kΩ. Below 2 kΩ this device runs away: the last twentyfold of conductance, down to 100 Ω, takes a tenth of all " +
  "pulses, so its levels are coarse, and a cell of 100 Ω is no longer large against the resistance of its line. At both ends a margin is left for the spread " +
  "of devices, so that write-verify reaches every cell. Word and bit lines run in met3 and met4, the lowest two metals of low sheet resistance (0.047 Ω a " +
  "square), at twice their least width and a pitch of 1.2 µm.";
