import type { Process } from "../../pdk/index.ts";
import type { DeviceSpec } from "../../spec/index.ts";
import { layoutMemristor } from "../layout/device.ts";
import type { LayoutPort, LayoutView } from "../layout/view.ts";
import { type ArrayLayer, type ArrayTile, arrayNames } from "./array-names.ts";

/** What the cells of an array are made of. */
export interface ArrayCells {
  readonly device: DeviceSpec;
  readonly process: Process;
}

const line = (name: string): LayoutPort => ({ name, direction: "inout" });

/**
 * A passive tile as a layout sees it: a memristor between its word line (top electrode) and its bit line (bottom electrode) in every
 * cell. The resistance of the lines is the layout's own parasitic, and not in it.
 *
 * @throws NetlistError NETLIST_LAYOUT_PROCESS
 */
export function tileLayout(layer: ArrayLayer, tile: ArrayTile, { device, process }: ArrayCells): LayoutView {
  const names = arrayNames(layer);
  const { callee, parameters, note } = layoutMemristor(device, process);
  const { row, col, rows, cols } = tile;
  const words = Array.from({ length: rows }, (_, i) => names.word(row + i));
  const bits = Array.from({ length: cols }, (_, j) => names.bit(col + j));
  return {
    name: names.tile(tile),
    ports: [...words, ...bits].map(line),
    comments: [
      `${names.tile(tile)}: passive tile, rows ${row} to ${row + rows - 1} and columns ${col} to ${col + cols - 1} of ${layer.name}`,
      "wl<row> word lines, bl<column> bit lines, XRr<row>c<column> the memristor between them; counted in the layer, from 0",
      note,
    ],
    includes: [],
    *calls() {
      for (const [i, word] of words.entries()) {
        for (const [j, bit] of bits.entries()) {
          yield { name: names.device(row + i, col + j), nodes: [word, bit], callee, parameters };
        }
      }
    },
  };
}

/**
 * A whole layer: its tiles, positive and negative. A word line is one net through all tiles of its row; bit lines end with their tile,
 * since the sums of a column's tiles are added outside.
 */
export function layerLayout(layer: ArrayLayer, tiles: readonly ArrayTile[]): LayoutView {
  const names = arrayNames(layer);
  const words = Array.from({ length: layer.rows }, (_, i) => names.word(i));
  const bitsOf = (tile: ArrayTile) =>
    Array.from({ length: tile.cols }, (_, j) => names.layerBit(tile, tile.col + j));
  return {
    name: names.layer,
    ports: [...words, ...tiles.flatMap(bitsOf)].map(line),
    comments: [
      `${layer.name}: ${layer.rows} rows x ${layer.cols} columns of weights, each a pair of memristors, in ${tiles.length} tiles`,
      "wl<row> word lines; bl_<polarity>_r<row of tiles>_<column> bit lines: the sums of the tiles of a column are added outside",
    ],
    includes: tiles.map(names.tile),
    *calls() {
      for (const tile of tiles) {
        const nodes = [...words.slice(tile.row, tile.row + tile.rows), ...bitsOf(tile)];
        yield { name: names.tileInstance(tile), nodes, callee: names.tile(tile), parameters: {} };
      }
    },
  };
}
