import { NetworkError } from "./error.ts";

/** 28 x 28 */
export const pixelsPerImage = 784;

const greyToInput = Float32Array.from({ length: 256 }, (_, grey) => grey / 255);

/** Writes image `image` of `images`, as inputs 0..1, to row `row` of `out`, (rows, 784). */
export function fillPixels(out: Float32Array, row: number, images: Uint8Array, image: number): void {
  const to = row * pixelsPerImage;
  const from = image * pixelsPerImage;
  for (let i = 0; i < pixelsPerImage; i++) {
    out[to + i] = greyToInput[images[from + i] as number] as number;
  }
}

/** How many images there are, (n, 784). @throws NetworkError NETWORK_SHAPE */
export function assertImages(images: Uint8Array, at: readonly string[]): number {
  const n = images.length / pixelsPerImage;
  if (Number.isInteger(n) && n > 0) return n;
  throw new NetworkError("NETWORK_SHAPE", `expected images of 784 pixels, got ${images.length} bytes`, {
    at,
    hint: "Hand over whole images, at least one.",
  });
}

/** How many classes there are: the digits 0..9, or ten kinds of clothes. */
export const classes = 10;

/** @throws NetworkError NETWORK_SHAPE: another number of labels than of images, or a label above 9 */
export function assertLabels(images: number, labels: Uint8Array, at: readonly string[]): void {
  const strange = labels.findIndex((label) => label >= classes);
  if (strange >= 0) {
    throw new NetworkError(
      "NETWORK_SHAPE",
      `expected labels 0..9, got ${labels[strange]} at image ${strange}`,
      {
        at,
        hint: "Hand over the class of each image.",
      },
    );
  }
  if (labels.length === images) return;
  throw new NetworkError("NETWORK_SHAPE", `expected ${images} labels, one an image, got ${labels.length}`, {
    at,
    hint: "Hand over as many labels as images.",
  });
}
