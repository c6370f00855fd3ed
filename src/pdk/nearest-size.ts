import type { Process } from "./process.ts";
import { legalRanges, type SizeRange } from "./size-ranges.ts";
import type { BinSet, Size } from "./transistor.ts";

/** What another device in parallel costs, in the same measure as the change of W and L. */
const devicePenalty = 0.05;

/**
 * Finds the size that is nearest to a wanted one and legal by the rules of the process, on its grid, and modelled in all sets.
 *
 * Distance is |ln(W'/W)| + |ln(L'/L)| + 0.05 ln(m'), where W and W' = m' w' are total widths [m] (of all devices and fingers). The last
 * term is a choice: a narrow device is not a slice of a wide one (its edges count), so ten devices in place of one must pay as
 * a change of W by a tenth does. Of equal distances the fewer devices win, then the smaller W, then L.
 *
 * @returns null if the device has no legal size at all in these sets
 */
export function sizeFinder(
  process: Pick<Process, "devices" | "grid">,
  sets: readonly BinSet[],
): (device: string, wanted: Size) => Size | null {
  const { step } = process.grid;
  const ranges = new Map<string, readonly SizeRange[]>();
  return (device, wanted) => {
    const known = ranges.get(device) ?? legalRanges(process, device, sets);
    ranges.set(device, known);
    const best = nearestIn(known, (wanted.w * wanted.m) / step, wanted.l / step);
    if (best === null) return null;
    return { w: fromSteps(best.w, step), l: fromSteps(best.l, step), m: best.m };
  };
}

interface Candidate extends Size {
  readonly distance: number;
}

/** All lengths in grid steps; `w` and `l` need not be whole. */
function nearestIn(ranges: readonly SizeRange[], w: number, l: number): Candidate | null {
  let best: Candidate | null = null;
  for (const range of ranges) {
    for (const length of around(l, range.lMin, range.lMax)) {
      const change = Math.abs(Math.log(length / l));
      const most = Math.ceil(w / range.wMin);
      for (let m = Math.max(1, Math.floor(w / range.wMax)); m <= most; m++) {
        const least = change + devicePenalty * Math.log(m);
        if (best !== null && least > best.distance + 1e-12) break;
        for (const width of around(w / m, range.wMin, range.wMax)) {
          const distance = least + Math.abs(Math.log((m * width) / w));
          const candidate = { w: width, l: length, m, distance };
          if (best === null || precedes(candidate, best)) best = candidate;
        }
      }
    }
  }
  return best;
}

/** The whole numbers next to a value, within limits. */
function around(value: number, min: number, max: number): number[] {
  const low = Math.min(Math.max(Math.floor(value), min), max);
  const high = Math.min(Math.max(Math.ceil(value), min), max);
  return low === high ? [low] : [low, high];
}

function precedes(a: Candidate, b: Candidate): boolean {
  if (Math.abs(a.distance - b.distance) > 1e-12) return a.distance < b.distance;
  return (a.m - b.m || a.w - b.w || a.l - b.l) < 0;
}

/** 84 steps of 5 nm are 4.2e-7 m, not 4.2000000000000004e-7. */
function fromSteps(steps: number, step: number): number {
  return Number((steps * step).toPrecision(12));
}
