import { secondMoments } from "../../crossbar/index.ts";
import type { Matrix, Random } from "../../foundation/index.ts";
import {
  type LabelledImages,
  layerInputs,
  type NetworkLayer,
  type TrainedNetwork,
} from "../../network/index.ts";
import type { RunSpec } from "../../spec/index.ts";
import { type ChipPlan, wireChip, writeChip } from "../chip/build.ts";
import type { Design } from "../designs.ts";
import type { ArrayLines } from "../lines.ts";
import type { LayerTarget } from "../program.ts";
import type { StageRunner } from "../progress.ts";
import { type LayerCells, type WiredLayer, wireNetwork } from "../wire.ts";
import { type Arrays, arraysOf, cellsOf, differenceOf, wantedOf } from "./arrays.ts";
import { fitGains, withGains } from "./gains.ts";
import { retrainPairs } from "./retrain.ts";
import { solvePairs } from "./solve.ts";

/** The arrays after one way of winning back what wires take. */
export interface CompensatedArrays extends Arrays {
  readonly stage: "gain" | "conductances" | "retrained";
}

export interface CompensateRequest {
  readonly plan: ChipPlan;
  readonly design: Design;
  /** The lines at the temperature of the chip; null: those of the design. */
  readonly hot: ArrayLines | null;
  /** The streams of the chip. */
  readonly random: Random;
  /** The plain mapping. */
  readonly plain: Arrays;
  readonly network: TrainedNetwork;
  readonly train: LabelledImages;
  readonly stages: Pick<StageRunner, "run">;
  readonly signal?: AbortSignal | undefined;
}

/** Stages that `compensate` runs. */
export function countCompensations({ mapping }: Pick<RunSpec, "mapping">): number {
  const { gain, conductances, retrain } = mapping.compensation;
  return [gain, conductances, retrain !== null].filter(Boolean).length;
}

/**
 * The ways that the spec asks for, each on top of those before it. New targets are written into the same chip again, with the same
 * errors and faults, and with `gain` the gains are fitted to what came of them. Only training images are looked at.
 */
export async function compensate(request: CompensateRequest): Promise<CompensatedArrays[]> {
  const { plan, network, train, plain, stages } = request;
  const { gain, conductances, retrain, images } = plan.spec.mapping.compensation;
  const found: CompensatedArrays[] = [];
  if (countCompensations(plan.spec) === 0) return found;
  const moments = layerInputs(network, train.images.subarray(0, 784 * images)).map(secondMoments);
  const work = { ...request, moments };
  let targets: readonly LayerTarget[] = plain.programmed.layers;
  if (gain) {
    const arrays = await stages.run("gain", "gains of columns", async () => {
      const wanted = wantedOfAll(network, targets);
      const wired = withGains(plain.wired, fitGains(plain.wired, wanted, moments));
      return arraysOf(plain.programmed, wired, plan.drive);
    });
    found.push({ stage: "gain", ...arrays });
  }
  if (conductances) {
    const arrays = await stages.run("conductances", "solve conductances", async (report) => {
      targets = await solveTargets(work, report);
      return writeTargets(work, targets, wantedOfAll(network, targets));
    });
    found.push({ stage: "conductances", ...arrays });
  }
  if (retrain !== null) {
    const arrays = await stages.run("retrained", "train through the wires", async (report) => {
      const trained = await retrainTargets(work, targets, report);
      return writeTargets(work, trained.targets, trained.wanted);
    });
    found.push({ stage: "retrained", ...arrays });
  }
  return found;
}

type Work = CompensateRequest & { readonly moments: readonly Matrix[] };
type Report = (done: number, total: number) => void;

async function solveTargets(work: Work, report: Report): Promise<LayerTarget[]> {
  const { plan, plain, network, moments } = work;
  const { window, layers } = plain.programmed;
  const wire = wiring(work);
  const wireOne = async (cells: LayerCells) => (await wire([cells]))[0] as WiredLayer;
  const { tolerance } = plan.spec.programming;
  const spread = (tolerance * (window.gMax - window.gMin)) / Math.sqrt(3); // a cell is anywhere within the tolerance
  const solved: LayerTarget[] = [];
  for (const [index, { name, bias, target }] of layers.entries()) {
    const { weightPerSiemens } = target;
    const weights = wantedOf(network.layers[index] as NetworkLayer, 1);
    const wanted = { name, weights, weightPerSiemens, moments: moments[index] as Matrix };
    solved.push({ name, bias, target: await solvePairs(wanted, { window, spread, wire: wireOne }) });
    report(index + 1, layers.length);
  }
  return solved;
}

/** Targets that training through the wires ends with, and the differences gPos - gNeg that they amount to [S]. */
async function retrainTargets(work: Work, targets: readonly LayerTarget[], report: Report) {
  const { plan, plain, network, moments, train, random, signal } = work;
  const { gain, retrain } = plan.spec.mapping.compensation;
  const bare = wiring(work);
  const gains = gain
    ? fitGains(await bare(targets.map(cellsOf)), wantedOfAll(network, targets), moments)
    : null;
  const wire = async (cells: readonly LayerCells[]) => {
    const wired = await bare(cells);
    return gains === null ? wired : withGains(wired, gains);
  };
  const options = retrain as NonNullable<typeof retrain>;
  const { window } = plain.programmed;
  const trained = await retrainPairs({
    ...{ targets, window, options, data: train, random, wire, signal, report },
  });
  const wanted = (await wire(trained.map(cellsOf))).map(({ gPos, gNeg }) => differenceOf(gPos, gNeg));
  return { targets: trained, wanted };
}

/** The chip written again; with `gain`, gains are fitted so that it computes what is wanted [S], in spite of what was missed. */
async function writeTargets(
  { plan, design, hot, random, moments, signal }: Work,
  targets: readonly LayerTarget[],
  wanted: readonly Matrix[],
): Promise<Arrays> {
  const written = await writeChip(plan, { design, random, targets }, { signal });
  const { wired } = await wireChip(plan, written, { lines: hot ?? design.lines, hot: null, signal });
  const { gain } = plan.spec.mapping.compensation;
  const gained = gain ? withGains(wired, fitGains(wired, wanted, moments)) : wired;
  return arraysOf(written.programmed, gained, plan.drive);
}

/** Wires of cells that were written without error. */
function wiring({ plan, design, hot, signal }: Work) {
  const { spec, pool } = plan;
  const lines = hot ?? design.lines;
  return (layers: readonly LayerCells[]) =>
    wireNetwork({ layers, size: spec.array.tile, lines, pool, signal });
}

function wantedOfAll({ layers }: TrainedNetwork, targets: readonly LayerTarget[]): Matrix[] {
  return targets.map(({ target }, index) => wantedOf(layers[index] as NetworkLayer, target.weightPerSiemens));
}
