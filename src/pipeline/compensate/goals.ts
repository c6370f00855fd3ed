import { fitWindow, secondMoments } from "../../crossbar/index.ts";
import type { Matrix, Random } from "../../foundation/index.ts";
import {
  type LabelledImages,
  layerInputs,
  type NetworkLayer,
  type TrainedNetwork,
} from "../../network/index.ts";
import type { ChipPlan } from "../chip/build.ts";
import type { Design } from "../designs.ts";
import type { ArrayLines } from "../lines.ts";
import { type LayerTarget, mapLayers } from "../program.ts";
import { type LayerCells, type WiredLayer, wireNetwork } from "../wire.ts";
import { cellsOf, differenceOf, wantedOf } from "./arrays.ts";
import { fitGains, withGains } from "./gains.ts";
import { retrainPairs } from "./retrain.ts";
import { solvePairs } from "./solve.ts";

/** What cells are to be, and the differences gPos - gNeg that they are to amount to through their wires [S], (rows, cols) a layer. */
export interface Goal {
  readonly targets: readonly LayerTarget[];
  readonly wanted: readonly Matrix[];
}

export interface GoalRequest {
  readonly plan: ChipPlan;
  readonly design: Design;
  /** The lines at the temperature of the chip; null: those of the design. */
  readonly hot: ArrayLines | null;
  readonly network: TrainedNetwork;
  readonly train: LabelledImages;
  /** The streams of the run: goals are the same for all of its chips. */
  readonly random: Random;
  readonly signal?: AbortSignal | undefined;
}

type Report = (done: number, total: number) => void;

/** The goals of every chip of a run, each worked out when it is first asked for. */
export interface Goals {
  plain(): Goal;
  /** Solved for the wires. */
  solved(report: Report): Promise<Goal>;
  /** Trained through the wires, from the last of the others that the spec asks for. */
  retrained(report: Report): Promise<Goal>;
  /** Of the inputs of every layer, (rows, rows), over training images. */
  moments(): readonly Matrix[];
}

export function createGoals(request: GoalRequest): Goals {
  const { plan, network, train } = request;
  const { images, conductances } = plan.spec.mapping.compensation;
  const moments = once(() => layerInputs(network, train.images.subarray(0, 784 * images)).map(secondMoments));
  const plain = once(() => goalOf(network, mapLayers(network.layers, windowOf(request))));
  const solved = once(async (report: Report) =>
    goalOf(network, await solveLayers(request, plain().targets, moments(), report)),
  );
  const retrained = once(async (report: Report) =>
    retrainLayers(request, conductances ? await solved(report) : plain(), moments(), report),
  );
  return { plain, solved, retrained, moments };
}

function once<T, Rest extends unknown[]>(work: (...rest: Rest) => T): (...rest: Rest) => T {
  let found: { readonly value: T } | undefined;
  return (...rest) => {
    found ??= { value: work(...rest) };
    return found.value;
  };
}

/** Targets that are to compute the weights of the network. */
function goalOf({ layers }: TrainedNetwork, targets: readonly LayerTarget[]): Goal {
  const wanted = targets.map(({ target }, index) =>
    wantedOf(layers[index] as NetworkLayer, target.weightPerSiemens),
  );
  return { targets, wanted };
}

async function solveLayers(
  request: GoalRequest,
  plain: readonly LayerTarget[],
  moments: readonly Matrix[],
  report: Report,
): Promise<LayerTarget[]> {
  const { plan, network } = request;
  const window = windowOf(request);
  const wire = wiring(request);
  const wireOne = async (cells: LayerCells) => (await wire([cells]))[0] as WiredLayer;
  const { tolerance } = plan.spec.programming;
  const spread = (tolerance * (window.gMax - window.gMin)) / Math.sqrt(3); // a cell is anywhere within the tolerance
  const solved: LayerTarget[] = [];
  for (const [index, { name, bias, target }] of plain.entries()) {
    const { weightPerSiemens } = target;
    const weights = wantedOf(network.layers[index] as NetworkLayer, 1);
    const wanted = { name, weights, weightPerSiemens, moments: moments[index] as Matrix };
    solved.push({ name, bias, target: await solvePairs(wanted, { window, spread, wire: wireOne }) });
    report(index + 1, plain.length);
  }
  return solved;
}

async function retrainLayers(
  request: GoalRequest,
  { targets, wanted }: Goal,
  moments: readonly Matrix[],
  report: Report,
): Promise<Goal> {
  const { plan, train, random, signal } = request;
  const { gain, retrain } = plan.spec.mapping.compensation;
  const bare = wiring(request);
  const gains = gain ? fitGains(await bare(targets.map(cellsOf)), wanted, moments) : null;
  const wire = async (cells: readonly LayerCells[]) => {
    const wired = await bare(cells);
    return gains === null ? wired : withGains(wired, gains);
  };
  const options = retrain as NonNullable<typeof retrain>;
  const window = windowOf(request);
  const trained = await retrainPairs({
    ...{ targets, window, options, data: train, random, wire, signal, report },
  });
  const amounts = (await wire(trained.map(cellsOf))).map(({ gPos, gNeg }) => differenceOf(gPos, gNeg));
  return { targets: trained, wanted: amounts };
}

function windowOf({ design }: GoalRequest) {
  return fitWindow(design.levels, design.window);
}

/** Wires of cells that were written without error. */
function wiring({ plan, design, hot, signal }: GoalRequest) {
  const { spec, pool } = plan;
  const lines = hot ?? design.lines;
  return (layers: readonly LayerCells[]) =>
    wireNetwork({ layers, size: spec.array.tile, lines, pool, signal });
}
