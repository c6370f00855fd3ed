import { describe, expect, it } from "vitest";
import { indexOfLargest, softmaxCrossEntropy } from "../../../src/network/loss.ts";

describe("softmax cross-entropy", () => {
  it("of equal logits is ln(classes)", () => {
    const { loss } = softmaxCrossEntropy(new Float32Array(10).fill(3), Uint8Array.of(4));
    expect(loss).toBeCloseTo(Math.log(10), 12);
  });

  it("is the mean over the batch, and counts the hits", () => {
    const logits = Float32Array.of(2, 0, 0, 5);
    const { loss, correct } = softmaxCrossEntropy(logits, Uint8Array.of(0, 0));
    expect(loss).toBeCloseTo((Math.log(1 + Math.exp(-2)) + Math.log(1 + Math.exp(5))) / 2, 6);
    expect(correct).toBe(1);
  });

  it("stands logits that would overflow an exponential", () => {
    const { loss, gradient } = softmaxCrossEntropy(Float32Array.of(1e4, 0), Uint8Array.of(1));
    expect(loss).toBeCloseTo(1e4, 6);
    expect([...gradient]).toEqual([1, -1]);
  });

  it("is not finite when a logit is not", () => {
    expect(softmaxCrossEntropy(Float32Array.of(Number.NaN, 0), Uint8Array.of(1)).loss).toBeNaN();
  });

  it("has the gradient of its finite differences", () => {
    const logits = Float32Array.of(0.5, -1.25, 2, 0.75, 0.125, -0.5);
    const labels = Uint8Array.of(1, 2);
    const { gradient } = softmaxCrossEntropy(logits, labels);
    const step = 2 ** -10;
    logits.forEach((z, i) => {
      const at = (value: number) => softmaxCrossEntropy(logits.with(i, value), labels).loss;
      expect(gradient[i]).toBeCloseTo((at(z + step) - at(z - step)) / (2 * step), 6);
    });
  });
});

describe("the prediction", () => {
  it("is the first of equal largest outputs", () => {
    expect(indexOfLargest(Float32Array.of(1, 3, 3, 2))).toBe(1);
  });
});
