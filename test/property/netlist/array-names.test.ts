import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  type ArrayTile,
  arrayNames,
  assertNames,
  devicePath,
  layerLayout,
  parseDevicePath,
  tileLayout,
} from "../../../src/netlist/index.ts";
import { readProcess } from "../../../src/pdk/index.ts";
import { parseRunSpec } from "../../../src/spec/index.ts";

const size = fc.integer({ min: 1, max: 12 });
const layers = fc.record({
  name: fc.string({ minLength: 1 }),
  selected: fc.boolean(),
  rows: size,
  cols: size,
  tileRows: size,
  tileCols: size,
});
const device = parseRunSpec("").device;
const transistor = { device: "nfet_01v8", w: 1e-6, l: 0.15e-6 };

function tilesOf(rows: number, cols: number, [height, width]: readonly [number, number]): ArrayTile[] {
  const tiles: ArrayTile[] = [];
  for (const polarity of ["pos", "neg"] as const)
    for (let row = 0; row < rows; row += height)
      for (let col = 0; col < cols; col += width)
        tiles.push({
          ...{ polarity, row, col },
          tile: [row / height, col / width],
          rows: Math.min(height, rows - row),
          cols: Math.min(width, cols - col),
        });
  return tiles;
}

describe("names in arrays", () => {
  it("are legal and different in every tile and layer, whatever the layer is called, and paths lead back", () => {
    fc.assert(
      fc.property(layers, ({ name, rows, cols, selected, tileRows, tileCols }) => {
        const layer = { name, rows, cols, selected };
        const cells = { device, select: selected ? transistor : null, process: readProcess("sky130") };
        const tiles = tilesOf(rows, cols, [tileRows, tileCols]);
        const views = [layerLayout(layer, tiles), ...tiles.map((tile) => tileLayout(layer, tile, cells))];
        assertNames(
          views.map((view) => view.name),
          [],
        );
        for (const view of views) {
          assertNames(
            [...view.calls()].map((call) => call.name),
            [],
          );
          assertNames(
            view.ports.map((port) => port.name),
            [],
          );
          const nets = new Set(view.ports.map((port) => port.name));
          for (const { nodes, rails = [] } of view.calls())
            for (const node of [...nodes, ...rails]) expect(nets).toContain(node);
        }
        const names = arrayNames(layer);
        const paths = new Set<string>();
        for (const tile of tiles) {
          for (let row = tile.row; row < tile.row + tile.rows; row++) {
            for (let col = tile.col; col < tile.col + tile.cols; col++) {
              const path = devicePath(names, tile, { row, col });
              paths.add(path.toLowerCase());
              expect(parseDevicePath(path)).toEqual({
                layer: names.layer,
                polarity: tile.polarity,
                row,
                col,
              });
            }
          }
        }
        expect(paths.size).toBe(2 * rows * cols);
      }),
      { numRuns: 50 },
    );
  });
});
