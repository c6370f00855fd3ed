import { attenuationOf, type Pair, pairError, preEmphasize, type Sides } from "../../crossbar/index.ts";
import { createMatrix, type Matrix } from "../../foundation/index.ts";
import type { LayerCells, WiredLayer } from "../wire.ts";

/** A layer as it was trained, and what one siemens of difference is worth in the plain mapping [1/S]. */
export interface WantedLayer {
  readonly name: string;
  /** (rows, cols) */
  readonly weights: Matrix;
  readonly weightPerSiemens: number;
  /** Of its inputs, (rows, rows). */
  readonly moments: Matrix;
}

export interface SolveOptions {
  readonly window: { readonly gMin: number; readonly gMax: number };
  /** Standard deviation of a written cell about its target [S]. */
  readonly spread: number;
  readonly wire: (cells: LayerCells) => Promise<WiredLayer>;
}

/** The search begins where a siemens is worth this many times as much as in the plain mapping: lines of cells near gMin. */
const mostScale = 256;

/**
 * Conductances inside the window whose transfer matrices come closest to the weights.
 *
 * The scale of a layer, weight per siemens, is free, since its outputs are scaled digitally. A large one keeps cells near gMin, where lines carry
 * little current and every weight can be reached, but then the same error of programming is worth more weight. So the scale is halved for as
 * long as the sum of both errors falls. Two steps of the fixed point at each are enough, since each begins where the last one ended; the first,
 * which begins with nothing, takes three.
 */
export async function solvePairs(layer: WantedLayer, options: SolveOptions): Promise<Pair> {
  const { weights, moments } = layer;
  const { spread } = options;
  const ones = createMatrix(weights.rows, weights.cols, new Float64Array(weights.data.length).fill(1));
  let attenuation: Sides = { pos: ones, neg: ones };
  let best: { readonly pair: Pair; readonly error: number } | null = null;
  for (let factor = mostScale; factor >= 1; factor /= 2) {
    const weightPerSiemens = factor * layer.weightPerSiemens;
    const wanted = { ...weights, data: weights.data.map((w) => w / weightPerSiemens) };
    if (best === null) ({ attenuation } = await sweep(layer.name, wanted, attenuation, options));
    ({ attenuation } = await sweep(layer.name, wanted, attenuation, options));
    const found = await sweep(layer.name, wanted, attenuation, options);
    const error = pairError({ ...found, wanted, spread, moments });
    if (best !== null && error > best.error) break;
    best = { pair: { gPos: found.cells.pos, gNeg: found.cells.neg, weightPerSiemens }, error };
    attenuation = found.attenuation;
  }
  return (best as { readonly pair: Pair }).pair;
}

/** One step of the fixed point: cells for what the lines left before, and what they leave of those. */
async function sweep(
  name: string,
  wanted: Matrix,
  attenuation: Sides,
  { window, wire }: SolveOptions,
): Promise<{ readonly cells: Sides; readonly transfer: Sides; readonly attenuation: Sides }> {
  const cells = preEmphasize(wanted, attenuation, window);
  const { gPos, gNeg } = await wire({
    name,
    pos: { conductance: cells.pos },
    neg: { conductance: cells.neg },
  });
  return {
    cells,
    transfer: { pos: gPos, neg: gNeg },
    attenuation: { pos: attenuationOf(cells.pos, gPos), neg: attenuationOf(cells.neg, gNeg) },
  };
}
