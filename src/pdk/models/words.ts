/** A piece of a library that is kept or left out as a whole. */
export interface Piece {
  readonly text: string;
}

const wordsCache = new WeakMap<Piece, readonly string[]>();

/** All identifiers of a piece, in lower case, each once: whatever it may refer to is among them. */
export function wordsOf(piece: Piece): readonly string[] {
  let words = wordsCache.get(piece);
  if (words === undefined) {
    words = wordsIn(piece.text);
    wordsCache.set(piece, words);
  }
  return words;
}

export function wordsIn(text: string): readonly string[] {
  return [...new Set(text.toLowerCase().match(/[a-z_][\w.]*/g) ?? [])];
}
