export type { CrossbarBench } from "./crossbar.ts";
export { buildCrossbarDeck, crossbarCurrents } from "./crossbar.ts";
export type { Analysis, Deck, DeckFile } from "./deck.ts";
export type { EmitOptions } from "./emit.ts";
export { emitDeck } from "./emit.ts";
export { NetlistError } from "./error.ts";
export { formatNumber } from "./number.ts";
