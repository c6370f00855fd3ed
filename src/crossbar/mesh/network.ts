import { completeLines, type Tile } from "../tile.ts";
import type { TileEnds } from "./terminals.ts";

/** A tile as a network of conductances [S], all finite. */
export interface TileNetwork extends TileEnds {
  /** (rows, cols), row-major. */
  readonly cells: Float64Array;
  /** One segment of a word line. */
  readonly word: number;
  /** The segment of a word line at a driver, with the driver in series. */
  readonly driver: number;
  /** One segment of a bit line. */
  readonly bit: number;
  /** The segment of a bit line at a sense amplifier, with the amplifier in series. */
  readonly sense: number;
}

/**
 * What stands for an infinite conductance, times the largest finite one of the tile. It is off by far less than rounding: what a line of n
 * such segments loses is n^2 / 2^100. The star-mesh transform keeps the accuracy of each value, so nothing drowns beside it.
 */
const beyondAll = 2 ** 100;

/** @param tile has passed `assertTile`, and its lines are not all ideal */
export function networkOf(tile: Tile): TileNetwork {
  const { rows, cols, data } = tile.conductance;
  const { rWord, rBit, rDriver, rSense, wordDrive, bitSense } = completeLines(tile);
  const lines = { word: 1 / rWord, driver: 1 / (rWord + rDriver), bit: 1 / rBit, sense: 1 / (rBit + rSense) };
  const finite = (most: number, g: number) => (g < Number.POSITIVE_INFINITY ? Math.max(most, g) : most);
  const infinite = beyondAll * Object.values(lines).reduce(finite, data.reduce(finite, 0));
  const bounded = (g: number) => Math.min(g, infinite);
  return {
    rows,
    cols,
    wordBothEnds: wordDrive === "both",
    bitBothEnds: bitSense === "both",
    cells: data.includes(Number.POSITIVE_INFINITY) ? data.map(bounded) : data,
    word: bounded(lines.word),
    driver: bounded(lines.driver),
    bit: bounded(lines.bit),
    sense: bounded(lines.sense),
  };
}
