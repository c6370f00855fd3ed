import { createMatrix, type Matrix } from "../foundation/index.ts";
import { pixelMatrix } from "./evaluate-physical.ts";
import { rectify } from "./physical-layer.ts";
import { assertImages } from "./pixels.ts";
import { sparseProduct } from "./sparse-product.ts";
import type { TrainedNetwork } from "./trained-network.ts";

const imagesAtOnce = 256;

/** Rectified outputs of one hidden layer for some of the images. */
export interface HiddenActivations {
  /** Index of the layer, from 0. */
  readonly layer: number;
  /** max(y, 0), (batch, cols) */
  readonly activations: Matrix;
}

/**
 * What every hidden layer of the network puts out as it was trained, with float weights and ReLU, block by block of images.
 *
 * @param images grey values, (n, 784)
 * @throws NetworkError NETWORK_SHAPE
 */
export function* hiddenActivations(
  network: TrainedNetwork,
  images: Uint8Array,
): Generator<HiddenActivations> {
  const n = assertImages(images, ["network", "hidden activations"]);
  const hidden = network.layers.slice(0, -1).map(({ rows, cols, weights, bias }) => ({
    weights: createMatrix(rows, cols, Float64Array.from(weights)),
    bias,
  }));
  for (let first = 0; first < n; first += imagesAtOnce) {
    let x = pixelMatrix(images, first, Math.min(imagesAtOnce, n - first));
    for (const [layer, { weights, bias }] of hidden.entries()) {
      const y = sparseProduct(x, weights);
      x = rectify(bias === null ? y : withBias(y, bias));
      yield { layer, activations: x };
    }
  }
}

function withBias(y: Matrix, bias: Float32Array): Matrix {
  return { ...y, data: y.data.map((value, k) => value + (bias[k % y.cols] as number)) };
}
