import { type Card, parseSpiceNumber } from "../../spice/index.ts";
import type { Bin } from "../transistor.ts";
import { type Assignment, splitCard } from "./assignments.ts";
import { binOf } from "./bins.ts";
import type { Piece } from "./words.ts";

/** A `.model` card. Cards `name.1`, `name.2`, ... are the bins of `name`. */
export interface Model extends Piece {
  readonly kind: "model";
  /** Without the number of the bin, in lower case. */
  readonly base: string;
  readonly bin: Bin | null;
}

/** A device or a call inside a subcircuit, with the numbers that bins ask for. */
export interface Element extends Piece {
  readonly kind: "element";
  /** `x`, `m`, `d`, ... */
  readonly letter: string;
  /** Words before the first assignment, in lower case; for a call the last one is the subcircuit's name. */
  readonly words: readonly string[];
  readonly assignments: readonly Assignment[];
}

/** A `.param` or any other card of a subcircuit: kept with it. */
export interface Other extends Piece {
  readonly kind: "other";
}

export interface Subcircuit {
  readonly name: string;
  /** The `.subckt` card. */
  readonly head: Piece;
  readonly end: string;
  readonly content: readonly (Model | Element | Other)[];
  readonly models: ReadonlyMap<string, readonly Model[]>;
  /** Parameters of the subcircuit that have a plain number as default. */
  readonly defaults: ReadonlyMap<string, number | null>;
  /**
   * Its parameter `m` reaches none of its devices. ngspice hands the `m` of a call on to them only where the subcircuit has no parameter
   * of that name: with the GF180 library m = 4 would be one transistor, in silence.
   */
  readonly losesM: boolean;
}

export function parseModel(card: Card): Model {
  const name = (/^\S+\s+([^\s(]+)/.exec(card.text)?.[1] ?? "").toLowerCase();
  const base = name.replace(/\.\d+$/, "");
  // A card that has just the name that a device asks for is taken whatever its range says.
  return { kind: "model", text: card.text, base, bin: base === name ? null : binOf(card.text) };
}

export function parseElement(card: Card): Element {
  const { head, assignments } = splitCard(card.text);
  const words = head.toLowerCase().split(/[\s,()]+/);
  const text = card.text;
  if (words.at(-1) === "params:") words.pop();
  return { kind: "element", text, letter: card.keyword.charAt(0), words, assignments };
}

/** @param cards from `.subckt` to its `.ends` */
export function parseSubcircuit(cards: readonly Card[]): Subcircuit {
  const [first, last] = [cards[0] as Card, cards.at(-1) as Card];
  const header = splitCard(first.text);
  const defaults = new Map<string, number | null>();
  const models = new Map<string, Model[]>();
  const setDefaults = (assignments: readonly Assignment[]) => {
    for (const { name, value } of assignments) defaults.set(name, plainNumber(value));
  };
  setDefaults(header.assignments);
  let depth = 0;
  const content = cards.slice(1, -1).map((card): Model | Element | Other => {
    if (card.keyword === ".subckt") depth++;
    if (card.keyword === ".ends") depth--;
    if (depth === 0 && card.keyword === ".model") {
      const model = parseModel(card);
      models.set(model.base, [...(models.get(model.base) ?? []), model]);
      return model;
    }
    if (/^[a-z]/.test(card.keyword)) return parseElement(card);
    if (depth === 0 && /^\.param/.test(card.keyword)) setDefaults(splitCard(card.text).assignments);
    return { kind: "other", text: card.text };
  });
  const name = (first.text.split(/\s+/)[1] ?? "").toLowerCase();
  const losesM =
    header.assignments.some((one) => one.name === "m") &&
    !content.some((piece) => piece.kind === "element" && /\bm\b/i.test(piece.text.replace(/^\S+/, "")));
  return { name, head: { text: first.text }, end: last.text, content, models, defaults, losesM };
}

/** A number that stands alone, in braces or quotes or bare; null for any expression. */
export function plainNumber(text: string): number | null {
  const value = parseSpiceNumber(text.replace(/^[{']|[}']$/g, "").trim());
  return Number.isNaN(value) ? null : value;
}
