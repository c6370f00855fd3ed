import type { Matrix } from "../foundation/index.ts";
import { CrossbarError } from "./error.ts";

/** The two kinds of line of a tile and what stands at their ends. */
export interface Lines {
  /** Resistance of one word line segment [ohm], >= 0. */
  readonly rWord: number;
  /** Resistance of one bit line segment [ohm], >= 0. */
  readonly rBit: number;
  /** Source resistance of a word line driver [ohm], >= 0; 0 where left out. */
  readonly rDriver?: number;
  /** Input resistance of a sense amplifier [ohm], >= 0; 0 where left out. */
  readonly rSense?: number;
  /** Ends of the word lines that are driven, with a driver at each; left where left out. */
  readonly wordDrive?: "left" | "both";
  /** Ends of the bit lines that are sensed, with an amplifier at each, currents added; bottom where left out. */
  readonly bitSense?: "bottom" | "both";
}

/**
 * A passive tile of linear cells: `conductance` [S], (rows, cols), >= 0. 0 is an open cell, infinity a short.
 *
 * Word lines (rows) are driven from the left, bit lines (columns) are held at ground at the bottom. There is one segment before the first and one
 * after the last cell of a line: a 1 x 1 tile is rDriver + rWord + 1 / G + rBit + rSense.
 */
export interface Tile extends Lines {
  readonly conductance: Matrix;
}

/** The lines with nothing left out. */
export function completeLines(lines: Lines): Required<Lines> {
  const { rWord, rBit, rDriver = 0, rSense = 0, wordDrive = "left", bitSense = "bottom" } = lines;
  return { rWord, rBit, rDriver, rSense, wordDrive, bitSense };
}

/** Have lines, drivers and sense amplifiers no resistance at all? Then every cell has its whole voltage. */
export function isIdeal(lines: Lines): boolean {
  const { rWord, rBit, rDriver, rSense } = completeLines(lines);
  return rWord === 0 && rBit === 0 && rDriver === 0 && rSense === 0;
}

/** @throws CrossbarError CROSSBAR_CONDUCTANCE with the first line that is wrong */
export function assertLines(lines: Lines): void {
  const { rWord, rBit, rDriver, rSense } = completeLines(lines);
  for (const [name, r] of Object.entries({ rWord, rBit, rDriver, rSense })) {
    if (r >= 0 && Number.isFinite(r)) continue;
    throw new CrossbarError("CROSSBAR_CONDUCTANCE", `resistance ${r} ohm, expected finite and >= 0`, {
      at: [name],
      hint: "A line that is broken everywhere is a tile without it.",
    });
  }
}

/** @throws CrossbarError CROSSBAR_SHAPE, CROSSBAR_CONDUCTANCE with the first cell or line that is wrong */
export function assertTile(tile: Tile): void {
  const { rows, cols, data } = tile.conductance;
  if (rows < 1 || cols < 1 || data.length !== rows * cols) {
    throw new CrossbarError("CROSSBAR_SHAPE", `a tile of ${rows} x ${cols} with ${data.length} conductances`);
  }
  assertLines(tile);
  const ideal = isIdeal(tile);
  for (let k = 0; k < data.length; k++) {
    const g = data[k]!;
    if (g >= 0 && (g < Number.POSITIVE_INFINITY || !ideal)) continue;
    const at = [`cell (${Math.floor(k / cols)}, ${k % cols})`];
    if (g === Number.POSITIVE_INFINITY) {
      throw new CrossbarError("CROSSBAR_CONDUCTANCE", "a short between an ideal driver and ideal ground", {
        at,
        hint: "Give the lines, the drivers or the sense amplifiers a resistance, or the cell one: its current has no limit.",
      });
    }
    throw new CrossbarError("CROSSBAR_CONDUCTANCE", `conductance ${g} S, expected >= 0`, {
      at,
      hint: "An open cell has conductance 0, a short has Infinity.",
    });
  }
}
