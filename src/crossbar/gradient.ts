import { createMatrix, type Matrix } from "../foundation/index.ts";
import { CrossbarError } from "./error.ts";
import { type FactoredTile, factorTile } from "./factor.ts";
import { visitGradient } from "./mesh/sensitivity.ts";
import type { Tile } from "./tile.ts";

/**
 * Gradient of a loss with respect to the conductances of a tile, through its wires: dL/dG from dL/dT, by reverse mode through the solver.
 *
 * dT_kl/dG_ij is the voltage across cell (i, j) with 1 V on word line k, times that with 1 V on bit line l; here the sum over all k and l is
 * formed without either, in the time of about four transfer matrices. A short (infinite conductance) has gradient 0.
 *
 * @param sensitivity dL/dT, (rows, cols), in any unit a siemens
 * @returns dL/dG in the same unit, (rows, cols)
 * @throws CrossbarError CROSSBAR_SHAPE, CROSSBAR_CONDUCTANCE, CROSSBAR_MEMORY
 */
export function transferGradient(tile: Tile | FactoredTile, sensitivity: Matrix): Matrix {
  const { transfer, piece } = "transfer" in tile ? tile : factorTile(tile);
  const { rows, cols } = transfer;
  if (sensitivity.rows !== rows || sensitivity.cols !== cols) {
    const given = `${sensitivity.rows} x ${sensitivity.cols}`;
    throw new CrossbarError("CROSSBAR_SHAPE", `a sensitivity of ${given} for a tile of ${rows} x ${cols}`);
  }
  if (piece === null) return createMatrix(rows, cols, sensitivity.data.slice());
  const gradient = createMatrix(rows, cols);
  visitGradient(piece, sensitivity.data, (i, j, value) => {
    gradient.data[i * cols + j] = value;
  });
  return gradient;
}
