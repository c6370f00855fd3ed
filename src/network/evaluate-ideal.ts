import * as tf from "@tensorflow/tfjs";
import { currentBackend } from "./backend.ts";
import { buildModel, disposeModel, forward } from "./model.ts";
import { assertImages, assertLabels, classes, fillPixels, pixelsPerImage } from "./pixels.ts";
import { type Evaluation, scoreLogits } from "./score.ts";
import type { TrainedNetwork } from "./trained-network.ts";

/** Bounds the memory: 1000 images are 3 MB of inputs. */
const imagesAtOnce = 1000;

/**
 * Runs the network in TensorFlow.js, with its weights as they were trained.
 *
 * @param images grey values, (n, 784)
 * @param labels (n)
 * @throws NetworkError BACKEND_NOT_SELECTED, NETWORK_SHAPE, NETWORK_NOT_FINITE
 */
export function evaluateIdeal(network: TrainedNetwork, images: Uint8Array, labels: Uint8Array): Evaluation {
  currentBackend();
  const n = assertImages(images, ["network", "evaluate"]);
  assertLabels(n, labels, ["network", "evaluate"]);
  const logits = new Float32Array(n * classes);
  const model = buildModel(network.layers);
  try {
    for (let first = 0; first < n; first += imagesAtOnce) {
      const count = Math.min(imagesAtOnce, n - first);
      const pixels = new Float32Array(count * pixelsPerImage);
      for (let i = 0; i < count; i++) fillPixels(pixels, i, images, first + i);
      tf.tidy(() => {
        const out = forward(model, tf.tensor2d(pixels, [count, pixelsPerImage]));
        logits.set(out.dataSync<"float32">(), first * classes);
      });
    }
  } finally {
    disposeModel(model);
  }
  return scoreLogits(logits, labels);
}
