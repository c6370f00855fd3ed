import { formatQuantity } from "../../foundation/index.ts";
import { formatNumber } from "../../spice/index.ts";
import { type CrossbarCircuit, emitCrossbarCells } from "../crossbar.ts";
import type { Deck } from "../deck.ts";
import { wrapWords } from "../wrap.ts";
import { type ArrayLayer, type ArrayTile, arrayNames } from "./array-names.ts";

/** What a tile is made of: conductances and wires. */
export type TileCircuit = Omit<CrossbarCircuit, "name" | "ends">;

/** A tile as it is simulated, as a subcircuit with its lines for ports: cells, wire resistance, drivers and sense amplifiers. */
export function emitTileSubcircuit(layer: ArrayLayer, tile: ArrayTile, circuit: TileCircuit): string[] {
  const { name, words, bits } = portsOf(layer, tile);
  const ends = { word: (i: number) => words[i] as string, bit: (j: number) => bits[j] as string };
  const { text } = emitCrossbarCells({ ...circuit, name, ends });
  const cells = text.trimEnd().split("\n");
  const head = cells.findIndex((card) => !card.startsWith("*"));
  return [
    ...cells.slice(0, head),
    `* i and j count from 0 in the tile; its first cell is row ${tile.row}, column ${tile.col} of ${layer.name}`,
    "* wl<row> word lines, bl<column> bit lines, counted in the layer: drive the first, hold the others at ground",
    ...wrapWords([".subckt", name, ...words, ...bits]),
    ...cells.slice(head),
    `.ends ${name}`,
  ];
}

/** The bench of a tile: all word lines at one voltage [V], bit lines held at ground; `i(v<bit line>)` is the current into ground [A]. */
export function buildTileDeck(layer: ArrayLayer, tile: ArrayTile, voltage: number): Deck {
  const { name, words, bits } = portsOf(layer, tile);
  return {
    title: `${name}: all word lines at ${formatQuantity(voltage, "V")}`,
    comments: ["v<word line> drives it [V]; i(v<bit line>) is the current of a bit line into ground [A]"],
    cards: [
      `.include ${name}.sp`,
      ...words.map((word) => `v${word} ${word} 0 ${formatNumber(voltage)}`),
      ...bits.map((bit) => `v${bit} ${bit} 0 0`),
      ...wrapWords(["Xtile", ...words, ...bits, name]),
    ],
    analysis: { kind: "op" },
    probes: bits.map((bit) => `i(v${bit})`),
    options: {},
    files: [],
    origin: "built",
  };
}

function portsOf(layer: ArrayLayer, tile: ArrayTile) {
  const names = arrayNames(layer);
  return {
    name: names.tile(tile),
    words: Array.from({ length: tile.rows }, (_, i) => names.word(tile.row + i)),
    bits: Array.from({ length: tile.cols }, (_, j) => names.bit(tile.col + j)),
  };
}
