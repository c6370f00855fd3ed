import { createMatrix, type Matrix } from "../foundation/index.ts";
import { dissect } from "./mesh/dissect.ts";
import { networkOf } from "./mesh/network.ts";
import { assertTile, isIdeal, type Tile } from "./tile.ts";

/**
 * Transfer matrix of a tile with wire resistance: T[i][j] is the current into ground of bit line j per volt on word line i.
 *
 * Exact for linear cells and virtual ground: the currents of any drive v are v T, as if T were the conductances of an ideal crossbar. Every
 * element has full relative accuracy (about 1e-14), whatever the ratio of cells to wires. With no resistance in lines, drivers and sense
 * amplifiers, T is the conductance matrix itself, bit for bit.
 *
 * T is what is left of the network when all nodes but the ends of the lines are removed: the conductance between driver i and ground j.
 * Time grows as (rows + cols)^3, memory as (rows + cols)^2; with n x n cells about 16 n^3 multiply-adds.
 *
 * @returns [S], (rows, cols)
 * @throws CrossbarError CROSSBAR_SHAPE, CROSSBAR_CONDUCTANCE, CROSSBAR_MEMORY
 */
export function transferMatrix(tile: Tile): Matrix {
  assertTile(tile);
  const { rows, cols, data } = tile.conductance;
  return createMatrix(rows, cols, isIdeal(tile) ? data.slice() : dissect(networkOf(tile)));
}
