import { describe, expect, it } from "vitest";
import { assembleLayer, tileAt, tilePlaces, transferMatrix } from "../../../src/crossbar/index.ts";
import { createMatrix } from "../../../src/foundation/index.ts";

describe("tiles of a layer", () => {
  it("cover 784 x 128 with 13 x 2 tiles of 64 x 64", () => {
    const places = tilePlaces(784, 128, [64, 64]);
    expect(places).toHaveLength(26);
    expect(places.at(-1)).toEqual({ tile: [12, 1], row: 768, col: 64 });
  });

  it("put together again are the layer, every cell in its place", () => {
    const layer = createMatrix(
      7,
      5,
      Float64Array.from({ length: 35 }, (_, k) => 1e-6 * (k + 1)),
    );
    const ideal = { rWord: 0, rBit: 0 };
    const tiles = tilePlaces(7, 5, [3, 2]).map((place) => ({
      place,
      transfer: transferMatrix(tileAt(layer, place, [3, 2], ideal)),
    }));
    expect(assembleLayer(7, 5, tiles).data).toEqual(layer.data);
  });
});
