import type { LabelledImages } from "../../../src/network/dataset.ts";
import type { TrainOptions } from "../../../src/network/train.ts";

/** Images that a network can learn: class c is a bright bar in its own two rows, at another place along them in each image. */
export function bars(n: number): LabelledImages {
  const images = new Uint8Array(n * 784);
  const labels = Uint8Array.from({ length: n }, (_, i) => (i * 7) % 10);
  labels.forEach((label, i) => {
    const row = 2 * label + 4;
    const start = 2 + (i % 8);
    for (let x = start; x < start + 12; x++) {
      images[i * 784 + row * 28 + x] = 255;
      images[i * 784 + (row + 1) * 28 + x] = 128 + (i % 100);
    }
  });
  return { images, labels };
}

export const tinyOptions: TrainOptions = {
  layer: "legacy",
  hidden: 16,
  epochs: 3,
  batch: 32,
  learningRate: 3e-3,
  window: { gMin: 1 / 16e3, gMax: 1 / 2e3 },
};

/** What an error said, by its code. */
export async function codeOf(action: () => unknown): Promise<string> {
  try {
    await action();
  } catch (thrown) {
    return (thrown as { code?: string }).code ?? String(thrown);
  }
  return "no error";
}
