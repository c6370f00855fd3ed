import { describe, expect, it } from "vitest";
import { createMatrix } from "../../../src/foundation/index.ts";
import { inferImage, layerDrives, solverCurrents } from "../../../src/pipeline/inference.ts";

/** 2 - 2 - 1 with weights [[1, -2], [3, 1]] and [[2], [-1]], bias 0.5, as conductances around 100 uS, 1e4 a siemens. */
const pair = (weights: number[], rows: number, cols: number) => ({
  gPos: createMatrix(
    rows,
    cols,
    Float64Array.from(weights, (w) => 1e-4 + Math.max(w, 0) / 1e4),
  ),
  gNeg: createMatrix(
    rows,
    cols,
    Float64Array.from(weights, (w) => 1e-4 + Math.max(-w, 0) / 1e4),
  ),
});
const layers = [
  {
    name: "hidden",
    ...pair([1, -2, 3, 1], 2, 2),
    vRead: 0.1,
    inputScale: 1,
    weightPerSiemens: 1e4,
    bias: null,
  },
  {
    name: "output",
    ...pair([2, -1], 2, 1),
    vRead: 0.1,
    inputScale: 5,
    weightPerSiemens: 1e4,
    bias: Float32Array.of(0.5),
  },
];

describe("one image through physical layers", () => {
  it("is the network's own arithmetic: ReLU between layers, bias, none after the last", async () => {
    const infer = async (x: number, y: number) =>
      (await inferImage(layers, Float64Array.of(x, y), solverCurrents(layers)))[0] as number;
    expect(await infer(1, 1)).toBeCloseTo(2 * 4 - 0 + 0.5, 9); // hidden (4, -1): the second is cut off
    expect(await infer(0, 1)).toBeCloseTo(2 * 3 - 1 + 0.5, 9);
    expect(await infer(0, 0)).toBeCloseTo(0.5, 12);
  });

  it("drives every layer in proportion to its scale", async () => {
    const [first, second] = await layerDrives(layers, Float64Array.of(0, 1));
    expect([...(first as Float64Array)]).toEqual([0, 0.1]);
    expect(second?.[0]).toBeCloseTo((3 / 5) * 0.1, 12);
    expect(second?.[1]).toBeCloseTo((1 / 5) * 0.1, 12);
  });
});
