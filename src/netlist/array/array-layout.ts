import type { Process } from "../../pdk/index.ts";
import type { DeviceSpec } from "../../spec/index.ts";
import { layoutMemristor } from "../layout/device.ts";
import type { LayoutCall, LayoutPort, LayoutView } from "../layout/view.ts";
import { type ArrayLayer, type ArrayNames, type ArrayTile, arrayNames } from "./array-names.ts";
import { type DrawnSelect, selectedCell } from "./selected-cell.ts";

/** What the cells of an array are made of. */
export interface ArrayCells {
  readonly device: DeviceSpec;
  /** Select transistor of every cell; null: the cells are passive. */
  readonly select: DrawnSelect | null;
  readonly process: Process;
}

const line = (name: string): LayoutPort => ({ name, direction: "inout" });
const ground: LayoutPort = { name: "gnd", direction: "ground" };

/**
 * A tile as a layout sees it: in every cell a memristor between its word line (top electrode) and its bit line (bottom electrode), or a 1T1R
 * cell. The resistance of the lines is the layout's own parasitic, and not in it.
 *
 * @throws NetlistError NETLIST_LAYOUT_PROCESS
 */
export function tileLayout(layer: ArrayLayer, tile: ArrayTile, cells: ArrayCells): LayoutView {
  const names = arrayNames(layer);
  const { row, col, rows, cols } = tile;
  const words = Array.from({ length: rows }, (_, i) => names.word(row + i));
  const bits = Array.from({ length: cols }, (_, j) => names.bit(col + j));
  const { kind, selects, rails, notes, call } =
    cells.select === null ? passiveCells(names, cells) : selectedCells(names, tile);
  return {
    name: names.tile(tile),
    ports: [...[...words, ...bits, ...selects].map(line), ...rails],
    comments: [
      `${names.tile(tile)}: ${kind} tile, rows ${row} to ${row + rows - 1} and columns ${col} to ${col + cols - 1} of ${layer.name}`,
      ...notes,
    ],
    includes: [],
    *calls() {
      for (const [i, word] of words.entries())
        for (const [j, bit] of bits.entries()) yield call(row + i, col + j, [word, bit]);
    },
  };
}

/** How the cells of a tile are called, and what they need of it beside word and bit lines. */
interface CellCalls {
  readonly kind: string;
  readonly selects: readonly string[];
  readonly rails: readonly LayoutPort[];
  readonly notes: readonly string[];
  call(row: number, col: number, ends: readonly [word: string, bit: string]): LayoutCall;
}

function passiveCells(names: ArrayNames, { device, process }: ArrayCells): CellCalls {
  const { callee, parameters, note } = layoutMemristor(device, process);
  return {
    ...{ kind: "passive", selects: [], rails: [] },
    notes: [
      "wl<row> word lines, bl<column> bit lines, XRr<row>c<column> the memristor between them; counted in the layer, from 0",
      note,
    ],
    call: (row, col, nodes) => ({ name: names.device(row, col), nodes, callee, parameters }),
  };
}

function selectedCells(names: ArrayNames, { row: first, rows }: ArrayTile): CellCalls {
  return {
    kind: "1T1R",
    selects: Array.from({ length: rows }, (_, i) => names.select(first + i)),
    rails: [ground],
    notes: [
      "wl<row> word lines, bl<column> bit lines, sel<row> select lines (gates), Xr<row>c<column> cells; counted in the layer, from 0",
      `${selectedCell} stands in a file of its own, which the layer includes once for all its tiles`,
    ],
    call: (row, col, ends) => {
      const nodes = [...ends, names.select(row)];
      return {
        name: names.cell(row, col),
        nodes,
        rails: [ground.name],
        callee: selectedCell,
        parameters: {},
      };
    },
  };
}

/**
 * A whole layer: its tiles, positive and negative. A word line, and a select line, is one net through all tiles of its row; bit lines end with their tile,
 * since the sums of a column's tiles are added outside.
 */
export function layerLayout(layer: ArrayLayer, tiles: readonly ArrayTile[]): LayoutView {
  const names = arrayNames(layer);
  const words = Array.from({ length: layer.rows }, (_, i) => names.word(i));
  const bitsOf = (tile: ArrayTile) =>
    Array.from({ length: tile.cols }, (_, j) => names.layerBit(tile, tile.col + j));
  const selects = layer.selected ? words.map((_, i) => names.select(i)) : [];
  const rails = layer.selected ? [ground] : [];
  return {
    name: names.layer,
    ports: [...[...words, ...tiles.flatMap(bitsOf), ...selects].map(line), ...rails],
    comments: [
      `${layer.name}: ${layer.rows} rows x ${layer.cols} columns of weights, each a pair of memristors, in ${tiles.length} tiles`,
      "wl<row> word lines; bl_<polarity>_r<row of tiles>_<column> bit lines: the sums of the tiles of a column are added outside",
    ],
    includes: [...(layer.selected ? [selectedCell] : []), ...tiles.map(names.tile)],
    *calls() {
      for (const tile of tiles) {
        const rows = (lines: readonly string[]) => lines.slice(tile.row, tile.row + tile.rows);
        const nodes = [...rows(words), ...bitsOf(tile), ...rows(selects)];
        const callee = names.tile(tile);
        yield {
          name: names.tileInstance(tile),
          nodes,
          rails: rails.map(({ name }) => name),
          callee,
          parameters: {},
        };
      }
    },
  };
}
