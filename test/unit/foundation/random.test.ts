import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/foundation/index.ts";

const draws = (n: number, draw: () => number) => Float64Array.from({ length: n }, draw);
const mean = (values: Float64Array) => values.reduce((a, b) => a + b, 0) / values.length;
const deviation = (values: Float64Array) => {
  const centre = mean(values);
  return Math.sqrt(mean(values.map((v) => (v - centre) ** 2)));
};

describe("a seeded stream", () => {
  it("depends on seed and name, and on nothing else", () => {
    const a = createRandom(1);
    a.stream("other").uniform();
    const first = draws(5, a.stream("x", 2).uniform);
    expect(draws(5, createRandom(1).stream("x", 2).uniform)).toEqual(first);
    expect(draws(5, createRandom(2).stream("x", 2).uniform)).not.toEqual(first);
    expect(draws(5, createRandom(1).stream("x", 3).uniform)).not.toEqual(first);
    expect(draws(5, createRandom(1).stream("x", "2").uniform)).not.toEqual(first);
  });

  it("is uniform in [0, 1) and normal, within five standard errors", () => {
    const n = 40_000;
    const uniform = draws(n, createRandom(1).stream("u").uniform);
    expect(Math.abs(mean(uniform) - 0.5)).toBeLessThan((5 * Math.sqrt(1 / 12)) / Math.sqrt(n));
    expect(uniform.every((u) => u >= 0 && u < 1)).toBe(true);
    const normal = draws(n, createRandom(1).stream("n").normal);
    expect(Math.abs(mean(normal))).toBeLessThan(5 / Math.sqrt(n));
    expect(Math.abs(deviation(normal) - 1)).toBeLessThan(5 / Math.sqrt(2 * n));
  });

  it("has lognormal factors of mean 1 and the coefficient of variation of their sigma (O-5.2)", () => {
    const n = 40_000;
    const sigma = 0.3;
    const { lognormal } = createRandom(4).stream("l");
    const factors = draws(n, () => lognormal(sigma));
    const cv = Math.sqrt(Math.exp(sigma * sigma) - 1);
    expect(Math.abs(mean(factors) - 1)).toBeLessThan((5 * cv) / Math.sqrt(n));
    expect(deviation(factors) / cv).toBeCloseTo(1, 1);
    expect(lognormal(0)).toBe(1);
  });

  it("permutes without loss", () => {
    const order = createRandom(1).stream("p").permutation(1000);
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: 1000 }, (_, i) => i));
    expect([...order]).not.toEqual(Array.from({ length: 1000 }, (_, i) => i));
  });
});
