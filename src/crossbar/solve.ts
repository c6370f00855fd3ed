import { createMatrix, type Matrix, multiply } from "../foundation/index.ts";
import { CrossbarError } from "./error.ts";
import { type FactoredTile, factorTile } from "./factor.ts";
import { visitVoltages } from "./mesh/voltages.ts";
import type { Tile } from "./tile.ts";

/** Every voltage and output current of a tile, one row of each matrix per drive. */
export interface TileSolution {
  /** Current into ground of each bit line [A], (batch, cols). */
  readonly current: Matrix;
  /** Word line voltage at each cell [V], (batch, rows * cols), row-major. */
  readonly wordVoltage: Matrix;
  /** Bit line voltage at each cell [V], (batch, rows * cols), row-major. */
  readonly bitVoltage: Matrix;
}

/**
 * Node voltages of a tile with wire resistance; for currents alone, `transferMatrix` is the quicker way, and for many calls with one tile
 * `factorTile` does the common part once.
 *
 * @param drive voltage of the word line drivers [V], (batch, rows)
 * @throws CrossbarError CROSSBAR_SHAPE, CROSSBAR_CONDUCTANCE, CROSSBAR_MEMORY
 */
export function solveTile(tile: Tile | FactoredTile, drive: Matrix): TileSolution {
  const { transfer, piece } = "transfer" in tile ? tile : factorTile(tile);
  const { rows, cols } = transfer;
  if (drive.cols !== rows) {
    throw new CrossbarError(
      "CROSSBAR_SHAPE",
      `a drive of ${drive.cols} voltages for a tile with ${rows} word lines`,
    );
  }
  const batch = drive.rows;
  const solution = {
    current: multiply(drive, transfer),
    wordVoltage: createMatrix(batch, rows * cols),
    bitVoltage: createMatrix(batch, rows * cols),
  };
  const word = solution.wordVoltage.data;
  const bit = solution.bitVoltage.data;
  if (piece === null) {
    for (let k = 0; k < word.length; k++) word[k] = drive.data[Math.floor(k / cols)]!;
    return solution;
  }
  visitVoltages(piece, transpose(drive), batch, (i, j, cell) => {
    for (let b = 0, k = i * cols + j; b < batch; b++, k += rows * cols) {
      word[k] = cell.voltage[cell.word + b]!;
      bit[k] = cell.voltage[cell.bit + b]!;
    }
  });
  return solution;
}

function transpose({ rows, cols, data }: Matrix): Float64Array {
  const turned = new Float64Array(rows * cols);
  for (let i = 0; i < rows; i++) for (let j = 0; j < cols; j++) turned[j * rows + i] = data[i * cols + j]!;
  return turned;
}
