import { columnGains } from "../../crossbar/index.ts";
import type { Matrix } from "../../foundation/index.ts";
import { joinTiles, type WiredLayer } from "../wire.ts";
import { differenceOf } from "./arrays.ts";

/** Gains of every column of every pair of tiles of a layer, by the place of the pair: (cols) each. */
export type LayerGains = ReadonlyMap<string, Float64Array>;

/**
 * Gains that bring each layer closest to what is wanted of it, over its inputs.
 *
 * @param wanted gPos - gNeg of every layer [S], (rows, cols); @param moments of the inputs of every layer
 */
export function fitGains(
  wired: readonly WiredLayer[],
  wanted: readonly Matrix[],
  moments: readonly Matrix[],
): LayerGains[] {
  return wired.map(({ tiles }, index) => {
    const neg = new Map(
      tiles.filter(({ polarity }) => polarity === "neg").map((tile) => [keyOf(tile), tile]),
    );
    const pos = tiles.filter(({ polarity }) => polarity === "pos");
    const parts = pos.map((tile) => ({
      difference: differenceOf(tile.transfer, neg.get(keyOf(tile))!.transfer),
      row: tile.place.row,
      col: tile.place.col,
    }));
    const gains = columnGains(parts, wanted[index] as Matrix, moments[index] as Matrix);
    return new Map(pos.map((tile, k) => [keyOf(tile), gains[k] as Float64Array]));
  });
}

/** The same arrays with other gains. */
export function withGains(wired: readonly WiredLayer[], gains: readonly LayerGains[]): WiredLayer[] {
  return wired.map(({ name, gPos, tiles }, index) => {
    const own = gains[index] as LayerGains;
    const gained = tiles.map((tile) => ({ ...tile, gain: own.get(keyOf(tile)) as Float64Array }));
    return joinTiles(name, gPos, gained);
  });
}

/** Gains of the columns of a layer by row of tiles, (cols) each; 1 where a tile has none. */
export function columnGainsOf({ tiles, gPos }: WiredLayer): Float64Array[] {
  const rows: Float64Array[] = [];
  for (const { polarity, place, gain } of tiles) {
    if (polarity === "neg") continue; // the same for both of a pair
    const [r] = place.tile;
    rows[r] ??= new Float64Array(gPos.cols).fill(1);
    if (gain !== undefined) rows[r].set(gain, place.col);
  }
  return rows;
}

function keyOf({ place }: WiredLayer["tiles"][number]): string {
  return place.tile.join();
}
