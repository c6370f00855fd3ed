import { cellFinder } from "../../device/index.ts";
import type { Matrix } from "../../foundation/index.ts";
import {
  type ArrayLayer,
  type ArrayTile,
  arrayModels,
  arrayNames,
  buildTileDeck,
  emitArrayModels,
  emitDeck,
  emitLayout,
  emitSelectedCell,
  emitTileSubcircuit,
  type HeldKind,
  type HeldTile,
  layerLayout,
  selectedCell,
  type TileCircuit,
  tileLayout,
} from "../../netlist/index.ts";
import type { Process } from "../../pdk/index.ts";
import type { RunSpec } from "../../spec/index.ts";
import { cellsOf } from "../nonlinear/cells.ts";
import type { WiredTile } from "../wire.ts";
import type { ChosenLayer } from "./choose-arrays.ts";
import { layoutFiles, layoutFormats } from "./layout-files.ts";
import type { NetlistFile, NetlistFormat } from "./netlist-file.ts";

export interface ArraySettings {
  readonly spec: Pick<RunSpec, "device" | "characterization">;
  readonly process: Process;
  readonly formats: readonly NetlistFormat[];
  readonly globals: boolean;
  /** Cells that are no resistors; null: they are. */
  readonly held: HeldKind | null;
}

/** Netlists of a layer's tiles, each in its own file, and of the layer that holds them. @throws NetlistError NETLIST_LAYOUT_PROCESS */
export function arrayFiles(chosen: ChosenLayer, settings: ArraySettings): NetlistFile[] {
  const { spec, process, formats, globals, held } = settings;
  const { name, gPos } = chosen.layer;
  const select = held?.select?.transistor ?? null;
  const layer = { name, rows: gPos.rows, cols: gPos.cols, selected: select !== null };
  const layouts = layoutFormats(formats);
  const whole = chosen.whole ? [layerLayout(layer, chosen.tiles.map(tilePlace))] : [];
  const cells = { device: spec.device, select, process };
  const views =
    layouts.length === 0 ? [] : chosen.tiles.map((tile) => tileLayout(layer, tilePlace(tile), cells));
  const drawn = layouts.length === 0 ? [] : [...views, ...whole];
  return [
    ...drawn.flatMap((view) => layoutFiles(view, layouts, globals)),
    ...(formats.includes("sim")
      ? simulated(layer, chosen, { held, vRead: spec.characterization.pulses.vRead })
      : []),
  ];
}

/** What tiles of cells that are no resistors have in common, as it is simulated: equations and models, and the 1T1R cell. */
export function sharedCells(held: HeldKind): NetlistFile[] {
  const models = { ...simOf(arrayModels, () => emitArrayModels(held)), cell: null };
  const { select } = held;
  if (select === null) return [models];
  const { scale } = select.models;
  return [models, { ...simOf(selectedCell, () => emitSelectedCell({ ...held, select })), scale }];
}

const simOf = (cell: string, lines: () => Iterable<string>, ending = ""): NetlistFile => {
  return { path: `sim/${cell}${ending}.sp`, format: "sim", cell, lines };
};

interface Reading {
  readonly held: HeldKind | null;
  /** [V] */
  readonly vRead: number;
}

/** Tiles as they are simulated, with a bench each; the layer is a circuit of them and has none: it runs tile by tile. */
function simulated(
  layer: ArrayLayer,
  { tiles, whole }: ChosenLayer,
  { held, vRead }: Reading,
): NetlistFile[] {
  const names = arrayNames(layer);
  const circuitOf = heldCircuit(held, vRead);
  const bench = { voltage: vRead, held };
  const view = layerLayout(layer, tiles.map(tilePlace));
  const first = held === null ? [] : [`.include "${arrayModels}.sp"`];
  return [
    ...tiles.flatMap((tile) => {
      const place = tilePlace(tile);
      const name = names.tile(place);
      return [
        simOf(name, () => emitTileSubcircuit(layer, place, circuitOf(tile))),
        simOf(name, () => linesOf(emitDeck(buildTileDeck(layer, place, bench))), "_bench"),
      ];
    }),
    ...(whole
      ? [simOf(names.layer, () => [...first, ...emitLayout(view, { format: "lvs", ending: "sp" })])]
      : []),
  ];
}

/** Tiles with the cells of their kind: resistors, or memristors in the states that have their conductances. */
function heldCircuit(held: HeldKind | null, vRead: number): (tile: WiredTile) => TileCircuit | HeldTile {
  if (held === null) return ({ tile }) => tile;
  const find = cellFinder(held.device, vRead);
  return ({ tile: { conductance, ...lines } }) => {
    const { state, multiple } = cellsOf(conductance, held.device, find, null);
    return { ...lines, kind: held, cells: { state, multiple: multiple as Matrix } };
  };
}

const linesOf = (text: string) => text.trimEnd().split("\n");

/** Where a tile stands in its layer, and its size. */
export function tilePlace({ polarity, place, tile }: WiredTile): ArrayTile {
  const { rows, cols } = tile.conductance;
  return { polarity, tile: place.tile, row: place.row, col: place.col, rows, cols };
}
