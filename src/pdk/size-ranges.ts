import type { Process } from "./process.ts";
import type { Bin, BinSet } from "./transistor.ts";

/** Sizes of one finger that are all allowed, in whole grid steps, both ends included. A maximum may be Infinity. */
export interface SizeRange {
  readonly lMin: number;
  readonly lMax: number;
  readonly wMin: number;
  readonly wMax: number;
}

/** The sizes that the rules of the process allow and that every set has a model card for. Ranges may touch or overlap. */
export function legalRanges(
  { devices, grid }: Pick<Process, "devices" | "grid">,
  device: string,
  sets: readonly BinSet[],
): readonly SizeRange[] {
  const limits = devices[device]?.limits ?? [];
  const bounds = (of: "w" | "l") => {
    const mine = limits.filter((limit) => limit.of === of);
    const [min, max] = inside(
      Math.max(grid.step, ...mine.map((limit) => limit.min ?? 0)),
      Math.min(...mine.map((limit) => limit.max ?? Number.POSITIVE_INFINITY)),
      grid.step,
    );
    return { min, max };
  };
  const w = bounds("w");
  const l = bounds("l");
  const drawn = { lMin: l.min, lMax: l.max, wMin: w.min, wMax: w.max };
  return sets.reduce<readonly SizeRange[]>(
    (ranges, set) => {
      const modelled = set.bins(device).map((bin) => rangeOf(bin, grid.step));
      return ranges.flatMap((range) => modelled.flatMap((one) => overlap(range, one)));
    },
    [drawn],
  );
}

/**
 * The sizes that a model card is meant for. A card that reaches no further than one step to either side stands for a measured point:
 * its edges simulate, but nobody should be led to them.
 */
function rangeOf(bin: Bin, step: number): SizeRange {
  const [lMin, lMax] = pointOrInside(bin.lMin, bin.lMax, step);
  const [wMin, wMax] = pointOrInside(bin.wMin, bin.wMax, step);
  return { lMin, lMax, wMin, wMax };
}

function pointOrInside(min: number, max: number, step: number): [number, number] {
  if (max - min > 2.5 * step) return inside(min, max, step);
  const middle = Math.round((min + max) / 2 / step);
  return [middle, middle];
}

function inside(min: number, max: number, step: number): [number, number] {
  return [Math.ceil(min / step - 1e-6), Math.floor(max / step + 1e-6)];
}

function overlap(a: SizeRange, b: SizeRange): SizeRange[] {
  const lMin = Math.max(a.lMin, b.lMin);
  const lMax = Math.min(a.lMax, b.lMax);
  const wMin = Math.max(a.wMin, b.wMin);
  const wMax = Math.min(a.wMax, b.wMax);
  return lMin <= lMax && wMin <= wMax ? [{ lMin, lMax, wMin, wMax }] : [];
}
