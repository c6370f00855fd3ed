import { createMatrix, summarize } from "../foundation/index.ts";
import { pixelMatrix } from "./evaluate-physical.ts";
import { assertImages } from "./pixels.ts";
import { sparseProduct } from "./sparse-product.ts";
import type { TrainedNetwork } from "./trained-network.ts";

const imagesAtOnce = 256;

/**
 * Largest input of each layer over `images`, (layers): what a word line must be able to drive. Of the first layer it is
 * 1, the brightest pixel there can be.
 *
 * @param images grey values, (n, 784)
 * @throws NetworkError NETWORK_SHAPE
 */
export function measureActivationRange(network: TrainedNetwork, images: Uint8Array): readonly number[] {
  const n = assertImages(images, ["network", "activation range"]);
  const largest: number[] = network.layers.map((_, i) => (i === 0 ? 1 : 0));
  const weights = network.layers.map((l) => createMatrix(l.rows, l.cols, Float64Array.from(l.weights)));
  for (let first = 0; first < n; first += imagesAtOnce) {
    let x = pixelMatrix(images, first, Math.min(imagesAtOnce, n - first));
    for (let i = 0; i + 1 < weights.length; i++) {
      const { bias } = network.layers[i] as TrainedNetwork["layers"][number];
      const y = sparseProduct(x, weights[i] as (typeof weights)[number]);
      const data = y.data.map((value, k) => Math.max(0, value + (bias?.[k % y.cols] ?? 0)));
      x = { ...y, data };
      largest[i + 1] = Math.max(largest[i + 1] as number, summarize(data).max);
    }
  }
  return largest;
}
