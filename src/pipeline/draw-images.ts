import type { RandomStream } from "../foundation/index.ts";
import type { Dataset } from "../network/index.ts";

/** One test image as a network takes it. */
export interface TestImage {
  /** Its number in the test set. */
  readonly image: number;
  /** Activations of the first layer, 0..1, (784). */
  readonly input: Float64Array;
  /** The class it belongs to. */
  readonly label: number;
}

/** So many test images drawn at random, or all where there are fewer. */
export function drawImages(test: Dataset["test"], stream: RandomStream, count: number): TestImage[] {
  return [...stream.permutation(test.labels.length).subarray(0, count)].map((image) =>
    testImage(test, image),
  );
}

/** Grey values of so many images drawn at random, or of all where there are fewer, (n, 784). */
export function drawPixels(
  { images, labels }: Pick<Dataset["test"], "images" | "labels">,
  stream: RandomStream,
  count: number,
): Uint8Array {
  const order = stream.permutation(labels.length).subarray(0, count);
  const drawn = new Uint8Array(784 * order.length);
  for (const [n, image] of order.entries())
    drawn.set(images.subarray(784 * image, 784 * (image + 1)), 784 * n);
  return drawn;
}

/** The test image of a number. */
export function testImage({ images, labels }: Dataset["test"], image: number): TestImage {
  const grey = images.subarray(784 * image, 784 * (image + 1));
  return { image, input: Float64Array.from(grey, (one) => one / 255), label: labels[image] as number };
}
