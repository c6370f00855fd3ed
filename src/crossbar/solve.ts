import { createMatrix, type Matrix } from "../foundation/index.ts";
import { addSegments } from "./bit-lines.ts";
import { CrossbarError } from "./error.ts";
import { assertTile, cellsOfRow, type Tile } from "./tile.ts";
import { eliminateWordLine, wordLineVoltages } from "./word-line.ts";

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
 * Node voltages of a passive tile with wire resistance; for currents alone, `transferMatrix` is the quicker way.
 *
 * Keeps the bit line admittance of every row for the way back up: rows cols^2 numbers.
 *
 * @param drive word line voltage [V], (batch, rows)
 * @throws CrossbarError CROSSBAR_SHAPE, CROSSBAR_CONDUCTANCE
 */
export function solveTile(tile: Tile, drive: Matrix): TileSolution {
  assertTile(tile);
  const { conductance, rWord, rBit } = tile;
  const { rows, cols } = conductance;
  if (drive.cols !== rows) {
    throw new CrossbarError(
      "CROSSBAR_SHAPE",
      `a drive of ${drive.cols} voltages for a tile with ${rows} word lines`,
    );
  }
  const batch = drive.rows;
  const y = new Float64Array(cols * cols);
  const f = new Float64Array(batch * cols);
  const line = { admittance: new Float64Array(cols * cols), transfer: new Float64Array(cols) };
  const below: { y: Float64Array; f: Float64Array }[] = [];
  for (let i = 0; i < rows; i++) {
    eliminateWordLine(cellsOfRow(conductance, i), rWord, line);
    for (let k = 0; k < y.length; k++) y[k] = (y[k] as number) + (line.admittance[k] as number);
    for (let b = 0; b < batch; b++) {
      const v = drive.data[b * rows + i] as number;
      for (let j = 0; j < cols; j++)
        f[b * cols + j] = (f[b * cols + j] as number) + v * (line.transfer[j] as number);
    }
    addSegments(y, f, batch, cols, rBit);
    below.push({ y: y.slice(), f: f.slice() });
  }
  const solution = {
    current: createMatrix(batch, cols, f),
    wordVoltage: createMatrix(batch, rows * cols),
    bitVoltage: createMatrix(batch, rows * cols),
  };
  for (let b = 0; b < batch; b++) {
    let voltage = new Float64Array(cols);
    for (let i = rows - 1; i >= 0; i--) {
      const { y: yi, f: fi } = below[i] as { y: Float64Array; f: Float64Array };
      const here = new Float64Array(cols);
      for (let j = 0; j < cols; j++) {
        let down = fi[b * cols + j] as number;
        for (let k = 0; k < cols; k++)
          down -= (yi[Math.min(j, k) * cols + Math.max(j, k)] as number) * (voltage[k] as number);
        here[j] = (voltage[j] as number) + rBit * down;
      }
      voltage = here;
      const at = b * rows * cols + i * cols;
      solution.bitVoltage.data.set(here, at);
      const v = drive.data[b * rows + i] as number;
      solution.wordVoltage.data.set(wordLineVoltages(cellsOfRow(conductance, i), rWord, v, here), at);
    }
  }
  return solution;
}
