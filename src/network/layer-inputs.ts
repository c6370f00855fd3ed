import { createMatrix, type Matrix } from "../foundation/index.ts";
import { pixelMatrix } from "./evaluate-physical.ts";
import { hiddenActivations } from "./hidden-activations.ts";
import { assertImages } from "./pixels.ts";
import type { TrainedNetwork } from "./trained-network.ts";

/**
 * Inputs of every layer of the trained network, (images, rows) each: pixels 0..1, then rectified outputs.
 *
 * @param images grey values, (n, 784)
 * @throws NetworkError NETWORK_SHAPE
 */
export function layerInputs(network: TrainedNetwork, images: Uint8Array): readonly Matrix[] {
  const n = assertImages(images, ["network", "layer inputs"]);
  const hidden = network.layers.slice(0, -1).map(({ cols }) => createMatrix(n, cols));
  const filled = hidden.map(() => 0);
  for (const { layer, activations } of hiddenActivations(network, images)) {
    hidden[layer]!.data.set(activations.data, filled[layer]!);
    filled[layer]! += activations.data.length;
  }
  return [pixelMatrix(images, 0, n), ...hidden];
}
