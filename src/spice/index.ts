export type { Card } from "./card.ts";
export { readCards } from "./card.ts";
export type { DeckFile } from "./deck-file.ts";
export { SpiceError } from "./error.ts";
export type { Include } from "./include.ts";
export { builtInFiles, includeOf, sectionOf } from "./include.ts";
export { formatNumber } from "./number.ts";
export { parseSpiceNumber } from "./spice-number.ts";
