export type { Analysis, Deck, DeckFile } from "./deck.ts";
