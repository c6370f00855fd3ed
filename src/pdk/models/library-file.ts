import { sha256 } from "../../foundation/index.ts";
import { type Card, type Include, includeOf, readCards, sectionOf } from "../../spice/index.ts";
import { PdkError } from "../error.ts";
import { splitCard } from "./assignments.ts";
import { type Model, parseModel, parseSubcircuit, type Subcircuit } from "./subcircuit.ts";
import type { Piece } from "./words.ts";

/** One thing that a model library says, in the order of its text. */
export type Item =
  | { readonly kind: "include"; readonly include: Include; readonly line: number }
  /** `text` is `name = value`. */
  | (Piece & { readonly kind: "param"; readonly name: string; readonly value: string })
  | (Piece & { readonly kind: "func"; readonly name: string })
  | Model
  | { readonly kind: "subckt"; readonly subckt: Subcircuit }
  /** Options and whatever else holds for the whole circuit. */
  | (Piece & { readonly kind: "always" });

export interface LibraryFile {
  readonly path: string;
  readonly text: string;
  readonly hash: string;
  /** What stands outside all sections. */
  readonly items: readonly Item[];
  /** In the order of the file. */
  readonly sections: ReadonlyMap<string, readonly Item[]>;
}

/** The items of a library file. @throws PdkError PDK_LIBRARY_SYNTAX */
export function parseLibraryFile(path: string, text: string): LibraryFile {
  const cards = readCards(text);
  const items: Item[] = [];
  const sections = new Map<string, Item[]>();
  let target = items;
  for (let i = 0; i < cards.length; i++) {
    const card = cards[i] as Card;
    const section = sectionOf(card);
    if (card.control) throw syntax(path, card, "commands have no place in a model library");
    if (section !== null) {
      target = [];
      sections.set(section, target);
    } else if (card.keyword === ".endl") target = items;
    else if (card.keyword === ".end") break;
    else if (card.keyword === ".subckt") {
      const end = endOf(cards, i);
      if (end < 0) throw syntax(path, card, "no .ends follows");
      const body = cards.slice(i, end + 1);
      const inner = body.find((one) => includeOf(one) !== null);
      if (inner !== undefined) throw syntax(path, inner, "an include inside a subcircuit is not understood");
      target.push({ kind: "subckt", subckt: parseSubcircuit(body) });
      i = end;
    } else target.push(...itemsOf(path, card));
  }
  return { path, text, hash: sha256(text), items, sections };
}

function itemsOf(path: string, card: Card): Item[] {
  const include = includeOf(card);
  if (include !== null) return [{ kind: "include", include, line: card.line }];
  if (/^\.(if|elseif|else|endif)$/.test(card.keyword)) {
    throw syntax(path, card, "conditions outside subcircuits are not understood");
  }
  if (/^\.param/.test(card.keyword)) {
    return splitCard(card.text).assignments.map((one) => ({ kind: "param", ...one }));
  }
  if (card.keyword === ".func") {
    const name = (/^\.func\s+([\w.]+)/i.exec(card.text)?.[1] ?? "").toLowerCase();
    return [{ kind: "func", name, text: card.text }];
  }
  if (card.keyword === ".model") return [parseModel(card)];
  if (card.keyword === ".title") return [];
  return [{ kind: "always", text: card.text }];
}

function endOf(cards: readonly Card[], start: number): number {
  let depth = 0;
  for (let i = start; i < cards.length; i++) {
    const { keyword } = cards[i] as Card;
    if (keyword === ".subckt") depth++;
    if (keyword === ".ends" && --depth === 0) return i;
  }
  return -1;
}

function syntax(path: string, card: Card, problem: string): PdkError {
  return new PdkError("PDK_LIBRARY_SYNTAX", `"${card.text.slice(0, 60)}": ${problem}`, {
    at: [path, `line ${card.line}`],
    hint: "Check that this is a model library, and whole.",
  });
}
