import { describe, expect, it } from "vitest";
import { createRandom, kolmogorovSmirnov } from "../../../src/foundation/index.ts";

const normals = (name: string, count: number, shift = 0) => {
  const stream = createRandom(1).stream(name);
  return Array.from({ length: count }, () => stream.normal() + shift);
};

describe("the Kolmogorov-Smirnov test", () => {
  it("measures the largest distance between two distributions", () => {
    expect(kolmogorovSmirnov([1, 2, 3, 4], [1, 2, 3, 4])).toEqual({ distance: 0, p: 1 });
    expect(kolmogorovSmirnov([1, 2], [3, 4]).distance).toBe(1);
    expect(kolmogorovSmirnov([1, 2, 3, 4], [3, 4, 5, 6]).distance).toBe(0.5);
  });

  it("takes samples of one distribution for such, and tells a shift of half a sigma", () => {
    expect(kolmogorovSmirnov(normals("a", 400), normals("b", 400)).p).toBeGreaterThan(0.05);
    expect(kolmogorovSmirnov(normals("a", 400), normals("b", 400, 0.5)).p).toBeLessThan(1e-4);
  });
});

describe("binomial numbers", () => {
  it("have the mean and variance of theirs, whole, and the ends exactly", () => {
    const stream = createRandom(3).stream("binomial");
    const draws = Array.from({ length: 4000 }, () => stream.binomial(200, 0.3));
    const mean = draws.reduce((a, b) => a + b, 0) / draws.length;
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / draws.length;
    expect(Math.abs(mean - 60)).toBeLessThan(0.4);
    expect(Math.abs(variance / 42 - 1)).toBeLessThan(0.1);
    expect(draws.every((n) => Number.isInteger(n) && n >= 0 && n <= 200)).toBe(true);
    expect([stream.binomial(50, 0), stream.binomial(50, 1), stream.binomial(0, 0.5)]).toEqual([0, 50, 0]);
  });
});
