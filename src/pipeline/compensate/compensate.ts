import type { Random } from "../../foundation/index.ts";
import type { RunSpec } from "../../spec/index.ts";
import { type ChipPlan, wireChip, writeChip } from "../chip/build.ts";
import type { Design } from "../designs.ts";
import type { ArrayLines } from "../lines.ts";
import type { StageRunner } from "../progress.ts";
import type { WiredLayer } from "../wire.ts";
import { type Arrays, arraysOf } from "./arrays.ts";
import { fitGains, withGains } from "./gains.ts";
import type { Goal, Goals } from "./goals.ts";

/** The arrays after one way of winning back what wires take. */
export interface CompensatedArrays extends Arrays {
  readonly stage: "gain" | "conductances" | "retrained";
}

export interface CompensateRequest {
  readonly plan: ChipPlan;
  readonly goals: Goals;
  readonly design: Design;
  /** The lines at the temperature of the chip; null: those of the design. */
  readonly hot: ArrayLines | null;
  /** The streams of the chip. */
  readonly random: Random;
  /** The plain mapping. */
  readonly plain: Arrays;
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
 * devices and faults, and with `gain` the gains are fitted to what came of them. Only training images are looked at.
 */
export async function compensate(request: CompensateRequest): Promise<CompensatedArrays[]> {
  const { plan, goals, plain, stages } = request;
  const { gain, conductances, retrain } = plan.spec.mapping.compensation;
  const found: CompensatedArrays[] = [];
  if (gain) {
    const arrays = await stages.run("gain", "gains of columns", async () =>
      arraysOf(plain.programmed, gained(request, plain.wired, goals.plain()), plan.drive),
    );
    found.push({ stage: "gain", ...arrays });
  }
  if (conductances) {
    const arrays = await stages.run("conductances", "solve conductances", async (report) =>
      writeGoal(request, await goals.solved(report)),
    );
    found.push({ stage: "conductances", ...arrays });
  }
  if (retrain !== null) {
    const arrays = await stages.run("retrained", "train through the wires", async (report) =>
      writeGoal(request, await goals.retrained(report)),
    );
    found.push({ stage: "retrained", ...arrays });
  }
  return found;
}

/** The chip written again. */
async function writeGoal(request: CompensateRequest, goal: Goal): Promise<Arrays> {
  const { plan, design, hot, random, signal } = request;
  const written = await writeChip(plan, { design, random, targets: goal.targets }, { signal });
  const { wired } = await wireChip(plan, written, { lines: hot ?? design.lines, hot: null, signal });
  const { gain } = plan.spec.mapping.compensation;
  return arraysOf(written.programmed, gain ? gained(request, wired, goal) : wired, plan.drive);
}

/** With gains fitted so that the arrays compute what is wanted, in spite of what was missed. */
function gained({ goals }: CompensateRequest, wired: readonly WiredLayer[], { wanted }: Goal) {
  return withGains(wired, fitGains(wired, wanted, goals.moments()));
}
