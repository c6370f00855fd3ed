import { arrayNames, legalName } from "../../netlist/index.ts";
import { assertKnown } from "../assert-known.ts";
import type { WiredLayer, WiredTile } from "../wire.ts";

/** What is asked for by name; all three empty: everything. */
export interface ArrayChoice {
  readonly cells: readonly string[];
  /** As `hidden_pos_r3_c1`, or with dashes, as a run names its decks. */
  readonly tiles: readonly string[];
  readonly layers: readonly string[];
}

export interface ChosenLayer {
  readonly layer: WiredLayer;
  readonly tiles: readonly WiredTile[];
  /** Also the layer that holds them? */
  readonly whole: boolean;
}

/** The tiles and layers that are asked for, a layer with all of its tiles. @throws PipelineError CELL_UNKNOWN, TILE_UNKNOWN, LAYER_UNKNOWN */
export function chooseArrays(
  wired: readonly WiredLayer[],
  { cells, tiles, layers }: ArrayChoice,
  known: readonly string[],
): { readonly cells: readonly string[]; readonly layers: readonly ChosenLayer[] } {
  const all = cells.length + tiles.length + layers.length === 0;
  const asked = { tiles: tiles.map(legalName), layers: layers.map(legalName) };
  const names = wired.map(namesIn);
  assertKnown("cell", cells, known);
  assertKnown(
    "layer",
    asked.layers,
    names.map(({ layer }) => layer),
  );
  assertKnown(
    "tile",
    asked.tiles,
    names.flatMap((one) => one.tiles),
  );
  const chosen = wired.map((layer, n): ChosenLayer => {
    const whole = all || asked.layers.includes(names[n]?.layer as string);
    const own = layer.tiles.filter((_, k) => asked.tiles.includes(names[n]?.tiles[k] as string));
    return { layer, whole, tiles: whole ? layer.tiles : own };
  });
  return { cells: all ? known : cells, layers: chosen.filter((one) => one.tiles.length > 0) };
}

function namesIn({ name, gPos, tiles }: WiredLayer): {
  readonly layer: string;
  readonly tiles: readonly string[];
} {
  const names = arrayNames({ name, rows: gPos.rows, cols: gPos.cols });
  return {
    layer: names.layer,
    tiles: tiles.map(({ polarity, place: { tile } }) => names.tile({ polarity, tile })),
  };
}
