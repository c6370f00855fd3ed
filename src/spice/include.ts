import type { Card } from "./card.ts";

/** What an `.include` or `.lib` card asks for. */
export interface Include {
  /** The file as the card spells it, quotes taken off. */
  readonly file: string;
  /** The section of a library; null for `.include`. */
  readonly section: string | null;
}

const includeCard = /^\.(?:include|incl?|lib)\s+(?:"([^"]+)"|'([^']+)'|(\S+))\s*(\S+)?\s*$/i;

/** The file that a card includes; null for any other card, among them `.lib name`, which begins a section. */
export function includeOf(card: Card): Include | null {
  if (card.control) return null;
  const match = includeCard.exec(card.text);
  if (match === null) return null;
  const file = match[1] ?? match[2] ?? match[3] ?? "";
  if (!/^\.lib/i.test(card.text)) return { file, section: null };
  return match[4] === undefined
    ? null
    : { file, section: match[4].replace(/^["']|["']$/g, "").toLowerCase() };
}

/** The name of the library section that a card begins; null for any other card. */
export function sectionOf(card: Card): string | null {
  const name = /^\.lib\s+["']?([^\s"']+)["']?\s*$/i.exec(card.text)?.[1];
  return name === undefined ? null : name.toLowerCase();
}

/** Model files that stand inside the WASM engine (eecircuit-engine 1.8.0) and may be included by name. */
export const builtInFiles: readonly string[] = [
  "modelcard.FreePDK45",
  "modelcard.PDK15",
  "modelcard.ptmLP",
  "modelcard.ptmHP",
  "modelcard.ptm",
  "modelcard.skywater",
  "modelcard.CMOS90",
  "modelcard.GF180",
  "sm141064.ngspice",
  "modelcard.GF180.typical",
  "modelcard.GF180.ff",
  "modelcard.GF180.ss",
  "modelcard.GF180.fs",
  "modelcard.GF180.sf",
  "modelcard.GF180.statistical",
];
