import { summarize } from "../foundation/index.ts";
import { hiddenActivations } from "./hidden-activations.ts";
import type { TrainedNetwork } from "./trained-network.ts";

/**
 * Largest input of each layer over `images`, (layers): what a word line must be able to drive. Of the first layer it is
 * 1, the brightest pixel there can be.
 *
 * @param images grey values, (n, 784)
 * @throws NetworkError NETWORK_SHAPE
 */
export function measureActivationRange(network: TrainedNetwork, images: Uint8Array): readonly number[] {
  const largest: number[] = network.layers.map((_, i) => (i === 0 ? 1 : 0));
  for (const { layer, activations } of hiddenActivations(network, images)) {
    largest[layer + 1] = Math.max(largest[layer + 1] as number, summarize(activations.data).max);
  }
  return largest;
}
