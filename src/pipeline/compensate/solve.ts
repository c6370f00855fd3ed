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
/** Steps of the fixed point at each scale; the first scale, which starts from nothing, takes one more. */
const sweeps = 2;

/**
 * Conductances inside the window whose transfer matrices come closest to the weights.
 *
 * The scale of a layer, weight per siemens, is free, since its outputs are scaled digitally. A large one keeps cells near gMin, where lines carry
 * little current and every weight can be reached, but then the same error of programming is worth more weight. So the scale is halved for as
 * long as the sum of both errors falls.
 */
export async function solvePairs(layer: WantedLayer, options: SolveOptions): Promise<Pair> {
  const { name, weights, moments } = layer;
  const { window, spread, wire } = options;
  const ones = createMatrix(weights.rows, weights.cols, new Float64Array(weights.data.length).fill(1));
  let attenuation: Sides = { pos: ones, neg: ones };
  let best: { readonly pair: Pair; readonly error: number } | null = null;
  for (let factor = mostScale; factor >= 1; factor /= 2) {
    const weightPerSiemens = factor * layer.weightPerSiemens;
    const wanted = { ...weights, data: weights.data.map((w) => w / weightPerSiemens) };
    let [cells, transfer]: [Sides, Sides] = [attenuation, attenuation];
    for (let sweep = factor === mostScale ? -1 : 0; sweep < sweeps; sweep++) {
      cells = preEmphasize(wanted, attenuation, window);
      const wired = await wire({ name, pos: { conductance: cells.pos }, neg: { conductance: cells.neg } });
      transfer = { pos: wired.gPos, neg: wired.gNeg };
      attenuation = {
        pos: attenuationOf(cells.pos, transfer.pos),
        neg: attenuationOf(cells.neg, transfer.neg),
      };
    }
    const error = pairError({ wanted, transfer, attenuation, spread, moments });
    if (best !== null && error > best.error) break;
    best = { pair: { gPos: cells.pos, gNeg: cells.neg, weightPerSiemens }, error };
  }
  return (best as { readonly pair: Pair }).pair;
}
