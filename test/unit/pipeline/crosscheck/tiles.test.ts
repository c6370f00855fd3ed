import { describe, expect, it } from "vitest";
import { CancelledError, createRandom, MemspiceError } from "../../../../src/foundation/index.ts";
import { attempt } from "../../../../src/pipeline/crosscheck/attempt.ts";
import { largestDifference } from "../../../../src/pipeline/crosscheck/difference.ts";
import { planTiles } from "../../../../src/pipeline/crosscheck/plan.ts";
import { linearCells } from "../../../../src/pipeline/crosscheck/tile-cells.ts";
import { tileName } from "../../../../src/pipeline/crosscheck/tile-name.ts";
import { crosscheckTiles } from "../../../../src/pipeline/crosscheck/tiles.ts";
import { sampleEngine, sampleImages, sampleLayer } from "./sample.ts";

const { wired, layers } = sampleLayer();
const all = wired.flatMap(({ tiles }) => tiles).map((tile) => ({ name: tileName(tile), tile }));
const random = createRandom(1);
const request = { wired, layers, images: sampleImages, inputs: 5, random };
const planned = async (tiles: number | readonly string[], inputs = 5) =>
  (await planTiles({ ...request, tiles, inputs })).plans.map((plan) => ({
    name: tileName(plan.tile),
    images: plan.inputs.map(({ image }) => image),
  }));

describe("the tiles that are checked", () => {
  it("are driven by some image, positive and negative in turn, each with the images that drive it", async () => {
    expect(await planned(9)).toEqual([
      { name: "only-pos-r1-c0", images: [7, 5] },
      { name: "only-neg-r1-c0", images: [7, 5] },
    ]);
    expect(await planned(1, 1)).toEqual([{ name: "only-pos-r1-c0", images: [7] }]);
    expect(await planned(0)).toEqual([]);
  });

  it("are those that were named, once each", async () => {
    const names = ["only-neg-r1-c0", "only-neg-r1-c0"];
    expect(await planned(names)).toEqual([{ name: "only-neg-r1-c0", images: [7, 5] }]);
  });

  it("must be driven when they were named", async () => {
    await expect(planned(["only-pos-r0-c0"])).rejects.toMatchObject({ code: "CROSSCHECK_NOT_DRIVEN" });
  });
});

describe("a tile against the solver", () => {
  const check = (answer?: (current: number) => number) =>
    crosscheckTiles({
      ...request,
      tiles: 1,
      engine: sampleEngine(all, answer),
      cells: linearCells(),
      now: () => 0,
    });

  it("agrees with a right answer to rounding, and ideal arithmetic is apart by what wires take", async () => {
    const { checks, simulated } = await check();
    expect(checks).toHaveLength(1);
    expect(checks[0]?.maxRelativeError).toBeLessThan(1e-14);
    expect(checks[0]?.maxIdealError).toBeGreaterThan(1e-3); // 5 ohm a segment beside 2 to 10 kohm
    expect(checks[0]?.maxIdealError).toBeLessThan(1e-1);
    expect(checks[0]?.seconds.spice).toBe(2); // one for each input
    expect(simulated).toHaveLength(2);
  });

  it("is apart by as much as the answer is wrong", async () => {
    const { checks } = await check((current) => 1.01 * current);
    expect(checks[0]?.maxRelativeError).toBeCloseTo(0.01, 12);
  });

  it("shows a matrix that is not this tile's", async () => {
    const wrong = wired.map((layer) => ({
      ...layer,
      tiles: layer.tiles.map((tile) => ({
        ...tile,
        transfer: { ...tile.transfer, data: tile.transfer.data.map((g, k) => (k === 1 ? 1.001 * g : g)) },
      })),
    }));
    const { checks } = await crosscheckTiles({
      ...request,
      wired: wrong,
      tiles: 1,
      engine: sampleEngine(all),
      cells: linearCells(),
      now: () => 0,
    });
    expect(checks[0]?.maxRelativeError).toBeGreaterThan(1e-4);
  });
});

describe("something that may fail", () => {
  it("gives its value, or its error as a datum", async () => {
    expect(await attempt(async () => 1)).toEqual({ status: "ok", value: 1 });
    const slow = new MemspiceError("ENGINE_TIMEOUT", "no result", { at: ["a deck"], hint: "Wait." });
    const error = { code: "ENGINE_TIMEOUT", at: "a deck", message: "no result", hint: "Wait." };
    expect(await attempt(() => Promise.reject(slow))).toEqual({ status: "failed", error });
  });

  it("does not swallow a wish to stop, nor a defect", async () => {
    await expect(attempt(() => Promise.reject(new CancelledError()))).rejects.toThrow(/CANCELLED/);
    await expect(attempt(() => Promise.reject(new TypeError("defect")))).rejects.toThrow("defect");
  });
});

describe("the largest difference", () => {
  it("is on the scale of the largest reference", () => {
    expect(largestDifference(Float64Array.of(1.5, -4), Float64Array.of(1, -4))).toBe(0.125);
  });

  it("is not a number, so that nothing passes, without a scale or without a value", () => {
    expect(largestDifference(Float64Array.of(0), Float64Array.of(0))).toBeNaN();
    expect(largestDifference(Float64Array.of(Number.NaN, 1), Float64Array.of(1, 1))).toBeNaN();
    expect(largestDifference(Float64Array.of(1, Number.NaN, 1), Float64Array.of(1, 1, 1))).toBeNaN();
  });
});
