import { describe, expect, it } from "vitest";
import type { AnalysisResult, Simulation } from "../../../src/engine/index.ts";
import {
  type CurveFamily,
  measureOnCurrents,
  measureTransistor,
  transistorCurves,
} from "../../../src/measurement/index.ts";
import { drainCurrent, type SingleTransistor, type TransistorSweep } from "../../../src/netlist/index.ts";

const transistor: SingleTransistor = { device: "ekv", polarity: "n", w: 5e-6, l: 1e-6, m: 2 };
const step = 5e-3;
const points = 361;
const gate: TransistorSweep = {
  analysis: "gate",
  vds: [0.05, 1.8],
  stop: 1.8,
  step,
  bulk: 0,
  temperatureC: 27,
};
const drain: TransistorSweep = {
  analysis: "drain",
  vgs: [0.9, 1.8],
  stop: 1.8,
  step,
  bulk: 0,
  temperatureC: 27,
};

/** Interpolation of Enz, Krummenacher and Vittoz: exponential below the threshold, square law above. Slope factor 1.3. */
const model = { ut: 0.02585, n: 1.3, vt0: 0.5, spec: 2e-6, lowering: 0.05, leak: 0 };
function current(vgs: number, vds: number, given: Partial<typeof model> = {}): number {
  const { ut, n, vt0, spec, lowering, leak } = { ...model, ...given };
  const pinch = (vgs - vt0 + lowering * vds) / n;
  const charge = (v: number) => Math.log1p(Math.exp(v / (2 * ut))) ** 2;
  return spec * (charge(pinch) - charge(pinch - vds)) + leak;
}

const grid = Float64Array.from({ length: points }, (_, i) => i * step);
const simulationOf = (result: AnalysisResult): Simulation => ({
  result,
  warnings: [],
  engine: { name: "ngspice", version: "0", ngspice: "0", solver: "sparse" },
  deckHash: "",
  seconds: 0,
});
function swept(sweep: TransistorSweep, given: Partial<typeof model> = {}): CurveFamily {
  const held = sweep.analysis === "gate" ? sweep.vds : sweep.vgs;
  const curve = (other: number) =>
    grid.map((v) => (sweep.analysis === "gate" ? current(v, other, given) : current(other, v, given)));
  const vectors = Object.fromEntries(held.map((other, k) => [drainCurrent(k), curve(other)]));
  return transistorCurves(simulationOf({ kind: "dc", sweep: grid, vectors }), sweep);
}
const figuresOf = (given: Partial<typeof model> = {}) =>
  measureTransistor(transistor, swept(gate, given), swept(drain, given)).figures;
const coded = (code: string) => expect.objectContaining({ code });

describe("slopes", () => {
  it("are exact for a polynomial of fourth degree, at the ends too", () => {
    const sweep = { ...gate, vds: [1.8] };
    const vector = grid.map((v) => 1 - 2 * v + 3 * v ** 2 - v ** 3 + 0.5 * v ** 4);
    const result: AnalysisResult = { kind: "dc", sweep: grid, vectors: { [drainCurrent(0)]: vector } };
    const [slope] = transistorCurves(simulationOf(result), sweep).slope;
    grid.forEach((v, i) => {
      expect(slope?.[i]).toBeCloseTo(-2 + 6 * v - 3 * v ** 2 + 2 * v ** 3, 9);
    });
  });

  it("follow the exponential below the threshold to 1e-4", () => {
    const { slope, current: currents } = swept(gate);
    const efficiency = (slope[1]?.[40] as number) / (currents[1]?.[40] as number);
    const exact = (current(0.2 + 1e-6, 1.8) / current(0.2 - 1e-6, 1.8) - 1) / 2e-6;
    expect(Math.abs(efficiency / exact - 1)).toBeLessThan(1e-4);
  });
});

