import type { PulseResponse } from "../crossbar/index.ts";
import type { Random } from "../foundation/index.ts";
import type { Dataset } from "../network/index.ts";
import { type Process, segmentResistance, thinnestWire } from "../pdk/index.ts";
import type { RunSpec } from "../spec/index.ts";
import type { Characterization } from "./characterize.ts";
import { type BuiltStage, type ChipPlan, type WrittenChip, wireChip, writeChip } from "./chip/build.ts";
import { score } from "./evaluate.ts";
import type { ArrayLines } from "./lines.ts";
import type { ProgrammedNetwork } from "./program.ts";

/** The choices that decide how much of an ideal crossbar is left: conductance window and wires. */
export interface Design {
  readonly name: string;
  readonly window: { readonly gMin: number; readonly gMax: number };
  readonly lines: ArrayLines;
  readonly response: PulseResponse;
  readonly levels: Float64Array;
}

/** The design of the spec, and with `array.compare` what the thinnest metal and the full range of the device would be. */
export function designsOf(
  spec: RunSpec,
  { process, lines }: { readonly process: Process; readonly lines: ArrayLines },
  device: Characterization,
): readonly [Design, ...Design[]] {
  const { response, levels, full } = device;
  const chosen = {
    name: "as chosen",
    window: spec.mapping.window,
    lines,
    response,
    levels,
  };
  if (full === null) return [chosen];
  const [least, most] = [full.levels[0] as number, full.levels[full.levels.length - 1] as number];
  const range = { window: { gMin: least, gMax: most }, response: full.response, levels: full.levels };
  const whole = { ...chosen, ...range, name: "full window" };
  if (!("pitch" in spec.array.wire)) return [chosen, whole]; // a given resistance has no metal to compare
  const thin = thinnestWire(process, spec.array.wire.pitch);
  const thinnest = { lines: { ...lines, ...segmentResistance(process, thin) } };
  return [
    chosen,
    { ...chosen, ...thinnest, name: `thinnest metal (${thin.word.metal})` },
    whole,
    { ...whole, ...thinnest, name: "full window in the thinnest metal" },
  ];
}

export interface CompareRequest {
  readonly designs: readonly Design[];
  /** The first design, programmed already: designs with the same levels share their cells. */
  readonly chosen: { readonly design: Design; readonly written: WrittenChip };
  readonly plan: ChipPlan;
  readonly test: Dataset["test"];
  /** Of the chip. */
  readonly random: Random;
  readonly signal?: AbortSignal | undefined;
  readonly report: (done: number, total: number) => void;
}

/** Accuracy of a design before and after its wires, and the cells that write-verify did not bring into tolerance. */
export interface ScoredDesign {
  readonly design: Design;
  readonly programmed: number;
  readonly wire: number;
  readonly cells: number;
  readonly unreachable: number;
}

/** Cells of a network and those outside the tolerance. */
export function countCells({ layers }: ProgrammedNetwork): {
  readonly cells: number;
  readonly unreachable: number;
} {
  const all = layers.flatMap(({ pos, neg }) => [pos, neg]);
  return {
    cells: all.reduce((sum, { conductance }) => sum + conductance.data.length, 0),
    unreachable: all.reduce((sum, { unreachable }) => sum + unreachable, 0),
  };
}

/** Builds and scores other designs with the same weights and seed. */
export async function compareDesigns(request: CompareRequest): Promise<ScoredDesign[]> {
  const { designs, chosen, plan, test, random, signal } = request;
  const cells = new Map([[chosen.design.levels, chosen.written]]);
  const scored: ScoredDesign[] = [];
  for (const [index, design] of designs.entries()) {
    const written = cells.get(design.levels) ?? (await writeChip(plan, { design, random }, { signal }));
    cells.set(design.levels, written);
    const wired = await wireChip(plan, written, {
      lines: design.lines,
      hot: null,
      signal,
      report: (done, total) => request.report(index + done / total, designs.length),
    });
    const before = await score((written.built.at(-1) as BuiltStage).layers, test, signal);
    const after = await score(wired.layers, test, signal);
    const { programmed } = written;
    scored.push({ design, programmed: before.accuracy, wire: after.accuracy, ...countCells(programmed) });
  }
  return scored;
}
