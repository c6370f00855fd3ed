import { describe, expect, it } from "vitest";
import { driftByCurve, driftByPower } from "../../../src/crossbar/index.ts";
import { createMatrix, createRandom, summarize } from "../../../src/foundation/index.ts";

const conductance = createMatrix(
  40,
  50,
  Float64Array.from({ length: 2000 }, (_, k) => 1e-4 + k * 1e-7),
);
const place = { random: createRandom(1), name: ["hidden", "pos"] };
const law = { time: 1e4, t0: 1, nu: 0.05, nuSpread: 0 };

describe("drift by a power law", () => {
  it("is none at t0, and none without an exponent, bit for bit", () => {
    expect(driftByPower(conductance, { ...law, time: 1, nuSpread: 0.5 }, place)).toEqual(conductance);
    expect(driftByPower(conductance, { ...law, nu: 0, nuSpread: 0.5 }, place)).toEqual(conductance);
  });

  it("is G (t / t0)^-nu, a line of slope -nu on logarithmic axes", () => {
    for (const time of [10, 1e3, 1e6]) {
      const later = driftByPower(conductance, { ...law, time }, place);
      const slope = Math.log((later.data[7] as number) / (conductance.data[7] as number)) / Math.log(time);
      expect(slope).toBeCloseTo(-0.05, 12);
    }
  });

  it("has an exponent of each device's own, with the spread that was asked for", () => {
    const later = driftByPower(conductance, { ...law, nuSpread: 0.3 }, place);
    const exponents = later.data.map(
      (g, k) => -Math.log(g / (conductance.data[k] as number)) / Math.log(1e4),
    );
    const { mean } = summarize(exponents);
    const deviation = Math.sqrt(summarize(exponents.map((nu) => (nu - mean) ** 2)).mean);
    expect(mean).toBeCloseTo(0.05, 2);
    expect(deviation / 0.015).toBeGreaterThan(0.95);
    expect(deviation / 0.015).toBeLessThan(1.05);
  });

  it("of one row does not depend on the rows before it", () => {
    const spread = { ...law, nuSpread: 0.3 };
    const top = createMatrix(2, 50, conductance.data.slice(0, 100));
    expect(driftByPower(top, spread, place).data).toEqual(
      driftByPower(conductance, spread, place).data.slice(0, 100),
    );
  });
});

describe("drift along a device's own curve", () => {
  const curve = { before: Float64Array.of(1, 2, 4), after: Float64Array.of(1, 1.8, 3) };

  it("goes through its points, and keeps the ratio of the ends beyond them", () => {
    const g = createMatrix(1, 5, Float64Array.of(0.5, 1, 2, 4, 8));
    expect([...driftByCurve(g, curve).data]).toEqual([0.5, 1, 1.8, 3, 6]);
  });

  it("of a device that forgets nothing is none, bit for bit", () => {
    const still = { before: curve.before, after: curve.before };
    const g = createMatrix(1, 3, Float64Array.of(0.3, 1.7, 3.3));
    expect(driftByCurve(g, still)).toEqual(g);
  });
});
