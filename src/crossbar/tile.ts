import type { Matrix } from "../foundation/index.ts";
import { CrossbarError } from "./error.ts";

/**
 * A passive tile of linear cells: `conductance` [S], (rows, cols), finite and >= 0.
 *
 * Word lines (rows) are driven from the left by ideal sources, bit lines (columns) are held at ground at the bottom by ideal sense
 * amplifiers. There is one segment before the first and one after the last cell of a line: a 1 x 1 tile is R + rWord + rBit.
 */
export interface Tile {
  readonly conductance: Matrix;
  /** Resistance of one word line segment [ohm], >= 0. */
  readonly rWord: number;
  /** Resistance of one bit line segment [ohm], >= 0. */
  readonly rBit: number;
}

/** @throws CrossbarError CROSSBAR_SHAPE, CROSSBAR_CONDUCTANCE with the first cell that is wrong */
export function assertTile({ conductance, rWord, rBit }: Tile): void {
  const { rows, cols, data } = conductance;
  if (rows < 1 || cols < 1 || data.length !== rows * cols) {
    throw new CrossbarError("CROSSBAR_SHAPE", `a tile of ${rows} x ${cols} with ${data.length} conductances`);
  }
  for (let k = 0; k < data.length; k++) {
    const g = data[k] as number;
    if (g >= 0 && Number.isFinite(g)) continue;
    throw new CrossbarError("CROSSBAR_CONDUCTANCE", `conductance ${g} S, expected finite and >= 0`, {
      at: [`cell (${Math.floor(k / cols)}, ${k % cols})`],
      hint: "An open cell has conductance 0; an ideal short has no place in a tile.",
    });
  }
  for (const [name, r] of Object.entries({ rWord, rBit })) {
    if (r >= 0 && Number.isFinite(r)) continue;
    throw new CrossbarError("CROSSBAR_CONDUCTANCE", `segment resistance ${r} ohm, expected finite and >= 0`, {
      at: [name],
    });
  }
}

/** Row i of the conductances, a view. */
export function cellsOfRow({ rows, cols, data }: Matrix, i: number): Float64Array {
  if (i < 0 || i >= rows) throw new CrossbarError("CROSSBAR_SHAPE", `row ${i} of a tile with ${rows} rows`);
  return data.subarray(i * cols, (i + 1) * cols);
}
