import type { Engine } from "../../engine/index.ts";
import type { LayerShape } from "../../network/index.ts";
import type { RunSpec } from "../../spec/index.ts";
import { PipelineError } from "../error.ts";
import { listTiles, tileSites } from "../tile-sites.ts";
import { tileName } from "./tile-name.ts";

/** What a cross-check is to look at, beside what the spec says of it. */
export interface CrosscheckChoice {
  /** Tiles by name; none: so many of each layer as the spec says, drawn at random. */
  readonly tiles: readonly string[];
  /** Test images by number, for tiles and for the whole network; none: so many as the spec says, drawn at random. */
  readonly images: readonly number[];
  /** A second simulator, that runs the decks of the tiles too. */
  readonly native: Engine | null;
  /** Files that take the place of cells in SPICE, as they came back from layout, by the name of the cell; none where left out. */
  readonly extracted?: Readonly<Record<string, string>>;
}

/** @throws PipelineError CROSSCHECK_IMAGE, CROSSCHECK_EMPTY */
export function assertChoice(
  { tiles, images }: Pick<CrosscheckChoice, "tiles" | "images">,
  { dataset, crosscheck }: Pick<RunSpec, "dataset" | "crosscheck">,
): void {
  const outside = images.find((image) => !(Number.isInteger(image) && image >= 0 && image < dataset.test));
  if (outside !== undefined) {
    throw new PipelineError("CROSSCHECK_IMAGE", `there is no test image ${outside}`, {
      at: ["image", String(outside)],
      hint: `Test images are numbered 0 to ${dataset.test - 1}: dataset.test is ${dataset.test}.`,
    });
  }
  if (tiles.length > 0 || crosscheck.tiles > 0 || crosscheck.images > 0) return;
  throw new PipelineError("CROSSCHECK_EMPTY", "the spec asks for no tile and for no image", {
    at: ["crosscheck"],
    hint: "Set crosscheck.tiles or crosscheck.images above 0, or name a tile.",
  });
}

/** Tiles that are named are tiles of these layers. @throws PipelineError CROSSCHECK_TILE */
export function assertTiles(
  names: readonly string[],
  layers: readonly LayerShape[],
  size: RunSpec["array"]["tile"],
): void {
  const known = layers.map((layer) => tileSites(layer, size).map(tileName));
  const strange = names.find((name) => !known.flat().includes(name));
  if (strange === undefined) return;
  throw new PipelineError("CROSSCHECK_TILE", `there is no tile "${strange}"`, {
    at: ["tile", strange],
    hint: `Tiles are layer, polarity, row and column: ${listTiles(known)}.`,
  });
}
