import { NetworkError } from "./error.ts";
import { indexOfLargest } from "./loss.ts";
import { assertLabels, classes } from "./pixels.ts";

export interface Evaluation {
  /** correct / images, 0..1 */
  readonly accuracy: number;
  readonly correct: number;
  readonly images: number;
  /** Outputs of the last layer, (images, 10), row-major. */
  readonly logits: Float32Array;
  /** Class with the largest output, the first of equals, (images). */
  readonly predicted: Uint8Array;
}

const place = ["network", "evaluate"];

/**
 * Accuracy of logits that were computed anywhere: by software, by the solver or by SPICE.
 *
 * @param logits (images, 10), row-major
 * @param labels (images)
 * @throws NetworkError NETWORK_SHAPE, NETWORK_NOT_FINITE: a NaN would otherwise count as some class
 */
export function scoreLogits(logits: Float32Array, labels: Uint8Array): Evaluation {
  assertLabels(logits.length / classes, labels, place);
  const strange = logits.findIndex((value) => !Number.isFinite(value));
  if (strange >= 0) {
    const image = Math.floor(strange / classes);
    throw new NetworkError(
      "NETWORK_NOT_FINITE",
      `output ${strange % classes} of image ${image} is ${logits[strange]}`,
      {
        at: place,
        hint: "Look for a conductance, a weight or a scale that is not finite.",
      },
    );
  }
  const predicted = labels.map((_, n) => indexOfLargest(logits.subarray(n * classes, (n + 1) * classes)));
  let correct = 0;
  predicted.forEach((winner, n) => {
    if (winner === labels[n]) correct += 1;
  });
  return { accuracy: correct / labels.length, correct, images: labels.length, logits, predicted };
}

/**
 * Probability that the network gives its own prediction: the softmax of the winning output, 0..1, (images).
 */
export function confidences({ logits, predicted }: Evaluation): Float64Array {
  return Float64Array.from(predicted, (winner, n) => {
    const row = logits.subarray(n * classes, (n + 1) * classes);
    const largest = row[winner] as number;
    return 1 / row.reduce((sum, z) => sum + Math.exp(z - largest), 0);
  });
}
