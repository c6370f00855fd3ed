import { describe, expect, it } from "vitest";
import { createMatrix, createRandom, type MemspiceError } from "../../../src/foundation/index.ts";
import { createArrayAdam } from "../../../src/network/array-adam.ts";
import { batchGradient } from "../../../src/network/batch-gradient.ts";
import { createRetraining } from "../../../src/network/index.ts";

const { uniform, normal } = createRandom(1).stream("retrain");
const matrix = (rows: number, cols: number, value: () => number) =>
  createMatrix(rows, cols, Float64Array.from({ length: rows * cols }, value));

describe("the gradient of a batch", () => {
  it("is the central difference by every weight and bias", () => {
    const layers = [
      { weights: matrix(5, 4, normal), bias: null },
      { weights: matrix(4, 3, normal), bias: Float64Array.of(0.1, -0.2, 0.3) },
    ];
    const x = matrix(6, 5, () => Math.max(0, uniform() - 0.4));
    const labels = Uint8Array.of(0, 1, 2, 1, 0, 2);
    const { gradients } = batchGradient(layers, x, labels);
    const slope = (values: Float64Array, k: number) => {
      const step = 1e-3; // logits are rounded to single precision
      const kept = values[k]!;
      const at = (value: number) => {
        values[k] = value;
        return batchGradient(layers, x, labels).loss;
      };
      const found = (at(kept + step) - at(kept - step)) / (2 * step);
      values[k] = kept;
      return found;
    };
    for (const [index, { weights, bias }] of layers.entries()) {
      for (const k of weights.data.keys())
        expect(gradients[index]?.weights[k]).toBeCloseTo(slope(weights.data, k), 3);
      for (const k of bias?.keys() ?? [])
        expect(gradients[index]?.bias[k]).toBeCloseTo(slope(bias as Float64Array, k), 3);
    }
  });
});

describe("Adam on an array", () => {
  it("begins with one step of the rate against the sign of the gradient, and keeps to its bound", () => {
    const values = Float64Array.of(0, 0.5, -0.95);
    const adam = createArrayAdam(values, 1);
    adam.step(Float64Array.of(3, -1e-3, 7), 0.1);
    expect(values[0]).toBeCloseTo(-0.1, 6);
    expect(values[1]).toBeCloseTo(0.6, 3); // epsilon counts for a small gradient
    expect(values[2]).toBe(-1);
  });
});

describe("retraining of pairs", () => {
  const window = { gMin: 25e-6, gMax: 1e-3 };
  /** Ten kinds of image: a bar of one row each. */
  const bars = () => {
    const labels = Uint8Array.from({ length: 40 }, (_, n) => n % 10);
    const images = new Uint8Array(40 * 784);
    for (const [n, label] of labels.entries())
      images.fill(200 + 5 * (n % 7), 784 * n + 28 * (2 * label + 3), 784 * n + 28 * (2 * label + 4));
    return { images, labels };
  };
  const all = Uint32Array.from({ length: 40 }, (_, n) => n);
  /** Cells far down a line count for less. */
  const cells = {
    pos: matrix(784, 10, () => 500 + 3000 * uniform()),
    neg: matrix(784, 10, () => 500 + 3000 * uniform()),
  };

  it("lowers the loss, within the window", () => {
    const shares = matrix(784, 10, () => 0.02 * normal());
    const bias = new Float64Array(10);
    const training = createRetraining([{ shares, bias }], { window, batch: 8 });
    const losses = Array.from({ length: 8 }, () => training.run([cells], bars(), all, 5e-3));
    expect(losses.at(-1)).toBeLessThan(0.2 * (losses[0] as number));
    expect(shares.data.every((share) => Math.abs(share) <= 1)).toBe(true);
    expect(bias.some((value) => value !== 0)).toBe(true);
  });

  it("computes with the cells that its shares are, each with the weight of its own place", () => {
    const shares = matrix(784, 10, () => 0.02 * normal());
    const side = (sign: 1 | -1) =>
      shares.data.map((share) => window.gMin + Math.max(sign * share, 0) * (window.gMax - window.gMin));
    const [gPos, gNeg] = [side(1), side(-1)];
    const weights = createMatrix(
      784,
      10,
      gPos.map((g, k) => cells.pos.data[k]! * g - cells.neg.data[k]! * gNeg[k]!),
    );
    const { images, labels } = bars();
    const x = createMatrix(
      40,
      784,
      Float64Array.from(images, (grey) => grey / 255),
    );
    const { loss } = batchGradient([{ weights, bias: null }], x, labels);
    const training = createRetraining([{ shares, bias: null }], { window, batch: 40 });
    expect(training.run([cells], { images, labels }, all, 1e-300)).toBeCloseTo(loss, 5);
  });

  it("says so when it does not converge", () => {
    const broken = { pos: matrix(784, 10, () => Number.NaN), neg: cells.neg };
    const layers = [{ shares: matrix(784, 10, () => 0.1), bias: null }];
    const training = createRetraining(layers, { window, batch: 8 });
    expect(() => training.run([broken], bars(), all, 1e-3)).toThrow(
      expect.objectContaining({ code: "NETWORK_DIVERGED" } satisfies Partial<MemspiceError>),
    );
  });
});
