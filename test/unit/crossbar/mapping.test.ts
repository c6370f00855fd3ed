import { describe, expect, it } from "vitest";
import { fitWindow, mapWeights, quantize } from "../../../src/crossbar/index.ts";
import type { MemspiceError } from "../../../src/foundation/index.ts";

const levels = Float64Array.of(50e-6, 60e-6, 75e-6, 100e-6, 150e-6, 250e-6, 500e-6);
const layer = { rows: 2, cols: 3, weights: Float32Array.of(0.5, -1, 0, 0.25, -0.125, 1) };

function codeOf(action: () => unknown): string {
  try {
    action();
  } catch (error) {
    return (error as MemspiceError).code;
  }
  return "nothing was thrown";
}

describe("the conductance window", () => {
  it("moves its ends to the nearest programmable levels", () => {
    const window = fitWindow(levels, { gMin: 62e-6, gMax: 240e-6 });
    expect([window.gMin, window.gMax]).toEqual([60e-6, 250e-6]);
    expect([...window.levels]).toEqual([60e-6, 75e-6, 100e-6, 150e-6, 250e-6]);
  });

  it.each([
    ["below the range", { gMin: 10e-6, gMax: 250e-6 }],
    ["above the range", { gMin: 60e-6, gMax: 1e-3 }],
    ["with one level", { gMin: 99e-6, gMax: 101e-6 }],
  ])("is refused %s", (_what, asked) => {
    expect(codeOf(() => fitWindow(levels, asked))).toBe("CROSSBAR_WINDOW");
  });
});

describe("differential pairs (O-5.1)", () => {
  const window = fitWindow(levels, { gMin: 60e-6, gMax: 500e-6 });
  const pair = mapWeights(layer, window);

  it("decode to the weights exactly", () => {
    for (let k = 0; k < 6; k++) {
      const decoded = (pair.gPos.data[k]! - pair.gNeg.data[k]!) * pair.weightPerSiemens;
      expect(Math.abs(decoded - layer.weights[k]!)).toBeLessThan(1e-12);
    }
  });

  it("keep one side at gMin, give the largest weight gMax, and never leave the window", () => {
    for (let k = 0; k < 6; k++) expect(Math.min(pair.gPos.data[k]!, pair.gNeg.data[k]!)).toBe(window.gMin);
    expect(pair.gNeg.data[1]).toBe(window.gMax);
    expect(pair.gPos.data[5]).toBe(window.gMax);
  });

  it("map a layer of zeros to gMin everywhere", () => {
    const zero = mapWeights({ rows: 1, cols: 2, weights: new Float32Array(2) }, window);
    expect([...zero.gPos.data, ...zero.gNeg.data]).toEqual(Array(4).fill(window.gMin));
  });

  it("quantise to the nearest level, never further than half a step", () => {
    const coarse = quantize(pair, window);
    for (let k = 0; k < 6; k++) {
      const g = coarse.gPos.data[k]!;
      expect(window.levels).toContain(g);
      for (const level of window.levels) {
        expect(Math.abs(g - pair.gPos.data[k]!)).toBeLessThanOrEqual(
          Math.abs(level - pair.gPos.data[k]!) + 1e-18,
        );
      }
    }
  });
});
