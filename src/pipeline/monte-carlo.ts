import { type Random, sampleMean } from "../foundation/index.ts";
import type { Evaluation } from "../network/index.ts";
import type { MonteCarlo } from "../report/index.ts";
import { chipRandom } from "./chip/build.ts";
import { type ReadPlan, readStages } from "./chip/read.ts";
import { type StandRequest, standChip } from "./chip/stand.ts";
import { evaluateStages, type StageRequest } from "./evaluate-stages.ts";
import { breathe } from "./progress.ts";
import type { EvaluatedStage } from "./stage.ts";

export interface MonteCarloRequest {
  readonly chips: number;
  /** The chip that was evaluated already, by its number, and its stages. */
  readonly known: { readonly chip: number; readonly stages: readonly EvaluatedStage[] };
  readonly stand: StandRequest;
  readonly reading: ReadPlan;
  readonly evaluation: Pick<StageRequest, "network" | "dataset" | "neuron"> & { readonly ideal: Evaluation };
  readonly random: Random;
  readonly signal?: AbortSignal | undefined;
  readonly report: (done: number, total: number) => void;
}

/**
 * The same trained network in several chips, each with draws of its own; a map of stuck cells they share: mean, spread and 95 % interval of
 * the accuracy after every stage. A chip depends on the seed and its number alone, so any of them can be built again with
 * `montecarlo.chip`.
 */
export async function sampleChips(request: MonteCarloRequest): Promise<MonteCarlo> {
  const { chips, known, stand, reading, evaluation, signal } = request;
  const quiet = {
    run: <T>(_stage: string, _title: string, work: (report: () => void) => Promise<T>) => work(() => {}),
  };
  const evaluated: (readonly EvaluatedStage[])[] = [];
  for (let chip = 0; chip < chips; chip++) {
    await breathe(signal, "chips");
    if (chip === known.chip) {
      evaluated.push(known.stages);
    } else {
      const random = chipRandom(request.random, chip);
      const standing = await standChip(stand, { random, stages: quiet, signal });
      const built = [...standing.built, ...readStages(reading, standing, random)];
      const { stages } = await evaluateStages({ ...evaluation, built, signal, report: () => {} });
      evaluated.push(stages);
    }
    request.report(chip + 1, chips);
  }
  return monteCarloOf(evaluated);
}

/** Statistics of stages by their place; those that saw only some of the images are left out. @param chips the stages of two chips at least */
export function monteCarloOf(chips: readonly (readonly EvaluatedStage[])[]): MonteCarlo {
  const full = chips.map((stages) => stages.filter(({ images }) => images === null));
  const stages = (full[0] as EvaluatedStage[]).map(({ stage }) => {
    const accuracies = full.map((own) => {
      const { correct, images } = (own.find((one) => one.stage === stage) as EvaluatedStage).evaluation;
      return correct / images;
    });
    const { mean, deviation, ci95 } = sampleMean(accuracies);
    const [low, high] = ci95;
    return { stage, mean, deviation, ci95: [Math.max(low, 0), Math.min(high, 1)] as const, accuracies };
  });
  return { chips: chips.length, stages };
}
