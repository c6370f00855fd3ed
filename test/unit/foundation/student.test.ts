import { describe, expect, it } from "vitest";
import { createRandom, sampleMean, studentQuantile } from "../../../src/foundation/index.ts";

describe("Student's t", () => {
  it.each([
    [1, 12.7062],
    [4, 2.77645],
    [9, 2.26216],
    [10, 2.22814],
    [19, 2.09302],
    [30, 2.04227],
    [120, 1.97993],
    [1e6, 1.95997],
  ])("has the tabulated 97.5 %% quantile at %i degrees of freedom", (freedom, value) => {
    expect(Math.abs(studentQuantile(freedom) - value)).toBeLessThan(2e-5);
  });

  it("holds the true mean of small samples in 95 of 100 cases", () => {
    const { normal } = createRandom(1).stream("t");
    const trials = 4000;
    let held = 0;
    for (let k = 0; k < trials; k++) {
      const [low, high] = sampleMean(Array.from({ length: 5 }, () => 3 + 2 * normal())).ci95;
      if (low <= 3 && 3 <= high) held += 1;
    }
    expect(Math.abs(held / trials - 0.95)).toBeLessThan(0.015);
  });

  it("of equal values has no width", () => {
    expect(sampleMean([0.9772, 0.9772, 0.9772])).toEqual({
      mean: 0.9772,
      deviation: 0,
      ci95: [0.9772, 0.9772],
    });
  });
});
