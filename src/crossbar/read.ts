import { createMatrix, type Matrix, sliceMatrix } from "../foundation/index.ts";
import { CrossbarError } from "./error.ts";
import { type FactoredTile, factorTile } from "./factor.ts";
import { solveTile } from "./solve.ts";
import { completeLines, type Lines, type Tile } from "./tile.ts";

/** What a tile takes while it is read, one value per drive, (batch). */
export interface TileRead {
  /** Given by all drivers together, and turned into heat by lines and cells [W]. */
  readonly power: Float64Array;
  /** Largest magnitude of the current in any segment of any word line, and of any bit line [A]. */
  readonly peakWordCurrent: Float64Array;
  readonly peakBitCurrent: Float64Array;
}

/**
 * Power and line currents of a tile at given drives, from the solved currents of all cells.
 *
 * Line currents are sums of cell currents, not differences of node voltages, so that they hold for any segment resistance. Where a line of 0 ohm
 * has two ends of 0 ohm, its current is split as it is in the limit of equal segments.
 *
 * @param drive voltage of the word line drivers [V], (batch, rows)
 * @throws CrossbarError CROSSBAR_CONDUCTANCE for a shorted cell, CROSSBAR_SHAPE, CROSSBAR_MEMORY
 */
export function readTile(tile: Tile | FactoredTile, drive: Matrix): TileRead {
  const { conductance, ...lines } = "transfer" in tile ? tile.tile : tile;
  const { rows, cols, data } = conductance;
  const short = data.indexOf(Number.POSITIVE_INFINITY);
  if (short >= 0) {
    throw new CrossbarError(
      "CROSSBAR_CONDUCTANCE",
      "the current of a short does not follow from its voltage",
      {
        at: [`cell (${Math.floor(short / cols)}, ${short % cols})`],
        hint: "Give the cell the resistance of its contacts.",
      },
    );
  }
  const factored = "transfer" in tile ? tile : factorTile(tile);
  const read = {
    power: new Float64Array(drive.rows),
    peakWordCurrent: new Float64Array(drive.rows),
    peakBitCurrent: new Float64Array(drive.rows),
  };
  const atOnce = Math.max(1, Math.floor(numbersAtOnce / (rows * cols)));
  for (let from = 0; from < drive.rows; from += atOnce) {
    const some = sliceMatrix(drive, from, 0, [atOnce, rows]);
    const { wordVoltage, bitVoltage } = solveTile(factored, some);
    for (let b = 0; b < some.rows; b++) {
      const at = b * rows * cols;
      const current = data.map((g, k) => g * (wordVoltage.data[at + k]! - bitVoltage.data[at + k]!));
      const voltage = some.data.subarray(b * rows, (b + 1) * rows);
      const own = readCells(createMatrix(rows, cols, current), voltage, completeLines(lines));
      read.power[from + b] = own.power;
      read.peakWordCurrent[from + b] = own.peakWord;
      read.peakBitCurrent[from + b] = own.peakBit;
    }
  }
  return read;
}

/** Voltages that are held at one time: 32 MB of each kind. */
const numbersAtOnce = 2 ** 22;

/** The same of one drive, from the current of each cell [A], (rows, cols). */
function readCells({ rows, cols, data }: Matrix, voltage: Float64Array, lines: Required<Lines>) {
  const { rWord, rBit, rDriver, rSense, wordDrive, bitSense } = lines;
  const word = { segment: rWord, end: rWord + rDriver, bothEnds: wordDrive === "both" };
  const bit = { segment: rBit, end: rBit + rSense, bothEnds: bitSense === "both" };
  const read = { power: 0, peakWord: 0, peakBit: 0 };
  const [along, down] = [new Float64Array(cols), new Float64Array(rows)];
  for (let i = 0; i < rows; i++) {
    let total = 0;
    for (let j = 0; j < cols; j++) {
      const own = data[i * cols + j]!;
      along[cols - 1 - j] = own; // from the end that may have no driver
      total += own;
    }
    read.power += total * voltage[i]!;
    read.peakWord = Math.max(read.peakWord, peakOf(along, word));
  }
  for (let j = 0; j < cols; j++) {
    for (let i = 0; i < rows; i++) down[i] = data[i * cols + j]!;
    read.peakBit = Math.max(read.peakBit, peakOf(down, bit));
  }
  return read;
}

interface Line {
  /** Resistance between two cells, and from an end cell to the terminal there [ohm]. */
  readonly segment: number;
  readonly end: number;
  readonly bothEnds: boolean;
}

/** Largest |current| in the segments of a line whose cells take `taken` [A], in order towards the terminal that it always has. */
function peakOf(taken: Float64Array, { segment, end, bothEnds }: Line): number {
  const back = bothEnds ? backCurrent(taken, segment, end) : 0;
  let sum = 0;
  let peak = Math.abs(back);
  for (const i of taken) {
    sum += i;
    peak = Math.max(peak, Math.abs(sum - back));
  }
  return peak;
}

/** Current of the first terminal where the last has the same voltage: around that loop the voltages of the segments add up to 0. */
function backCurrent(taken: Float64Array, segment: number, end: number): number {
  const [r, rEnd] = end > 0 ? [segment, end] : [1, 1];
  let sum = 0;
  let loop = 0;
  for (const [k, i] of taken.entries()) {
    sum += i;
    loop += sum * (k === taken.length - 1 ? rEnd : r);
  }
  return loop / (2 * rEnd + (taken.length - 1) * r);
}
