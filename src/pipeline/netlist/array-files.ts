import {
  type ArrayLayer,
  type ArrayTile,
  arrayNames,
  buildTileDeck,
  emitDeck,
  emitLayout,
  emitTileSubcircuit,
  layerLayout,
  tileLayout,
} from "../../netlist/index.ts";
import type { Process } from "../../pdk/index.ts";
import type { RunSpec } from "../../spec/index.ts";
import type { WiredTile } from "../wire.ts";
import type { ChosenLayer } from "./choose-arrays.ts";
import { layoutFiles, layoutFormats } from "./layout-files.ts";
import type { NetlistFile, NetlistFormat } from "./netlist-file.ts";

export interface ArraySettings {
  readonly spec: Pick<RunSpec, "device" | "characterization">;
  readonly process: Process;
  readonly formats: readonly NetlistFormat[];
  readonly globals: boolean;
}

/** Netlists of a layer's tiles, each in its own file, and of the layer that holds them. @throws NetlistError NETLIST_LAYOUT_PROCESS */
export function arrayFiles(chosen: ChosenLayer, settings: ArraySettings): NetlistFile[] {
  const { spec, process, formats, globals } = settings;
  const { name, gPos } = chosen.layer;
  const layer = { name, rows: gPos.rows, cols: gPos.cols };
  const layouts = layoutFormats(formats);
  const whole = chosen.whole ? [layerLayout(layer, chosen.tiles.map(tilePlace))] : [];
  const cells = { device: spec.device, select: null, process };
  const views =
    layouts.length === 0 ? [] : chosen.tiles.map((tile) => tileLayout(layer, tilePlace(tile), cells));
  const drawn = layouts.length === 0 ? [] : [...views, ...whole];
  return [
    ...drawn.flatMap((view) => layoutFiles(view, layouts, globals)),
    ...(formats.includes("sim") ? simulated(layer, chosen, spec.characterization.pulses.vRead) : []),
  ];
}

/** Tiles as they are simulated, with a bench each; the layer is a circuit of them and has none: it runs tile by tile. */
function simulated(layer: ArrayLayer, { tiles, whole }: ChosenLayer, vRead: number): NetlistFile[] {
  const names = arrayNames(layer);
  const file = (cell: string, ending: string, lines: () => Iterable<string>): NetlistFile => {
    return { path: `sim/${cell}${ending}.sp`, format: "sim", cell, lines };
  };
  const view = layerLayout(layer, tiles.map(tilePlace));
  return [
    ...tiles.flatMap((tile) => {
      const place = tilePlace(tile);
      return [
        file(names.tile(place), "", () => emitTileSubcircuit(layer, place, tile.tile)),
        file(names.tile(place), "_bench", () => linesOf(emitDeck(buildTileDeck(layer, place, vRead)))),
      ];
    }),
    ...(whole ? [file(names.layer, "", () => emitLayout(view, { format: "lvs", ending: "sp" }))] : []),
  ];
}

const linesOf = (text: string) => text.trimEnd().split("\n");

/** Where a tile stands in its layer, and its size. */
export function tilePlace({ polarity, place, tile }: WiredTile): ArrayTile {
  const { rows, cols } = tile.conductance;
  return { polarity, tile: place.tile, row: place.row, col: place.col, rows, cols };
}
