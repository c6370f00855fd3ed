import { describe, expect, it } from "vitest";
import {
  type ArrayTile,
  buildTileDeck,
  cellLayout,
  emitDeck,
  emitLayout,
  emitTileSubcircuit,
  layerLayout,
  selectedCellLayout,
  tileLayout,
} from "../../src/netlist/index.ts";
import { readProcess } from "../../src/pdk/index.ts";
import { parseRunSpec } from "../../src/spec/index.ts";
import { presetCells } from "../preset-cells.ts";

const process = readProcess("sky130");
const [neuron, synapse] = presetCells("tirado-barron-x5");
const [, reram] = presetCells("tirado-barron-x5", ["cells.synapse.memristor={model: sky130-reram}"]);
const layer = { name: "hidden", rows: 3, cols: 2 };
const tiles: ArrayTile[] = [
  { polarity: "pos", tile: [0, 0], row: 0, col: 0, rows: 2, cols: 2 },
  { polarity: "pos", tile: [1, 0], row: 2, col: 0, rows: 1, cols: 2 },
];
const device = (model: string) => parseRunSpec("", { overrides: [`device.model=${model}`] }).device;
const select = { device: "nfet_g5v0d10v5", w: 2e-6, l: 0.5e-6 };
const tile = (model: string) =>
  tileLayout(layer, tiles[0] as ArrayTile, { device: device(model), select: null, process });
const selected = { ...layer, selected: true };

describe("netlists for layout", () => {
  it.each([
    ["neuron", cellLayout(neuron, process)],
    ["synapse", cellLayout(synapse, process)],
    ["synapse-reram", cellLayout(reram, process)],
    ["tile", tile("hp")],
    ["tile-reram", tile("sky130-reram")],
    ["layer", layerLayout(layer, tiles)],
    ["cell-1t1r", selectedCellLayout(device("sky130-reram"), select, process)],
    [
      "tile-1t1r",
      tileLayout(selected, tiles[0] as ArrayTile, { device: device("sky130-reram"), select, process }),
    ],
    ["layer-1t1r", layerLayout(selected, tiles)],
  ])("%s, for LVS and for CDL readers", async (name, view) => {
    const lvs = [...emitLayout(view, { format: "lvs" })].join("\n");
    const cdl = [...emitLayout(view, { format: "cdl" })].join("\n");
    await expect(`${lvs}\n`).toMatchFileSnapshot(`layout-${name}.spice`);
    await expect(`${cdl}\n`).toMatchFileSnapshot(`layout-${name}.cdl`);
  });

  it("has rails as globals where asked", async () => {
    const lvs = [...emitLayout(cellLayout(neuron, process), { format: "lvs", globals: true })].join("\n");
    await expect(`${lvs}\n`).toMatchFileSnapshot("layout-neuron-globals.spice");
    for (const view of [
      selectedCellLayout(device("sky130-reram"), select, process),
      tileLayout(selected, tiles[0] as ArrayTile, { device: device("hp"), select, process }),
      layerLayout(selected, tiles),
    ]) {
      const cards = [...emitLayout(view, { format: "lvs", globals: true })];
      expect(cards).toContain(".global gnd");
      expect(cards.filter((card) => /^(\.subckt|Xr|Xpos).* gnd\b/.test(card))).toEqual([]);
    }
  });
});

describe("a tile as it is simulated", () => {
  const conductance = { rows: 2, cols: 2, data: Float64Array.of(1e-4, 2e-4, 3e-4, 4e-4) };
  const circuit = { conductance, rWord: 0.1, rBit: 0.2, rDriver: 10, rSense: 5 };

  it("is a subcircuit, with a bench apart", async () => {
    const cells = emitTileSubcircuit(layer, tiles[0] as ArrayTile, circuit).join("\n");
    await expect(`${cells}\n`).toMatchFileSnapshot("tile.sp");
    const bench = emitDeck(buildTileDeck(layer, tiles[0] as ArrayTile, { voltage: 0.1, held: null }));
    await expect(bench).toMatchFileSnapshot("tile-bench.sp");
  });
});
