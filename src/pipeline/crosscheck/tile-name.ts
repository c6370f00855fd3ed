import type { TileSite } from "../tile-sites.ts";
import type { WiredTile } from "../wire.ts";

/** `hidden-pos-r3-c1`: layer, polarity, row and column of the tile. */
export function tileName({ layer, polarity, place }: TileSite): string {
  return `${layer}-${polarity}-r${place.tile[0]}-c${place.tile[1]}`;
}

/** The part of a layer's drive that reaches this tile. */
export function driveOf({ place, tile }: WiredTile, drive: Float64Array): Float64Array {
  return drive.subarray(place.row, place.row + tile.conductance.rows);
}
