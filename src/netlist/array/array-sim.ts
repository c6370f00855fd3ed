import { formatQuantity } from "../../foundation/index.ts";
import { formatNumber } from "../../spice/index.ts";
import {
  type CrossbarCircuit,
  type CrossbarLines,
  describeLines,
  emitCrossbarCells,
  emitLines,
} from "../crossbar.ts";
import { nonlinearOptions } from "../crossbar-circuit.ts";
import type { Deck } from "../deck.ts";
import { wrapWords } from "../wrap.ts";
import { type ArrayLayer, type ArrayTile, arrayNames } from "./array-names.ts";
import { arrayModels, type HeldCells, type HeldKind, heldCell } from "./held-cells.ts";
import { selectedCell } from "./selected-cell.ts";

/** A tile of resistors, with its wires. */
export type TileCircuit = Omit<CrossbarCircuit, "name" | "ends">;

/** A tile of memristors whose state is held, with its wires. */
export interface HeldTile extends Omit<CrossbarLines, "ends"> {
  readonly cells: HeldCells;
  readonly kind: HeldKind;
}

/** A tile as it is simulated, as a subcircuit with its lines for ports: cells, wire resistance, drivers and sense amplifiers. */
export function emitTileSubcircuit(
  layer: ArrayLayer,
  tile: ArrayTile,
  circuit: TileCircuit | HeldTile,
): string[] {
  const names = arrayNames(layer);
  const { name, words, bits, others } = portsOf(layer, tile);
  const ends = { word: (i: number) => words[i] as string, bit: (j: number) => bits[j] as string };
  const body =
    "conductance" in circuit
      ? emitCrossbarCells({ ...circuit, name, ends })
          .text.trimEnd()
          .split("\n")
      : [
          `* ${name}: crossbar, ${tile.rows} word lines (rows) x ${tile.cols} bit lines (columns); states are held`,
          ...describeLines(circuit, layer.selected ? "Xr<row>c<column>: cell" : "Xx<i>_<j>: memristor"),
          ...emitLines({ ...circuit, ends }, tile, heldCell(circuit.cells, circuit.kind, { names, tile })),
        ];
  const head = body.findIndex((card) => !card.startsWith("*"));
  return [
    ...body.slice(0, head),
    `* i and j count from 0 in the tile; its first cell is row ${tile.row}, column ${tile.col} of ${layer.name}`,
    "* wl<row> word lines, bl<column> bit lines, counted in the layer: drive the first, hold the others at ground",
    ...wrapWords([".subckt", name, ...words, ...bits, ...others]),
    ...body.slice(head),
    `.ends ${name}`,
  ];
}

export interface TileBench {
  /** Of all word lines [V]. */
  readonly voltage: number;
  /** Kind of cells whose state is held; null: resistors. */
  readonly held: HeldKind | null;
}

/** The bench of a tile: all word lines at one voltage, bit lines held at ground; `i(v<bit line>)` is the current into ground [A]. */
export function buildTileDeck(layer: ArrayLayer, tile: ArrayTile, { voltage, held }: TileBench): Deck {
  const { name, words, bits, selects, others } = portsOf(layer, tile);
  const select = held?.select ?? null;
  const gates = select === null ? [] : selects.map((line) => source(line, select.transistor.vGate));
  const includes = [...(held === null ? [] : [arrayModels]), ...(layer.selected ? [selectedCell] : []), name];
  const nodes = [...words, ...bits, ...others].map((port) => (port === "gnd" ? "0" : port));
  return {
    title: `${name}: all word lines at ${formatQuantity(voltage, "V")}`,
    comments: ["v<word line> drives it [V]; i(v<bit line>) is the current of a bit line into ground [A]"],
    cards: [
      ...includes.map((file) => `.include ${file}.sp`),
      ...words.map((word) => source(word, voltage)),
      ...gates,
      ...bits.map((bit) => source(bit, 0)),
      ...wrapWords(["Xtile", ...nodes, name]),
    ],
    analysis: { kind: "op" },
    probes: bits.map((bit) => `i(v${bit})`),
    options: held === null ? {} : nonlinearOptions,
    files: [],
    origin: "built",
  };
}

const source = (line: string, voltage: number) => `v${line} ${line} 0 ${formatNumber(voltage)}`;

function portsOf(layer: ArrayLayer, tile: ArrayTile) {
  const names = arrayNames(layer);
  const rows = Array.from({ length: tile.rows }, (_, i) => tile.row + i);
  const selects = layer.selected ? rows.map(names.select) : [];
  return {
    name: names.tile(tile),
    words: rows.map(names.word),
    bits: Array.from({ length: tile.cols }, (_, j) => names.bit(tile.col + j)),
    selects,
    /** Ports after the lines, as in `tileLayout`. */
    others: layer.selected ? [...selects, "gnd"] : [],
  };
}
