import { completeLines, type Lines } from "../tile.ts";

/**
 * The lines of a tile as resistances: how far the voltage of every cell's end of a line is from the terminal of that line [V], for the currents of
 * all cells [A]; both (rows * cols). Linear, symmetric, >= 0; 0 for lines of 0 ohm. Sums along a line and back: no equations to solve.
 */
export interface LineDrops {
  /** Driver voltage minus word line voltage at the cells. */
  word(current: Float64Array, drop: Float64Array): void;
  /** Bit line voltage at the cells, the sense amplifiers at ground. */
  bit(current: Float64Array, drop: Float64Array): void;
}

export function lineDropsOf(lines: Lines, rows: number, cols: number): LineDrops {
  const { rWord, rBit, rDriver, rSense, wordDrive, bitSense } = completeLines(lines);
  const [wordEnd, bitEnd] = [rWord + rDriver, rBit + rSense];
  const wordBack = wordDrive === "both" ? secondEnd(rWord, wordEnd, cols) : null;
  const bitBack = bitSense === "both" ? secondEnd(rBit, bitEnd, rows) : null;
  const sums = new Float64Array(cols);
  return {
    word(current, drop) {
      for (let i = 0; i < rows; i++) {
        const from = i * cols;
        let beyond = 0;
        for (let k = from + cols - 1; k >= from; k--) {
          beyond += current[k]!;
          drop[k] = beyond;
        }
        let v = (wordEnd - rWord) * beyond;
        for (let k = from; k < from + cols; k++) {
          v += rWord * drop[k]!;
          drop[k] = v;
        }
        if (wordBack === null) continue;
        for (let j = 0; j < cols; j++) drop[from + j]! -= wordBack[j]! * v;
      }
    },
    bit(current, drop) {
      sums.fill(0);
      for (let i = 0, k = 0; i < rows; i++) {
        for (let j = 0; j < cols; j++, k++) {
          sums[j]! += current[k]!;
          drop[k] = sums[j]!;
        }
      }
      for (let j = 0; j < cols; j++) sums[j]! *= bitEnd - rBit;
      for (let i = rows - 1; i >= 0; i--) {
        for (let j = 0, k = i * cols; j < cols; j++, k++) {
          sums[j]! += rBit * drop[k]!;
          drop[k] = sums[j]!;
        }
      }
      if (bitBack === null) return;
      // The drop at the first row, which is the last from the terminal, is what the second terminal takes back.
      for (let i = rows - 1; i >= 0; i--) {
        for (let j = 0, k = i * cols; j < cols; j++, k++) drop[k]! -= bitBack[rows - 1 - i]! * drop[j]!;
      }
    },
  };
}

/**
 * Share of the drop at the last cell that a terminal there takes back at every cell, (cells), counted from the other terminal; null for a line
 * without resistance.
 */
function secondEnd(segment: number, end: number, cells: number): Float64Array | null {
  if (end === 0) return null;
  const loop = 2 * end + (cells - 1) * segment;
  return Float64Array.from({ length: cells }, (_, j) => (end + j * segment) / loop);
}
