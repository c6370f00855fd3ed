import type { Matrix } from "../foundation/index.ts";
import { CrossbarError } from "./error.ts";
import type { FactoredTile } from "./factor.ts";
import { solveTile } from "./solve.ts";
import { completeLines, type Tile } from "./tile.ts";

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
  const { wordVoltage, bitVoltage } = solveTile(tile, drive);
  const { rWord, rBit, rDriver, rSense, wordDrive, bitSense } = completeLines(lines);
  const word = { segment: rWord, end: rWord + rDriver, bothEnds: wordDrive === "both" };
  const bit = { segment: rBit, end: rBit + rSense, bothEnds: bitSense === "both" };
  const batch = drive.rows;
  const read = {
    power: new Float64Array(batch),
    peakWordCurrent: new Float64Array(batch),
    peakBitCurrent: new Float64Array(batch),
  };
  const current = new Float64Array(rows * cols);
  const [along, down] = [new Float64Array(cols), new Float64Array(rows)];
  for (let b = 0; b < batch; b++) {
    const at = b * rows * cols;
    for (let k = 0; k < current.length; k++)
      current[k] = data[k]! * (wordVoltage.data[at + k]! - bitVoltage.data[at + k]!);
    for (let i = 0; i < rows; i++) {
      let total = 0;
      for (let j = 0; j < cols; j++) {
        const own = current[i * cols + j]!;
        along[cols - 1 - j] = own; // from the end without a driver
        total += own;
      }
      read.power[b]! += total * drive.data[b * rows + i]!;
      read.peakWordCurrent[b] = Math.max(read.peakWordCurrent[b]!, peakOf(along, word));
    }
    for (let j = 0; j < cols; j++) {
      for (let i = 0; i < rows; i++) down[i] = current[i * cols + j]!;
      read.peakBitCurrent[b] = Math.max(read.peakBitCurrent[b]!, peakOf(down, bit));
    }
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
