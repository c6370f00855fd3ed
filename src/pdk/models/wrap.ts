import type { Piece } from "./words.ts";

const width = 110;

/** A card in lines that people can read, continued by `+`, cut at blanks. */
export function wrap(text: string): readonly string[] {
  if (text.length <= width) return [text];
  const lines: string[] = [];
  let from = 0;
  while (text.length - from > width) {
    let cut = text.lastIndexOf(" ", from + width);
    if (cut <= from) cut = text.indexOf(" ", from + width);
    if (cut < 0) break;
    lines.push(`${lines.length === 0 ? "" : "+ "}${text.slice(from, cut)}`);
    from = cut + 1;
  }
  return [...lines, `${lines.length === 0 ? "" : "+ "}${text.slice(from)}`];
}

const wrapped = new WeakMap<Piece, readonly string[]>();

/** The lines of a piece as it stands in the library. */
export function linesOf(piece: Piece): readonly string[] {
  let lines = wrapped.get(piece);
  if (lines === undefined) {
    lines = wrap(piece.text);
    wrapped.set(piece, lines);
  }
  return lines;
}
