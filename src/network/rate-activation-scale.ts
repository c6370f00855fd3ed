import { NetworkError } from "./error.ts";
import { hiddenActivations } from "./hidden-activations.ts";
import { assertImages } from "./pixels.ts";
import { type RateCurve, rateFunction } from "./rate-activation-curve.ts";
import type { TrainedNetwork } from "./trained-network.ts";

/** How a hidden layer drives its neurons and how their rates are read: both are constants of the design. */
export interface RateScale {
  /** Membrane current of an activation of 1 [A]. */
  readonly currentScale: number;
  /** Rate that counts as an activation of 1 [Hz]. */
  readonly rateScale: number;
}

/** Bounds the memory to 64 MB. */
const activationsKept = 8_000_000;

/**
 * Scales of every hidden layer, (layers - 1), from the activations of the training images in the network as it was
 * trained, before any hardware: the array's own errors are not calibrated away.
 *
 * The `clip` quantile of the positive activations drives the largest current of the curve; what is larger saturates. A rate
 * becomes an activation by least squares: 1 / rateScale is the k that makes the sum of (k rate - y)^2 least. The next
 * layer was trained on y = max(y, 0), so this is the gain at which its inputs are the least wrong; matching the slope at
 * small currents instead would make all large activations too small, matching the largest would make all others too large.
 *
 * @param images training images, (n, 784); of a layer so wide that it would take too much memory, the first of them
 * @param clip 0 (excluded) .. 1
 * @throws NetworkError NETWORK_RATE_CURVE, NETWORK_RATE_SCALE (a hidden layer is never positive, or never fires), NETWORK_SHAPE
 */
export function fitRateScales(
  network: TrainedNetwork,
  images: Uint8Array,
  curve: RateCurve,
  clip: number,
): RateScale[] {
  const { maxCurrent, rateAt } = rateFunction(curve);
  if (network.layers.length < 2) throw scaleError("(none)", "the network has no hidden layer");
  return positiveActivations(network, images).map((positive, layer) => {
    const { name } = network.layers[layer] as TrainedNetwork["layers"][number];
    if (positive.length === 0) throw scaleError(name, "no activation of the training images is positive");
    const largest = quantile(positive, clip);
    const currentScale = maxCurrent / largest;
    let squares = 0;
    let products = 0;
    for (const y of positive) {
      const rate = rateAt(y * currentScale);
      squares += rate * rate;
      products += rate * y;
    }
    if (products === 0) throw scaleError(name, "no activation of the training images makes a neuron fire");
    return { currentScale, rateScale: squares / products };
  });
}

/** The activations > 0 of every hidden layer. The others are silent before and after, and say nothing of a scale. */
function positiveActivations(network: TrainedNetwork, images: Uint8Array): Float64Array[] {
  const hidden = network.layers.slice(0, -1);
  const total = assertImages(images, ["network", "neuron"]);
  const rooms = hidden.map(({ cols }) => new Float64Array(Math.min(total * cols, activationsKept)));
  const counts = hidden.map(() => 0);
  for (const { layer, activations } of hiddenActivations(network, images)) {
    const room = rooms[layer] as Float64Array;
    let count = counts[layer] as number;
    for (const y of activations.data) {
      if (y > 0 && count < room.length) room[count++] = y;
    }
    counts[layer] = count;
  }
  return rooms.map((room, layer) => room.subarray(0, counts[layer]));
}

/** The value that a share `q` of the values does not exceed. */
function quantile(values: Float64Array, q: number): number {
  const sorted = values.toSorted();
  return sorted[Math.max(Math.ceil(q * sorted.length) - 1, 0)] as number;
}

function scaleError(layer: string, problem: string): NetworkError {
  return new NetworkError("NETWORK_RATE_SCALE", problem, {
    at: ["network", layer, "neuron"],
    hint: "Rates stand in for the activations of hidden layers: train one that is active, or leave the neuron out.",
  });
}
