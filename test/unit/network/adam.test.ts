import * as tf from "@tensorflow/tfjs";
import { afterEach, beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../../src/foundation/index.ts";
import { createAdam } from "../../../src/network/adam.ts";
import { selectBackend } from "../../../src/network/index.ts";
import type { Parameter } from "../../../src/network/model.ts";

beforeAll(() => selectBackend("wasm"));
afterEach(() => tf.disposeVariables());

const n = 50;
const { normal } = createRandom(3).stream("adam");
const draw = (scale = 1) => Float32Array.from({ length: n }, () => scale * normal());

function parameter(start: Float32Array, limits: Partial<Parameter> = {}): Parameter {
  const layer = tf.layers.dense({ units: n, useBias: false, kernelInitializer: "zeros" });
  layer.build([null, 1]);
  const variable = layer.trainableWeights[0] as tf.LayerVariable;
  tf.tidy(() => void variable.write(tf.tensor2d(start, [1, n])));
  return { variable, stepScale: 1, min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY, ...limits };
}

const valuesOf = ({ variable }: Parameter) => variable.read().dataSync<"float32">().slice();

function run(target: Parameter, gradients: readonly Float32Array[], rate: number): Float32Array {
  const adam = createAdam([target], rate);
  for (const g of gradients) tf.tidy(() => adam.step([tf.tensor2d(g, [1, n])]));
  adam.dispose();
  return valuesOf(target);
}

describe("Adam", () => {
  const start = draw();
  const gradients = [draw(), draw(1e-3), draw(10), draw(1e-6), new Float32Array(n)];

  it("steps as Keras does, written down in double precision", () => {
    const w = Float64Array.from(start);
    const [m, v] = [new Float64Array(n), new Float64Array(n)];
    gradients.forEach((gradient, step) => {
      const t = step + 1;
      gradient.forEach((g, k) => {
        m[k] = 0.9 * (m[k] as number) + 0.1 * g;
        v[k] = 0.999 * (v[k] as number) + 0.001 * g * g;
        const rate = (1e-2 * Math.sqrt(1 - 0.999 ** t)) / (1 - 0.9 ** t);
        w[k] = (w[k] as number) - (rate * (m[k] as number)) / (Math.sqrt(v[k] as number) + 1e-7);
      });
    });
    run(parameter(start), gradients, 1e-2).forEach((value, k) => {
      expect(value).toBeCloseTo(w[k] as number, 6);
    });
  });

  it("moves by the learning rate in its first step, whatever the gradient's size", () => {
    const after = run(parameter(start), [draw(100)], 1e-3);
    after.forEach((value, k) => {
      expect(Math.abs(value - (start[k] as number))).toBeCloseTo(1e-3, 6);
    });
  });

  it("keeps within bounds, and scales its step", () => {
    const half = run(parameter(start, { stepScale: 0.5 }), [draw()], 1e-2);
    expect(Math.abs((half[0] as number) - (start[0] as number))).toBeCloseTo(5e-3, 6);
    const bounded = run(parameter(start, { min: -0.1, max: 0.2 }), [draw()], 1e-2);
    expect(bounded.every((value) => value >= Math.fround(-0.1) && value <= Math.fround(0.2))).toBe(true);
    expect(new Set(bounded).size).toBeGreaterThan(3);
  });

  it("holds no tensor after it is disposed of", () => {
    const target = parameter(start);
    const before = tf.memory().numTensors;
    run(target, gradients, 1e-2);
    expect(tf.memory().numTensors).toBe(before);
  });
});
