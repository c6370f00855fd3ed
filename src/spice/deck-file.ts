/** A file that the deck includes: its name as the deck spells it, relative to the deck, with `/`. */
export interface DeckFile {
  readonly path: string;
  readonly text: string;
}
