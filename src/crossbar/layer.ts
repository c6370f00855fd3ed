import { createMatrix, type Matrix, sliceMatrix } from "../foundation/index.ts";
import { completeLines, type Lines, type Tile } from "./tile.ts";

/** Where a tile sits in its layer: [row, col] counted in tiles, and its first row and column counted in cells. */
export interface TilePlace {
  readonly tile: readonly [number, number];
  readonly row: number;
  readonly col: number;
}

/** The tiles that cover a layer of (rows, cols), row by row; those at the far edges are smaller. */
export function tilePlaces(rows: number, cols: number, size: readonly [number, number]): TilePlace[] {
  const places: TilePlace[] = [];
  for (let r = 0; r * size[0] < rows; r++) {
    for (let c = 0; c * size[1] < cols; c++)
      places.push({ tile: [r, c], row: r * size[0], col: c * size[1] });
  }
  return places;
}

/** The tile at a place of a layer's conductances [S]. */
export function tileAt(
  conductance: Matrix,
  place: TilePlace,
  size: readonly [number, number],
  lines: Lines,
): Tile {
  return { ...completeLines(lines), conductance: sliceMatrix(conductance, place.row, place.col, size) };
}

/** A tile as its layer sees it: what it computes [S], (rows, cols), and the digital gain of each of its columns, (cols); 1 where left out. */
export interface SolvedTile {
  readonly place: TilePlace;
  readonly transfer: Matrix;
  readonly gain?: Float64Array;
}

/**
 * Effective conductances of a layer [S], (rows, cols): the transfer matrices of its tiles, with their gains, side by side. Partial
 * sums of the tiles of one column are added digitally, so tiles do not load each other.
 */
export function assembleLayer(rows: number, cols: number, tiles: readonly SolvedTile[]): Matrix {
  const layer = createMatrix(rows, cols);
  for (const { place, transfer, gain } of tiles) {
    for (let i = 0; i < transfer.rows; i++) {
      const from = transfer.data.subarray(i * transfer.cols, (i + 1) * transfer.cols);
      const gained = gain === undefined ? from : from.map((t, j) => t * gain[j]!);
      layer.data.set(gained, (place.row + i) * cols + place.col);
    }
  }
  return layer;
}
