import { describe, expect, it } from "vitest";
import { createRandom } from "../../../src/foundation/index.ts";
import { initialLayers, type NetworkShape } from "../../../src/network/initial.ts";
import type { NetworkLayer } from "../../../src/network/trained-network.ts";

const shape: NetworkShape = {
  layer: "legacy",
  inputs: 784,
  hidden: 128,
  outputs: 10,
  scale: { gMin: 0.125, weightMax: 1 },
};
const start = (seed: number, change: Partial<NetworkShape> = {}) =>
  initialLayers({ ...shape, ...change }, createRandom(seed)) as [NetworkLayer, NetworkLayer];

function moments(values: Float32Array): { mean: number; deviation: number; largest: number } {
  const mean = values.reduce((sum, v) => sum + v, 0) / values.length;
  const variance = values.reduce((sum, v) => sum + (v - mean) ** 2, 0) / values.length;
  return {
    mean,
    deviation: Math.sqrt(variance),
    largest: values.reduce((m, v) => Math.max(m, Math.abs(v)), 0),
  };
}

describe("the network before training", () => {
  it("has 101,642 parameters and 100,352 states (O-3.3)", () => {
    const layers = start(1);
    const parameters = layers.map(({ weights, bias }) => weights.length + (bias?.length ?? 0));
    expect(parameters).toEqual([100_352, 1290]);
    expect(layers.map(({ state }) => state?.length ?? 0)).toEqual([100_352, 0]);
  });

  it("has hidden weights N(0, 0.05^2) and no hidden bias", () => {
    const [hidden] = start(1);
    const { mean, deviation } = moments(hidden.weights);
    expect(Math.abs(mean)).toBeLessThan(4 * (0.05 / Math.sqrt(100_352)));
    expect(Math.abs(deviation - 0.05)).toBeLessThan(4 * (0.05 / Math.sqrt(2 * 100_352)));
    expect(hidden.bias).toBeNull();
  });

  it("has Glorot-uniform output weights, bias 0, and a state uniform in -0.05 .. 0.05", () => {
    const [hidden, output] = start(1);
    const limit = Math.sqrt(6 / 138);
    const weights = moments(output.weights);
    expect(weights.largest).toBeLessThanOrEqual(limit);
    expect(weights.largest).toBeGreaterThan(0.99 * limit);
    expect(weights.deviation / (limit / Math.sqrt(3))).toBeCloseTo(1, 1);
    expect(output.bias?.every((b) => b === 0)).toBe(true);
    const state = moments(hidden.state as Float32Array);
    expect(state.largest).toBeLessThanOrEqual(0.05 * (1 + 1e-7));
    expect(state.deviation / (0.05 / Math.sqrt(3))).toBeCloseTo(1, 1);
  });

  it("is the same for the same seed, and another for another", () => {
    expect(start(3)).toEqual(start(3));
    expect(start(4)[0].weights).not.toEqual(start(3)[0].weights);
  });

  it("draws each layer from its own stream: another width moves no other layer", () => {
    const narrow = start(1, { hidden: 64 })[0].weights;
    expect(start(1)[0].weights.subarray(0, 1000)).toEqual(narrow.subarray(0, 1000));
  });

  it("starts physical pairs at the weights of the legacy network, inside the window", () => {
    const physical = start(1, { layer: "physical" });
    for (const [i, layer] of start(1).entries()) {
      const { weights, conductances, state, bias } = physical[i] as NetworkLayer;
      expect(state).toBeNull();
      expect(bias).toEqual(layer.bias);
      layer.weights.forEach((w, k) => {
        if (Math.abs(w - (weights[k] as number)) > 1e-6) throw new Error(`weight ${k}: ${w}, ${weights[k]}`);
      });
      const all = [...(conductances?.gPos ?? []), ...(conductances?.gNeg ?? [])];
      expect(all).toHaveLength(2 * layer.weights.length);
      expect(all.every((g) => g >= 0.125 && g <= 1)).toBe(true);
    }
  });
});
