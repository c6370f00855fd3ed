import { describe, expect, it } from "vitest";
import type { AnalysisResult, Simulation } from "../../../src/engine/index.ts";
import { measureSelect } from "../../../src/measurement/index.ts";
import { exchangedCurrent, selectCurrent } from "../../../src/netlist/index.ts";
import { ekvCurves } from "../../select-curves.ts";

const range = { vMin: -0.05, vMax: 0.95, points: 101 };
const known = ekvCurves(range);
const row = (a: number) => known.current.data.slice(a * 101, (a + 1) * 101);
const measured = (change: (vectors: Record<string, Float64Array>) => void = () => {}) => {
  const vectors = Object.fromEntries(Array.from({ length: 101 }, (_, a) => [selectCurrent(a), row(a)]));
  vectors[exchangedCurrent] = row(50).map((i) => -i);
  change(vectors);
  return { kind: "dc", sweep: new Float64Array(101), vectors } satisfies AnalysisResult;
};
const measure = (result: AnalysisResult) => {
  const simulation: Simulation = {
    result,
    warnings: [],
    engine: { name: "ngspice", version: "0", ngspice: "0", solver: "sparse" },
    deckHash: "",
    seconds: 0,
  };
  return measureSelect(simulation, known.transistor, range);
};

describe("a select transistor", () => {
  it("has its currents from the simulation, and derivatives from their differences", () => {
    const curves = measure(measured());
    expect(curves.current).toEqual(known.current);
    for (const name of ["byLow", "byAcross", "byBoth"] as const) {
      const largest = known[name].data.reduce((most, slope) => Math.max(most, Math.abs(slope)), 0);
      const apart = curves[name].data.map((slope, k) => Math.abs(slope - known[name].data[k]!) / largest);
      expect(Math.max(...apart), name).toBeLessThan(2e-3);
    }
  });

  it.each([
    ["MEASUREMENT_ANALYSIS", { kind: "op", vectors: {} } satisfies AnalysisResult],
    ["MEASUREMENT_PROBE", measured((vectors) => delete vectors[selectCurrent(7)])],
    [
      "MEASUREMENT_SWEEP",
      measured((vectors) => {
        vectors[selectCurrent(7)] = new Float64Array(3);
      }),
    ],
    [
      "MEASUREMENT_SELECT",
      measured((vectors) => {
        vectors[selectCurrent(7)] = row(2);
      }),
    ],
    [
      "MEASUREMENT_SELECT",
      measured((vectors) => {
        vectors[selectCurrent(7)] = row(7).toReversed();
      }),
    ],
    [
      "MEASUREMENT_SELECT",
      measured((vectors) => {
        vectors[exchangedCurrent] = row(50).map((i) => -1.01 * i);
      }),
    ],
  ])("is refused with %s", (code, result) => {
    expect(() => measure(result)).toThrow(expect.objectContaining({ code }));
  });
});