describe("figures of a transistor", () => {
  it("have the thresholds where the current of 100 nA W/L is, W of all devices", () => {
    const { thresholdConstantCurrent, thresholdSaturation, drainInducedLowering } = figuresOf();
    expect(current(thresholdConstantCurrent as number, 0.05)).toBeCloseTo(1e-6, 9);
    expect(current(thresholdSaturation as number, 1.8)).toBeCloseTo(1e-6, 9);
    const difference = (thresholdConstantCurrent as number) - (thresholdSaturation as number);
    expect(drainInducedLowering).toBeCloseTo(difference / 1.75, 12);
    expect(drainInducedLowering as number).toBeGreaterThan(0.05);
  });

  it("extrapolate from the steepest point, less half the drain voltage", () => {
    // Id = k Vds (V - Vds/2) / (1 + V), V = Vgs - 0.5 V: steepest where V = 0.
    const over = grid.map((v) => Math.max(v - 0.5, 0));
    const linear = over.map((v) => 1e-9 + (1e-4 * 0.05 * v) / (1 + v));
    const slope = over.map((v) => (v > 0 ? (1e-4 * 0.05) / (1 + v) ** 2 : 0));
    const family = swept(gate);
    const drawn: CurveFamily = {
      ...family,
      current: [linear, family.current[1] as Float64Array],
      slope: [slope, family.slope[1] as Float64Array],
    };
    const { figures } = measureTransistor(transistor, drawn, swept(drain));
    const [at, peak] = [0.505, (1e-4 * 0.05) / 1.005 ** 2];
    const tangent = at - (1e-9 + (1e-4 * 0.05 * 0.005) / 1.005) / peak;
    expect(figures.thresholdExtrapolated).toBeCloseTo(tangent - 0.025, 9);
  });

  it("have no extrapolated threshold while gm still rises at the end", () => {
    const family = swept(gate);
    const [, slope] = family.slope;
    const rising: CurveFamily = { ...family, slope: [grid.map((v) => v * 1e-4), slope as Float64Array] };
    const { figures } = measureTransistor(transistor, rising, swept(drain));
    expect(figures.thresholdExtrapolated).toBeNull();
  });

  it("have the slope of a decade, n ln(10) kT/q, and gm/Id below q/(n kT)", () => {
    const { subthresholdSlope, gmOverIdMax } = figuresOf({ vt0: 0.7 });
    const decade = model.n * Math.LN10 * model.ut;
    expect((subthresholdSlope as number) / decade).toBeGreaterThan(1);
    expect((subthresholdSlope as number) / decade).toBeLessThan(1.06);
    expect(gmOverIdMax * model.n * model.ut).toBeGreaterThan(0.999);
    expect(gmOverIdMax * model.n * model.ut).toBeLessThan(1.0001);
  });

  it("have no slope where leakage hides it, and no threshold where the channel is on at 0 V", () => {
    const leaky = figuresOf({ leak: 2e-9 });
    expect(leaky.subthresholdSlope).toBeNull();
    expect(leaky.leakage).toBeCloseTo(current(0, 1.8) + 2e-9, 15);
    const depleted = figuresOf({ vt0: -0.3 });
    expect(depleted).toMatchObject({ thresholdConstantCurrent: null, drainInducedLowering: null });
  });

  it("have on current, output conductance and largest gm at the ends of the curves", () => {
    const { onCurrent, outputConductance, transconductanceMax } = figuresOf();
    expect(onCurrent).toBeCloseTo(current(1.8, 1.8), 12);
    const gds = (current(1.8, 1.8) - current(1.8, 1.8 - 1e-6)) / 1e-6;
    expect(Math.abs(outputConductance / gds - 1)).toBeLessThan(1e-3);
    const gm = (current(1.8, 1.8) - current(1.8 - 1e-6, 1.8)) / 1e-6;
    expect(Math.abs(transconductanceMax / gm - 1)).toBeLessThan(1e-3);
  });

  it("have gm/Id in order of current density, from the least current on", () => {
    // A leakage through the junction that falls with the gate: Id has a minimum inside the sweep.
    const family = swept(gate);
    const bathtub = (family.current[1] as Float64Array).map((i, n) => i + 1e-9 * Math.exp(-n / 3));
    const result: AnalysisResult = {
      kind: "dc",
      sweep: grid,
      vectors: { [drainCurrent(0)]: family.current[0] as Float64Array, [drainCurrent(1)]: bathtub },
    };
    const curves = transistorCurves(simulationOf(result), gate);
    const { density, gmOverId } = measureTransistor(transistor, curves, swept(drain)).efficiency;
    expect(density).toHaveLength(gmOverId.length);
    expect(density.length).toBeLessThan(points);
    for (let i = 1; i < density.length; i++) expect(density[i]).toBeGreaterThan(density[i - 1] as number);
    expect(density[density.length - 1]).toBeCloseTo(current(1.8, 1.8) / 10, 9);
    expect(Math.min(...gmOverId.slice(1))).toBeGreaterThan(0);
  });
});

describe("a sweep that cannot be measured", () => {
  const vectors = { [drainCurrent(0)]: grid, [drainCurrent(1)]: grid };

  it("is of another analysis, or lacks a vector", () => {
    expect(() => transistorCurves(simulationOf({ kind: "op", vectors: {} }), gate)).toThrow(
      coded("MEASUREMENT_ANALYSIS"),
    );
    const bare = simulationOf({ kind: "dc", sweep: grid, vectors: { [drainCurrent(0)]: grid } });
    expect(() => transistorCurves(bare, gate)).toThrow(coded("MEASUREMENT_PROBE"));
  });

  it.each([grid.slice(0, 360), grid.map((v) => v * 1.01), new Float64Array(0)])("ends elsewhere", (sweep) => {
    expect(() => transistorCurves(simulationOf({ kind: "dc", sweep, vectors }), gate)).toThrow(
      coded("MEASUREMENT_SWEEP"),
    );
  });

  it("never conducts, or backwards", () => {
    expect(() => figuresOf({ spec: 1e-12 })).toThrow(coded("MEASUREMENT_NO_CURRENT"));
    expect(() => figuresOf({ leak: -1e-6 })).toThrow(coded("MEASUREMENT_NO_CURRENT"));
  });
});

describe("on currents", () => {
  it("are read in order", () => {
    const vectors = { "i(von0)": Float64Array.of(1e-3), "i(von1)": Float64Array.of(2e-3) };
    expect([...measureOnCurrents(simulationOf({ kind: "op", vectors }), 2)]).toEqual([1e-3, 2e-3]);
    expect(() => measureOnCurrents(simulationOf({ kind: "op", vectors }), 3)).toThrow(
      coded("MEASUREMENT_PROBE"),
    );
    const tran = simulationOf({ kind: "tran", time: grid, vectors });
    expect(() => measureOnCurrents(tran, 1)).toThrow(coded("MEASUREMENT_ANALYSIS"));
  });
});
