import { createMatrix, type Matrix } from "../../foundation/index.ts";

/** Two matrices of a differential pair, (rows, cols). */
export interface Sides {
  readonly pos: Matrix;
  readonly neg: Matrix;
}

/**
 * The pairs that make the wanted difference if their lines left of every cell what they leave now: gPos a+ - gNeg a- = wanted, one of
 * the two at gMin, which loads the lines least, and none outside the window. One step of a fixed point: new cells change what
 * the lines leave.
 *
 * @param wanted difference of transfer matrices [S], (rows, cols)
 * @param attenuation of the cells as they are, 0..1, from `attenuationOf`; 1 gives the plain mapping
 * @returns conductances [S] within [gMin, gMax]
 */
export function preEmphasize(
  wanted: Matrix,
  attenuation: Sides,
  { gMin, gMax }: { readonly gMin: number; readonly gMax: number },
): Sides {
  const { rows, cols, data } = wanted;
  const pos = createMatrix(rows, cols, new Float64Array(rows * cols).fill(gMin));
  const neg = createMatrix(rows, cols, new Float64Array(rows * cols).fill(gMin));
  for (const [k, want] of data.entries()) {
    const [a, b] = [attenuation.pos.data[k]!, attenuation.neg.data[k]!];
    const missing = want - (a - b) * gMin;
    if (missing === 0) continue; // also where a line is so long that nothing is left of its cells
    const [side, part] = missing > 0 ? [pos, a] : [neg, b];
    side.data[k] = Math.min(gMax, gMin + Math.abs(missing) / part);
  }
  return { pos, neg };
}
