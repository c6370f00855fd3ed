import { createMatrix, formatQuantity, type Matrix } from "../foundation/index.ts";
import { CrossbarError } from "./error.ts";

/** Conductances that weights are mapped to [S], and the programmable levels between them, sorted, ends included. */
export interface Window {
  readonly gMin: number;
  readonly gMax: number;
  readonly levels: Float64Array;
}

/**
 * The window that a device really offers: the asked-for ends moved to their nearest programmable levels.
 *
 * @param levels programmable conductances [S], sorted, distinct
 * @throws CrossbarError CROSSBAR_WINDOW if an end lies beyond the levels by more than 1 % or fewer than two levels remain
 */
export function fitWindow(
  levels: Float64Array,
  asked: { readonly gMin: number; readonly gMax: number },
): Window {
  assertWindowInside(asked, [levels[0] ?? NaN, levels[levels.length - 1] ?? NaN]);
  const first = nearestIndex(levels, asked.gMin);
  const last = nearestIndex(levels, asked.gMax);
  if (last - first < 1) {
    throw new CrossbarError("CROSSBAR_WINDOW", "the window holds fewer than two programmable levels", {
      at: ["mapping", "window"],
      hint: "Widen the window, or shorten characterization.pulses.width for finer levels.",
    });
  }
  const inside = levels.slice(first, last + 1);
  return { gMin: inside[0] as number, gMax: inside[inside.length - 1] as number, levels: inside };
}

/**
 * @param range least and greatest conductance that there is [S]; an end may lie outside by 1 %, it is moved inside later
 * @throws CrossbarError CROSSBAR_WINDOW
 */
export function assertWindowInside(
  asked: { readonly gMin: number; readonly gMax: number },
  [least, most]: readonly [number, number],
): void {
  if (asked.gMin > least * 0.99 && asked.gMax < most * 1.01) return;
  const [low, high, from, to] = [asked.gMin, asked.gMax, least, most].map((g) => formatQuantity(g, "S"));
  throw new CrossbarError(
    "CROSSBAR_WINDOW",
    `the window ${low} .. ${high} is not inside the programmable range ${from} .. ${to}`,
    {
      at: ["mapping", "window"],
      hint: "Choose a window inside that range, or raise characterization.pulses.count or width.",
    },
  );
}

/** Two conductances a weight, and what one siemens of difference is worth. */
export interface Pair {
  /** [S], (rows, cols), within [gMin, gMax]. */
  readonly gPos: Matrix;
  readonly gNeg: Matrix;
  /** Weight per siemens of gPos - gNeg: w_max / (gMax - gMin). */
  readonly weightPerSiemens: number;
}

/**
 * Differential pairs: a weight w >= 0 is gPos = gMin + w / weightPerSiemens with gNeg = gMin, a negative one is mirrored.
 * The largest |w| of the layer gets gMax, so nothing is clipped. Decoding (gPos - gNeg) weightPerSiemens is exact.
 *
 * @param weights (rows, cols), row-major
 */
export function mapWeights(
  weights: { readonly rows: number; readonly cols: number; readonly weights: Float32Array },
  { gMin, gMax }: { readonly gMin: number; readonly gMax: number },
): Pair {
  const { rows, cols } = weights;
  const largest = weights.weights.reduce((max, w) => Math.max(max, Math.abs(w)), 0);
  const weightPerSiemens = (largest === 0 ? 1 : largest) / (gMax - gMin);
  const gPos = createMatrix(rows, cols);
  const gNeg = createMatrix(rows, cols);
  for (let k = 0; k < gPos.data.length; k++) {
    const w = weights.weights[k] as number;
    gPos.data[k] = Math.min(gMax, gMin + Math.max(w, 0) / weightPerSiemens);
    gNeg.data[k] = Math.min(gMax, gMin + Math.max(-w, 0) / weightPerSiemens);
  }
  return { gPos, gNeg, weightPerSiemens };
}

/** The same pairs with each conductance moved to the nearest programmable level. */
export function quantize(pair: Pair, { levels }: Window): Pair {
  const round = ({ rows, cols, data }: Matrix) =>
    createMatrix(
      rows,
      cols,
      data.map((g) => levels[nearestIndex(levels, g)] as number),
    );
  return { ...pair, gPos: round(pair.gPos), gNeg: round(pair.gNeg) };
}

function nearestIndex(sorted: Float64Array, value: number): number {
  let low = 0;
  let high = sorted.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((sorted[middle] as number) <= value) low = middle;
    else high = middle;
  }
  return value - (sorted[low] as number) <= (sorted[high] as number) - value ? low : high;
}
