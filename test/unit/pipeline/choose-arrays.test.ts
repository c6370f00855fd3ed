import { describe, expect, it } from "vitest";
import { createMatrix } from "../../../src/foundation/index.ts";
import { chooseArrays } from "../../../src/pipeline/netlist/choose-arrays.ts";
import type { WiredLayer, WiredTile } from "../../../src/pipeline/wire.ts";

const tileOf = (polarity: "pos" | "neg", row: number) =>
  ({ layer: "hidden", polarity, place: { tile: [row, 0], row: 2 * row, col: 0 } }) as unknown as WiredTile;
const matrix = createMatrix(4, 2);
const layer = (name: string): WiredLayer => ({
  ...{ name, gPos: matrix, gNeg: matrix },
  tiles: [tileOf("pos", 0), tileOf("pos", 1), tileOf("neg", 0), tileOf("neg", 1)],
});
const wired = [layer("hidden"), layer("output")];
const nothing = { cells: [], tiles: [], layers: [] };
const shown = (choice: Partial<typeof nothing> | object) => {
  const { cells, layers } = chooseArrays(wired, { ...nothing, ...choice }, ["neuron"]);
  return { cells, layers: layers.map((one) => [one.layer.name, one.tiles.length, one.whole]) };
};

describe("chooseArrays", () => {
  it("takes everything where nothing is named", () => {
    const layers = [
      ["hidden", 4, true],
      ["output", 4, true],
    ];
    expect(shown({})).toEqual({ cells: ["neuron"], layers });
  });

  it("takes a tile alone, also as a run names its decks, and a layer with its tiles", () => {
    expect(shown({ tiles: ["hidden-neg-r1-c0"] })).toEqual({ cells: [], layers: [["hidden", 1, false]] });
    expect(shown({ layers: ["output"], tiles: ["hidden_pos_r0_c0"] }).layers).toEqual([
      ["hidden", 1, false],
      ["output", 4, true],
    ]);
    expect(shown({ cells: ["neuron"] })).toEqual({ cells: ["neuron"], layers: [] });
  });
});
