import { posix } from "node:path";
import type { Deck } from "../netlist/index.ts";
import type { DeckFile } from "../spice/index.ts";
import { builtInFiles, type Card, includeOf, readCards } from "../spice/index.ts";
import { EngineError } from "./error.ts";

/** A card, and the file of the deck it stands in; null: the deck itself. */
export interface PlacedCard extends Card {
  readonly file: string | null;
}

const cache = new WeakMap<DeckFile, readonly PlacedCard[]>();

/** Cards of the deck itself; a line number is the one in the emitted deck. */
export function cardsOf(deck: Deck): readonly PlacedCard[] {
  const firstLine = 2 + deck.comments.reduce((sum, comment) => sum + comment.split("\n").length, 0);
  return place(readCards(deck.cards.join("\n"), firstLine), null);
}

/**
 * The deck's cards and those of all files it includes, where a library gives all of its sections.
 *
 * @param builtIn may the deck include the files that stand inside the WASM engine?
 * @throws EngineError ENGINE_MISSING_FILE for an include that is not among `deck.files`
 */
export function allCards(deck: Deck, own: readonly PlacedCard[], builtIn: boolean): readonly PlacedCard[] {
  const files = new Map(deck.files.map((file) => [file.path, file]));
  const cards: PlacedCard[] = [...own];
  const seen = new Set<string>();
  for (let i = 0; i < cards.length; i++) {
    const card = cards[i] as PlacedCard;
    const include = includeOf(card);
    if (include === null) continue;
    const file = findFile(files, include.file, card.file);
    if (file === undefined) {
      // A line of a library's section that nobody asked for may name what is not there: the simulator knows better.
      if (card.file !== null || (builtIn && builtInFiles.includes(include.file))) continue;
      throw missingFile(deck, card, include.file, builtIn);
    }
    if (seen.has(file.path)) continue;
    seen.add(file.path);
    for (const inner of cardsOfFile(file)) cards.push(inner);
  }
  return cards;
}

export function lineOf(card: PlacedCard): readonly string[] {
  return [...(card.file === null ? [] : [card.file]), `line ${card.line}`];
}

/** Is this a device of the circuit, or an include that may bring some? */
export function bringsDevices(card: Card): boolean {
  return !card.control && (/^[a-z]/.test(card.keyword) || includeOf(card) !== null);
}

/** Cards of one of the deck's files, with their lines there. */
export function cardsOfFile(file: DeckFile): readonly PlacedCard[] {
  const known = cache.get(file);
  if (known !== undefined) return known;
  const cards = place(readCards(file.text), file.path);
  cache.set(file, cards);
  return cards;
}

function place(cards: readonly Card[], file: string | null): readonly PlacedCard[] {
  return cards.map((card) => ({ ...card, file }));
}

function findFile(
  files: ReadonlyMap<string, DeckFile>,
  path: string,
  from: string | null,
): DeckFile | undefined {
  const folder = from === null || !from.includes("/") ? "" : from.slice(0, from.lastIndexOf("/") + 1);
  return files.get(posix.normalize(`${folder}${path}`)) ?? files.get(posix.normalize(path));
}

function missingFile(deck: Deck, card: PlacedCard, path: string, builtIn: boolean): EngineError {
  const inside = builtInFiles.includes(path) && !builtIn;
  return new EngineError("ENGINE_MISSING_FILE", `"${path}" is not among the files of the deck`, {
    at: [deck.title, ...lineOf(card)],
    hint: inside
      ? "This file stands inside the WASM engine only: use that engine, or give the models as files."
      : "Every file that a deck includes must come with it; nothing else on this machine is read.",
  });
}
