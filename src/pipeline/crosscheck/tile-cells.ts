import { transferMatrix } from "../../crossbar/index.ts";
import { type Matrix, multiply } from "../../foundation/index.ts";
import { buildCrossbarDeck, type CrossbarDrive, type Deck, emitCrossbarCells } from "../../netlist/index.ts";
import type { DeckFile } from "../../spice/index.ts";
import type { WiredTile } from "../wire.ts";
import { tileName } from "./tile-name.ts";

/** What stands at the crosspoints of tiles: their decks, and what the solver makes of them. */
export interface TileCells {
  /** Is all of a tile in its transfer matrix? */
  readonly linear: boolean;
  /** One tile at one drive [V], (rows). The file with its cells is emitted once, however many drives it runs with. */
  deck(tile: WiredTile, drive: Float64Array, name: string): Deck;
  /** Bit line currents [A], (batch, cols), at word line voltages [V], (batch, rows), as the network computes them. @throws CrossbarError */
  solve(tile: WiredTile, drive: Matrix): Matrix;
  /** The same from cells and lines alone, to see what it takes. @throws CrossbarError */
  solveAnew(tile: WiredTile, drive: Matrix): Matrix;
}

/** Resistors. */
export function linearCells(): TileCells {
  return {
    linear: true,
    deck: createDecks((tile) => emitCrossbarCells({ name: tileName(tile), ...tile.tile }), {}),
    solve: ({ transfer }, drive) => multiply(drive, transfer),
    solveAnew: ({ tile }, drive) => multiply(drive, transferMatrix(tile)),
  };
}

/** Decks of tiles whose files are kept. */
export function createDecks(
  emit: (tile: WiredTile) => DeckFile,
  options: NonNullable<CrossbarDrive["options"]>,
): TileCells["deck"] {
  const files = new Map<WiredTile, DeckFile>();
  return (tile, voltage, name) => {
    const file = files.get(tile) ?? emit(tile);
    files.set(tile, file);
    return buildCrossbarDeck(file, { name, voltage, cols: tile.tile.conductance.cols, options });
  };
}
