import type { Evaluation } from "../network/index.ts";
import type { WaterfallStage } from "../report/index.ts";

export type StageName = WaterfallStage["stage"];

/** A stage of the waterfall before it ran. */
export interface PlannedStage {
  readonly stage: StageName;
  /** Runs `images` of the test set through it, in their order. */
  readonly evaluate: () => Promise<Evaluation>;
  /** Indices of the test images that it is given, (images); left out for all. */
  readonly images?: Uint32Array;
  /** The stage that it is compared with, image by image; left out for the last before it that saw all images. */
  readonly against?: StageName;
}

/** The same afterwards. `images` null: all; `against` null: nothing was there to compare with. */
export interface EvaluatedStage {
  readonly stage: StageName;
  readonly evaluation: Evaluation;
  readonly images: Uint32Array | null;
  readonly against: StageName | null;
}

/** Runs stages one after the other, in their order. */
export async function runPlan(
  plan: readonly PlannedStage[],
  report: (done: number, total: number) => void,
): Promise<EvaluatedStage[]> {
  const done: EvaluatedStage[] = [];
  for (const { stage, evaluate, images = null, against } of plan) {
    const before = against ?? done.findLast((one) => one.images === null)?.stage ?? null;
    done.push({ stage, evaluation: await evaluate(), images, against: before });
    report(done.length, plan.length);
  }
  return done;
}

/** The stage of that name. @throws RangeError where there is none: the caller asked for what was not planned */
export function stageOf(stages: readonly EvaluatedStage[], name: StageName): EvaluatedStage {
  const found = stages.find(({ stage }) => stage === name);
  if (found === undefined) throw new RangeError(`there is no stage ${name}`);
  return found;
}

/** The stages with one more, after the one that it is compared with. @throws RangeError where there is none */
export function withStage(
  stages: readonly EvaluatedStage[],
  added: (EvaluatedStage & { readonly against: StageName }) | null,
): readonly EvaluatedStage[] {
  if (added === null) return stages;
  const at = stages.indexOf(stageOf(stages, added.against)) + 1;
  return [...stages.slice(0, at), added, ...stages.slice(at)];
}

/** The last stage that saw all test images: the network as built. */
export function asBuilt(stages: readonly EvaluatedStage[]): EvaluatedStage {
  return stages.findLast(({ images }) => images === null) as EvaluatedStage;
}
