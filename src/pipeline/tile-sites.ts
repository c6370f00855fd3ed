import { type TilePlace, tilePlaces } from "../crossbar/index.ts";
import type { LayerShape } from "../network/index.ts";

export const polarities = ["pos", "neg"] as const;
export type Polarity = (typeof polarities)[number];

/** Where a tile stands in a network. */
export interface TileSite {
  readonly layer: string;
  readonly polarity: Polarity;
  readonly place: TilePlace;
}

/** All tiles of a layer, positive ones first. Positive and negative columns are arrays of their own. */
export function tileSites(
  { name, rows, cols }: LayerShape,
  size: readonly [word: number, bit: number],
): TileSite[] {
  const places = tilePlaces(rows, cols, size);
  return polarities.flatMap((polarity) => places.map((place) => ({ layer: name, polarity, place })));
}

/** Names of tiles, a list a layer, for a hint: of more than four the first two and the last. */
export function listTiles(layers: readonly (readonly string[])[]): string {
  return layers
    .map((names) => (names.length > 4 ? [...names.slice(0, 2), "...", ...names.slice(-1)] : names).join(", "))
    .join("; ");
}
