import { describe, expect, it } from "vitest";
import { confidences, scoreLogits } from "../../../src/network/index.ts";
import { codeOf } from "./tiny.ts";

/** Logits with `winners` ahead by ln(9): the softmax of ten is then 9 / 18. */
function logitsOf(...winners: readonly number[]): Float32Array {
  const logits = new Float32Array(winners.length * 10);
  winners.forEach((winner, n) => {
    logits[n * 10 + winner] = Math.log(9);
  });
  return logits;
}

describe("the score of logits", () => {
  it("counts the images whose largest output is their label", () => {
    const { accuracy, correct, images, predicted } = scoreLogits(
      logitsOf(3, 0, 9, 5),
      Uint8Array.of(3, 1, 9, 4),
    );
    expect({ accuracy, correct, images }).toEqual({ accuracy: 0.5, correct: 2, images: 4 });
    expect([...predicted]).toEqual([3, 0, 9, 5]);
  });

  it("gives the softmax of the winner as confidence", () => {
    const [confidence] = confidences(scoreLogits(logitsOf(7), Uint8Array.of(1)));
    expect(confidence).toBeCloseTo(0.5, 6);
  });

  it("refuses outputs that are not finite: NaN would else count as class 0", async () => {
    expect(await codeOf(() => scoreLogits(logitsOf(1).with(4, Number.NaN), Uint8Array.of(0)))).toBe(
      "NETWORK_NOT_FINITE",
    );
    expect(() => scoreLogits(logitsOf(1, 2).with(14, Number.NEGATIVE_INFINITY), Uint8Array.of(0, 0))).toThrow(
      "output 4 of image 1 is -Infinity",
    );
  });

  it("refuses another number of labels, and labels above 9", async () => {
    expect(await codeOf(() => scoreLogits(logitsOf(1, 2), Uint8Array.of(1)))).toBe("NETWORK_SHAPE");
    expect(await codeOf(() => scoreLogits(logitsOf(1), Uint8Array.of(10)))).toBe("NETWORK_SHAPE");
  });
});
