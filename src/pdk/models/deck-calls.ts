import { type Card, includeOf, readCards } from "../../spice/index.ts";
import { type Element, parseElement } from "./subcircuit.ts";

/** A device or a call on the cards of a deck. */
export interface DeckElement {
  readonly element: Element;
  readonly card: Card;
  /** The subcircuit of the deck that holds it; null: the top. */
  readonly scope: string | null;
}

export interface DeckCards {
  readonly elements: readonly DeckElement[];
  /** Cards that are no elements: parameters, functions, models of the deck. */
  readonly others: readonly Card[];
  /** Subcircuits that the deck defines. */
  readonly defined: ReadonlySet<string>;
  readonly hasIncludes: boolean;
}

/** What stands on the cards of a deck; line n of a card is the n-th line of all cards together. */
export function readDeckCards(cards: readonly string[]): DeckCards {
  const elements: DeckElement[] = [];
  const others: Card[] = [];
  const defined = new Set<string>();
  const scopes: string[] = [];
  let hasIncludes = false;
  for (const card of readCards(cards.join("\n"))) {
    if (card.control) continue;
    if (includeOf(card) !== null) hasIncludes = true;
    else if (card.keyword === ".subckt") {
      const name = (card.text.split(/\s+/)[1] ?? "").toLowerCase();
      defined.add(name);
      scopes.push(name);
      others.push(card);
    } else if (card.keyword === ".ends") scopes.pop();
    else if (/^[a-z]/.test(card.keyword)) {
      elements.push({ element: parseElement(card), card, scope: scopes.at(-1) ?? null });
    } else others.push(card);
  }
  return { elements, others, defined, hasIncludes };
}

/** Where an element stands, for messages: `neuron / XM3`. */
export function placeOf({ scope, card }: DeckElement): readonly string[] {
  const name = card.text.split(/\s+/)[0] ?? "";
  return scope === null ? [name] : [scope, name];
}
