import { createMatrix, type Matrix } from "../foundation/index.ts";
import { addSegments } from "./bit-lines.ts";
import { assertTile, cellsOfRow, type Tile } from "./tile.ts";
import { eliminateWordLine } from "./word-line.ts";

/**
 * Transfer matrix of a tile with wire resistance: T[i][j] is the current into ground of bit line j per volt on word line i.
 *
 * Exact for linear cells, ideal drive and virtual ground: the currents of any drive v are v T, as if T were the conductances
 * of an ideal crossbar. With rWord = rBit = 0, T is the conductance matrix itself, bit for bit.
 *
 * Time grows as rows cols^3 / 2 + rows^2 cols^2 / 2 multiply-adds, memory as cols^2 + rows cols.
 *
 * @returns [S], (rows, cols)
 * @throws CrossbarError CROSSBAR_SHAPE, CROSSBAR_CONDUCTANCE
 */
export function transferMatrix(tile: Tile): Matrix {
  assertTile(tile);
  const { conductance, rWord, rBit } = tile;
  const { rows, cols } = conductance;
  const transfer = createMatrix(rows, cols);
  const y = new Float64Array(cols * cols);
  const line = { admittance: new Float64Array(cols * cols), transfer: new Float64Array(cols) };
  for (let i = 0; i < rows; i++) {
    eliminateWordLine(cellsOfRow(conductance, i), rWord, line);
    for (let k = 0; k < y.length; k++) y[k] = (y[k] as number) + (line.admittance[k] as number);
    transfer.data.set(line.transfer, i * cols);
    addSegments(y, transfer.data, i + 1, cols, rBit);
  }
  return transfer;
}
