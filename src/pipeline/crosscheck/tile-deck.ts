import type { Deck } from "../../netlist/index.ts";
import { buildCrossbarDeck, emitCrossbarCells } from "../../netlist/index.ts";
import type { DeckFile } from "../../spice/index.ts";
import type { WiredTile } from "../wire.ts";

/** Decks of tiles. The file with the cells of a tile is emitted once, however many drives it runs with. */
export interface TileDecks {
  build(tile: WiredTile, drive: Float64Array, name: string): Deck;
}

export function createTileDecks(): TileDecks {
  const cells = new Map<WiredTile, DeckFile>();
  return {
    build: (tile, drive, name) => {
      let file = cells.get(tile);
      if (file === undefined) {
        file = emitCrossbarCells({ name: tileName(tile), ...tile.tile });
        cells.set(tile, file);
      }
      return buildCrossbarDeck(file, { name, voltage: drive, cols: tile.tile.conductance.cols });
    },
  };
}

/** `hidden-pos-r3-c1`: layer, polarity, row and column of the tile. */
export function tileName({ layer, polarity, place }: WiredTile): string {
  return `${layer}-${polarity}-r${place.tile[0]}-c${place.tile[1]}`;
}

/** The part of a layer's drive that reaches this tile. */
export function driveOf({ place, tile }: WiredTile, drive: Float64Array): Float64Array {
  return drive.subarray(place.row, place.row + tile.conductance.rows);
}
