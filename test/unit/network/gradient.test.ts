import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../../src/foundation/index.ts";
import { differentiate } from "../../../src/network/differentiate.ts";
import { selectBackend } from "../../../src/network/index.ts";
import { initialLayers } from "../../../src/network/initial.ts";
import { softmaxCrossEntropy } from "../../../src/network/loss.ts";
import { buildModel, disposeModel, forward, parametersOf } from "../../../src/network/model.ts";

beforeAll(() => selectBackend("wasm"));

const random = createRandom(11);
const { uniform } = random.stream("inputs");
const [batch, inputs] = [6, 12];
const x = Float32Array.from({ length: batch * inputs }, uniform);
const labels = Uint8Array.of(0, 1, 2, 3, 4, 0);

describe("gradients (O-3.4)", () => {
  it.each(["legacy", "physical"] as const)("of the %s network are its finite differences", (layer) => {
    const scale = { gMin: 0.125, weightMax: 1 };
    const shape = { layer, inputs, hidden: 8, outputs: 5, scale };
    // Larger weights than at the start of training, so that no gradient is lost in single precision.
    const layers = initialLayers(shape, random).map((l) => ({ ...l, weights: l.weights.map((w) => 8 * w) }));
    const model = buildModel(layers);
    const pixels = tf.tensor2d(x, [batch, inputs]);
    const { found, gradients } = differentiate(model, pixels, labels);
    const lossNow = () =>
      tf.tidy(() => softmaxCrossEntropy(forward(model, pixels).dataSync<"float32">(), labels).loss);
    expect(found.loss).toBeCloseTo(lossNow(), 6);

    const step = 2 ** -7;
    let compared = 0;
    for (const [p, { variable }] of parametersOf(model).entries()) {
      const values = variable.read().dataSync<"float32">().slice();
      const analytic = (gradients[p] as tf.Tensor).dataSync<"float32">();
      const largest = analytic.reduce((m, g) => Math.max(m, Math.abs(g)), 0);
      expect(largest).toBeGreaterThan(0);
      const lossAt = (k: number, value: number) => {
        tf.tidy(() => void variable.write(tf.tensor(values.with(k, value), variable.shape as number[])));
        return lossNow();
      };
      for (let k = 0; k < values.length; k += 3) {
        const at = values[k] as number;
        const numeric = (lossAt(k, at + step) - lossAt(k, at - step)) / (2 * step);
        expect(Math.abs((analytic[k] as number) - numeric)).toBeLessThan(1e-2 * largest);
        compared += 1;
      }
      tf.tidy(() => void variable.write(tf.tensor(values, variable.shape as number[])));
    }
    expect(compared).toBeGreaterThan(40);
    pixels.dispose();
    tf.dispose([...gradients]);
    disposeModel(model);
  });

  it("reach no memristor state of the listing", () => {
    const model = buildModel(
      initialLayers(
        { layer: "legacy", inputs, hidden: 8, outputs: 5, scale: { gMin: 0.1, weightMax: 1 } },
        random,
      ),
    );
    expect(parametersOf(model).map(({ variable }) => variable.originalName.split("/").at(-1))).toEqual([
      "kernel",
      "kernel",
      "bias",
    ]);
    disposeModel(model);
  });
});
