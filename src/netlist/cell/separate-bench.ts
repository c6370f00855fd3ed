import type { DeckFile } from "../../spice/index.ts";
import type { Deck } from "../deck.ts";
import { NetlistError } from "../error.ts";

export interface BenchParts {
  /** The cards of the cell, as they stand in the deck. */
  readonly cell: readonly string[];
  /** Name of the files: `neuron.sp` holds the cell, `neuron_models.sp` what stands before it. */
  readonly name: string;
  /** Lines on top of the file with the models. */
  readonly aboutModels: readonly string[];
}

/**
 * The same deck with its cell and its models in files that it includes: what is left is the bench.
 *
 * @throws NetlistError NETLIST_BENCH if the deck does not hold the cell
 */
export function separateBench(deck: Deck, { cell, name, aboutModels }: BenchParts): Deck {
  const start = deck.cards.findIndex((_, i) => cell.every((card, k) => deck.cards[i + k] === card));
  if (start < 0) {
    throw new NetlistError("NETLIST_BENCH", `the deck "${deck.title}" does not hold the cards of ${name}`, {
      at: [name],
      hint: "Build the bench and the cell with the same options.",
    });
  }
  const models: DeckFile = {
    path: `${name}_models.sp`,
    text: textOf([...aboutModels.map((line) => `* ${line}`), ...deck.cards.slice(0, start)]),
  };
  const files: DeckFile[] = [models, { path: `${name}.sp`, text: textOf(cell) }];
  return {
    ...deck,
    cards: [...files.map(({ path }) => `.include ${path}`), ...deck.cards.slice(start + cell.length)],
    files: [...deck.files, ...files],
  };
}

const textOf = (cards: readonly string[]) => `${cards.join("\n")}\n`;
