import { describe, expect, it } from "vitest";
import type { Engine } from "../../../../src/engine/index.ts";
import { MemspiceError } from "../../../../src/foundation/index.ts";
import { inferInSolver, inferInSpice, runSpiceNetwork } from "../../../../src/pipeline/crosscheck/images.ts";
import { linearCells } from "../../../../src/pipeline/crosscheck/tile-cells.ts";
import { tileName } from "../../../../src/pipeline/crosscheck/tile-name.ts";
import type { TestImage } from "../../../../src/pipeline/draw-images.ts";
import { joinTiles } from "../../../../src/pipeline/wire.ts";
import { sampleEngine, sampleImages, sampleLayer } from "./sample.ts";

const sample = sampleLayer();
const tiles = sample.wired.flatMap((layer) => layer.tiles);
/** The layers as their tiles make them, wires included. */
const wired = sample.wired.map(({ name, gPos, tiles: own }) => joinTiles(name, gPos, own));
const layers = sample.layers.map((layer, index) => ({ ...layer, ...wired[index] }));
const all = tiles.map((tile) => ({ name: tileName(tile), tile }));
const image = sampleImages[0] as TestImage;
const network = { wired, layers, cells: linearCells() };

describe("a whole image", () => {
  it("comes out of SPICE as out of the solver, tile by tile or by the layer's matrix", async () => {
    let ran = 0;
    const onTile = () => ran++;
    const { logits, simulated } = await inferInSpice(image, {
      ...network,
      engine: sampleEngine(all),
      onTile,
    });
    const byMatrix = await inferInSolver(image, network);
    const byTiles = await inferInSolver(image, { ...network, cells: { ...network.cells, linear: false } });
    for (const [j, logit] of byMatrix.entries()) {
      expect(logits[j]! / logit).toBeCloseTo(1, 9);
      expect(byTiles[j]! / logit).toBeCloseTo(1, 9);
    }
    expect([ran, simulated.length]).toEqual([4, 4]);
  });

  it("shows an answer that is wrong, and counts classes against labels", async () => {
    const request = { ...network, images: sampleImages };
    const right = await runSpiceNetwork({ ...request, engine: sampleEngine(all) });
    expect(right).toMatchObject({ images: 3, agreement: 3 });
    expect(right.maxLogitError).toBeLessThan(1e-9);
    const wrong = await runSpiceNetwork({
      ...request,
      engine: sampleEngine(all, (current, name) => (name.includes("pos") ? 1.1 : 1) * current),
    });
    expect(wrong.maxLogitError).toBeGreaterThan(0.01);
  });

  it("stops the other tiles where one fails", async () => {
    let stopped = 0;
    const engine: Engine = {
      ...sampleEngine(all),
      run: (deck, options) =>
        deck.title.startsWith("only-neg-r0")
          ? Promise.reject(new MemspiceError("ENGINE_TIMEOUT", "no result"))
          : new Promise((_, reject) => {
              options?.signal?.addEventListener("abort", () => {
                stopped++;
                reject(options.signal?.reason);
              });
            }),
    };
    await expect(inferInSpice(image, { ...network, engine })).rejects.toMatchObject({
      code: "ENGINE_TIMEOUT",
    });
    expect(stopped).toBe(3);
  });
});
