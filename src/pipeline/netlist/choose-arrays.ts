import { arrayNames, legalName, selectedCell } from "../../netlist/index.ts";
import type { LayerShape } from "../../network/index.ts";
import type { RunSpec } from "../../spec/index.ts";
import { assertKnown } from "../assert-known.ts";
import { listTiles, type TileSite, tileSites } from "../tile-sites.ts";
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

/** What there will be of a network, by name. */
export interface KnownArrays {
  readonly cells: readonly string[];
  readonly layers: readonly LayerShape[];
  readonly size: RunSpec["array"]["tile"];
}

const cellHint = `A run spec has a neuron with --set neuron={}, and ${selectedCell} with --set array.cell.kind=1t1r.`;

/** All that is asked for is there. @throws PipelineError CELL_UNKNOWN, TILE_UNKNOWN, LAYER_UNKNOWN */
export function assertArrays(asked: ArrayChoice, { cells, layers, size }: KnownArrays): void {
  const names = layers.map((layer) => namesIn(layer, tileSites(layer, size)));
  const tiles = names.map((one) => one.tiles);
  assertKnown("cell", asked.cells, cells, { more: cellHint });
  assertKnown(
    "layer",
    asked.layers.map(legalName),
    names.map(({ layer }) => layer),
  );
  assertKnown("tile", asked.tiles.map(legalName), tiles.flat(), { shown: listTiles(tiles) });
}

/** The tiles and layers that are asked for, a layer with all of its tiles. */
export function chooseArrays(
  wired: readonly WiredLayer[],
  { cells, tiles, layers }: ArrayChoice,
  known: readonly string[],
): { readonly cells: readonly string[]; readonly layers: readonly ChosenLayer[] } {
  const all = cells.length + tiles.length + layers.length === 0;
  const asked = { tiles: tiles.map(legalName), layers: layers.map(legalName) };
  const names = wired.map(({ name, gPos, tiles: own }) =>
    namesIn({ name, rows: gPos.rows, cols: gPos.cols }, own),
  );
  const chosen = wired.map((layer, n): ChosenLayer => {
    const whole = all || asked.layers.includes(names[n]?.layer as string);
    const own = layer.tiles.filter((_, k) => asked.tiles.includes(names[n]?.tiles[k] as string));
    return { layer, whole, tiles: whole ? layer.tiles : own };
  });
  return { cells: all ? known : cells, layers: chosen.filter((one) => one.tiles.length > 0) };
}

function namesIn(layer: LayerShape, tiles: readonly TileSite[]) {
  const names = arrayNames(layer);
  return {
    layer: names.layer,
    tiles: tiles.map(({ polarity, place: { tile } }) => names.tile({ polarity, tile })),
  };
}
