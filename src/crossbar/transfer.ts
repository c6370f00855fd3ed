import { createMatrix, type Matrix, multiply } from "../foundation/index.ts";
import { addSegments } from "./bit-lines.ts";
import { assertTile, cellsOfRow, type Tile } from "./tile.ts";
import { eliminateWordLine } from "./word-line.ts";

/**
 * Transfer matrix of a tile with wire resistance: T[i][j] is the current into ground of bit line j per volt on word line i.
 *
 * Exact for linear cells, ideal drive and virtual ground: the currents of any drive v are v T, as if T were the conductances
 * of an ideal crossbar. With rWord = rBit = 0, T is the conductance matrix itself, bit for bit.
 *
 * Time grows as rows cols^3 (tall tiles) or rows cols^3 / 2 + rows^2 cols^2 / 2 multiply-adds, memory as rows cols + cols^2 a block.
 *
 * @returns [S], (rows, cols)
 * @throws CrossbarError CROSSBAR_SHAPE, CROSSBAR_CONDUCTANCE
 */
export function transferMatrix(tile: Tile): Matrix {
  assertTile(tile);
  const { conductance, rWord, rBit } = tile;
  const { rows, cols } = conductance;
  const span = blockRows(rows, cols);
  const y = new Float64Array(cols * cols);
  const line = { admittance: new Float64Array(cols * cols), transfer: new Float64Array(cols) };
  const blocks: { readonly own: Matrix; readonly passage: Matrix }[] = [];
  for (let first = 0; first < rows; first += span) {
    const count = Math.min(span, rows - first);
    const carried = first === 0 ? 0 : cols;
    const f = new Float64Array((carried + count) * cols);
    for (let j = 0; j < carried; j++) f[j * cols + j] = 1;
    for (let i = 0; i < count; i++) {
      eliminateWordLine(cellsOfRow(conductance, first + i), rWord, line);
      for (let k = 0; k < y.length; k++) y[k] = (y[k] as number) + (line.admittance[k] as number);
      f.set(line.transfer, (carried + i) * cols);
      addSegments(y, f, carried + i + 1, cols, rBit);
    }
    blocks.push({
      own: createMatrix(count, cols, f.slice(carried * cols)),
      passage: createMatrix(carried, cols, f.slice(0, carried * cols)),
    });
  }
  return joinBlocks(blocks, rows, cols);
}

/**
 * Rows that are followed one by one. In a tall tile that would be most of the work: there, a block of rows follows only its own
 * currents and, as `passage`, what it does to any current from above.
 */
function blockRows(rows: number, cols: number): number {
  return rows > 3 * cols ? Math.max(4, cols >> 2) : rows;
}

/** Currents of each block at its own lower end, taken through all blocks below it. */
function joinBlocks(
  blocks: readonly { readonly own: Matrix; readonly passage: Matrix }[],
  rows: number,
  cols: number,
): Matrix {
  const transfer = createMatrix(rows, cols);
  let below: Matrix | undefined;
  let end = rows;
  for (const { own, passage } of [...blocks].reverse()) {
    end -= own.rows;
    transfer.data.set((below === undefined ? own : multiply(own, below)).data, end * cols);
    if (passage.rows > 0) below = below === undefined ? passage : multiply(passage, below);
  }
  return transfer;
}
