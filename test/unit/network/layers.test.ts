import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../../src/foundation/index.ts";
import { HPMemristorLayer, PhysicalMemristorDense, selectBackend } from "../../../src/network/index.ts";
import type { HPMemristorArgs } from "../../../src/network/layers/hp-memristor.ts";

const [rows, units, batch] = [20, 7, 4];
const { normal } = createRandom(2).stream("layers");
const draw = (n: number, scale = 1) => Float32Array.from({ length: n }, () => scale * normal());
const kernel = draw(rows * units, 0.05);
const input = draw(batch * rows);

beforeAll(() => selectBackend("wasm"));
afterEach(() => tf.disposeVariables());

function memristor(state: Float32Array, args: Partial<HPMemristorArgs> = {}): HPMemristorLayer {
  const layer = new HPMemristorLayer({ name: "hp", units, ...args });
  layer.build([null, rows]);
  tf.tidy(() => layer.setWeights([tf.tensor2d(kernel, [rows, units]), tf.tensor2d(state, [rows, units])]));
  return layer;
}

const valuesOf = (make: () => tf.Tensor) => tf.tidy(() => make().dataSync<"float32">().slice());
const outputOf = (layer: tf.layers.Layer) =>
  valuesOf(() => layer.apply(tf.tensor2d(input, [batch, rows])) as tf.Tensor);
const stateOf = (layer: tf.layers.Layer) => valuesOf(() => layer.getWeights()[1] as tf.Tensor);

describe("the memristor layer of the listing", () => {
  it("gives bitwise the same output for any state, mobility and resistances (O-3.1)", () => {
    const reference = outputOf(memristor(new Float32Array(rows * units)));
    expect(reference.some((v) => v !== 0)).toBe(true);
    for (const [state, args] of [
      [draw(rows * units, 0.3), {}],
      [new Float32Array(rows * units).fill(1), { mu: 1e3, d: 1e-8 }],
      [draw(rows * units), { rOn: 1, rOff: 2 }],
    ] as const) {
      const layer = memristor(state, args);
      expect(outputOf(layer)).toEqual(reference);
      expect(outputOf(layer)).toEqual(reference); // nor does the state that it has drifted to
    }
  });

  it("is x W", () => {
    const product = valuesOf(() =>
      tf.matMul(tf.tensor2d(input, [batch, rows]), tf.tensor2d(kernel, [rows, units])),
    );
    outputOf(memristor(kernel)).forEach((v, i) => {
      expect(v).toBeCloseTo(product[i] as number, 6);
    });
  });

  it("drifts by mu xᵀV / D at a call, clipped to 0 .. 1", () => {
    const [mu, d] = [0.3, 2];
    const start = draw(rows * units, 0.5);
    const layer = memristor(start, { mu, d });
    const v = outputOf(layer);
    const after = stateOf(layer);
    let free = 0;
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < units; j++) {
        let charge = 0;
        for (let n = 0; n < batch; n++)
          charge += (input[n * rows + i] as number) * (v[n * units + j] as number);
        const w = (start[i * units + j] as number) + (mu * charge) / d;
        if (w > 0 && w < 1) free += 1;
        expect(after[i * units + j]).toBeCloseTo(Math.min(Math.max(w, 0), 1), 5);
      }
    }
    expect(free).toBeGreaterThan(20);
  });

  it("computes R(w) = Ron w + Roff (1 - w)", () => {
    const state = Float32Array.from({ length: rows * units }, (_, k) => k / (rows * units));
    const layer = memristor(state, { rOn: 100, rOff: 16e3 });
    valuesOf(() => layer.resistance()).forEach((r, k) => {
      const w = state[k] as number;
      expect(Math.abs(r - (100 * w + 16e3 * (1 - w)))).toBeLessThan(1e-2);
    });
  });

  it("trains its kernel and not its state: 784 x 128 of each (O-3.3)", () => {
    const layer = new HPMemristorLayer({ name: "hp", units: 128 });
    layer.build([null, 784]);
    expect(layer.countParams()).toBe(2 * 100_352);
    expect(layer.trainableWeights.map(({ originalName, shape }) => [originalName, shape])).toEqual([
      ["kernel", [784, 128]],
    ]);
    expect(layer.nonTrainableWeights.map(({ shape }) => shape)).toEqual([[784, 128]]);
  });
});

describe("the physical memristor layer", () => {
  const scale = { gMin: 0.125, weightMax: 0.8 };
  const pair = () =>
    Float32Array.from({ length: rows * units }, () => 0.125 + 0.875 * Math.abs(Math.tanh(normal())));
  const [gPos, gNeg] = [pair(), pair()];
  const bias = draw(units);

  function physical(pos: Float32Array, neg: Float32Array): PhysicalMemristorDense {
    const layer = new PhysicalMemristorDense({ name: "physical", units, useBias: true, ...scale });
    layer.build([null, rows]);
    tf.tidy(() =>
      layer.setWeights([tf.tensor2d(pos, [rows, units]), tf.tensor2d(neg, [rows, units]), tf.tensor1d(bias)]),
    );
    return layer;
  }

  it("is (x G+ - x G-) weightMax / (1 - gMin) + bias", () => {
    outputOf(physical(gPos, gNeg)).forEach((y, k) => {
      const [n, j] = [Math.floor(k / units), k % units];
      let current = 0;
      for (let i = 0; i < rows; i++) {
        const difference = (gPos[i * units + j] as number) - (gNeg[i * units + j] as number);
        current += (input[n * rows + i] as number) * difference;
      }
      expect(y).toBeCloseTo((current * 0.8) / 0.875 + (bias[j] as number), 5);
    });
  });

  it("changes its output when any one conductance changes (the negation of O-3.1)", () => {
    const reference = outputOf(physical(gPos, gNeg));
    for (let k = 0; k < rows * units; k += 13) {
      expect(outputOf(physical(gPos.with(k, 0.5 * (gPos[k] as number)), gNeg))).not.toEqual(reference);
      expect(outputOf(physical(gPos, gNeg.with(k, 0.5 * (gNeg[k] as number))))).not.toEqual(reference);
    }
  });

  it("trains both conductances and the bias", () => {
    expect(physical(gPos, gNeg).trainableWeights.map(({ originalName }) => originalName)).toEqual([
      "g_pos",
      "g_neg",
      "bias",
    ]);
  });
});
