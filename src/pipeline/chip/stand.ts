import type { Random } from "../../foundation/index.ts";
import type { PhysicalLayer } from "../../network/index.ts";
import { type CompensatedArrays, compensate } from "../compensate/compensate.ts";
import type { Goals } from "../compensate/goals.ts";
import type { Design } from "../designs.ts";
import type { ArrayLines } from "../lines.ts";
import type { ProgrammedNetwork } from "../program.ts";
import type { StageRunner } from "../progress.ts";
import type { WiredLayer } from "../wire.ts";
import { type BuiltStage, type ChipPlan, type WrittenChip, wireChip, writeChip } from "./build.ts";

export interface StandRequest {
  readonly plan: ChipPlan;
  readonly design: Design;
  /** The lines at the temperature of the chip; null: those of the design. */
  readonly hot: ArrayLines | null;
  /** Of all chips of the run. */
  readonly goals: Goals;
}

/** A chip that is ready to be read. */
export interface StandingChip {
  /** Its cells with the plain mapping of the weights. */
  readonly written: WrittenChip;
  /** Its cells as they are in the end: where wires are compensated, they were written again. */
  readonly programmed: ProgrammedNetwork;
  readonly wired: readonly WiredLayer[];
  /** The layers through their wires, as the solver sees them. */
  readonly layers: readonly PhysicalLayer[];
  /** What was done against the wires, in order. */
  readonly compensated: readonly CompensatedArrays[];
  /** What became of the weights on the way, stage by stage; the last is `layers`. */
  readonly built: readonly BuiltStage[];
}

export interface StandControl {
  /** The streams of the chip. */
  readonly random: Random;
  readonly stages: Pick<StageRunner, "run">;
  readonly signal?: AbortSignal | undefined;
}

/** One chip from trained weights to wired arrays: cells written, wires solved, and compensated where the spec asks for it. */
export async function standChip(request: StandRequest, control: StandControl): Promise<StandingChip> {
  const { plan, design, hot } = request;
  const { random, stages, signal } = control;
  const written = await stages.run("program", "map weights, write cells", (report) =>
    writeChip(plan, { design, random }, { signal, report }),
  );
  const chip = await stages.run("wire", "solve wire resistance", (report) =>
    wireChip(plan, written, { lines: design.lines, hot, signal, report }),
  );
  const plain = { programmed: written.programmed, wired: chip.wired, layers: chip.layers };
  const compensated = await compensate({ ...request, ...control, plain });
  const { programmed, wired, layers } = compensated.at(-1) ?? plain;
  const built = [...written.built, ...chip.built, ...compensated];
  return { written, programmed, wired, layers, compensated, built };
}
