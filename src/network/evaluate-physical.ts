import { createMatrix, type Matrix } from "../foundation/index.ts";
import {
  assertChain,
  conductanceDifference,
  currentDifference,
  driveVoltages,
  layerOutput,
  type PhysicalLayer,
  rectify,
} from "./physical-layer.ts";
import { assertImages, assertLabels, classes, pixelsPerImage } from "./pixels.ts";
import { type Evaluation, scoreLogits } from "./score.ts";

/** Keeps the activations of one step in the cache, and the memory small. */
const imagesAtOnce = 256;

/** What becomes of the outputs of hidden layer `layer`, (batch, cols), before they are the inputs of the next. */
export type Activation = (outputs: Matrix, layer: number) => Matrix;

/**
 * Bit line current differences I+ - I- [A], (batch, cols), of layer `layer` at word line voltages [V], (batch, rows).
 * `first` is the number of the batch's first image among those that are evaluated.
 */
export type ReadCurrents = (layer: number, voltages: Matrix, first: number) => Matrix;

/**
 * Runs the network on crossbars: for each layer v = x / inputScale vRead, I = v gPos - v gNeg,
 * y = I weightPerSiemens inputScale / vRead + bias, and `activate` between layers: ReLU where nothing else is given. `currents` stands
 * in for the two products where reading is more than them: converters, noise.
 *
 * In double precision and plain TypeScript: a current is the small difference of two large ones, which single precision
 * would blur, and the black of an image is skipped, which makes it as fast.
 *
 * @param images grey values, (n, 784)
 * @param labels (n)
 * @throws NetworkError NETWORK_SHAPE, NETWORK_NOT_FINITE
 */
export function evaluatePhysical(
  layers: readonly PhysicalLayer[],
  images: Uint8Array,
  labels: Uint8Array,
  { activate = rectify, currents }: { readonly activate?: Activation; readonly currents?: ReadCurrents } = {},
): Evaluation {
  const n = assertImages(images, ["network", "evaluate"]);
  assertLabels(n, labels, ["network", "evaluate"]);
  assertChain(layers, pixelsPerImage, classes);
  const read = currents ?? idealReadout(layers);
  const logits = new Float32Array(n * classes);
  for (let first = 0; first < n; first += imagesAtOnce) {
    let x = pixelMatrix(images, first, Math.min(imagesAtOnce, n - first));
    for (const [i, layer] of layers.entries()) {
      const y = layerOutput(layer, read(i, driveVoltages(layer, x), first));
      x = i < layers.length - 1 ? activate(y, i) : y;
    }
    logits.set(x.data, first * classes);
  }
  return scoreLogits(logits, labels);
}

/** The products themselves. @throws NetworkError NETWORK_SHAPE */
function idealReadout(layers: readonly PhysicalLayer[]): ReadCurrents {
  const differences = layers.map(conductanceDifference);
  return (layer, voltages) => currentDifference(voltages, differences[layer] as Matrix);
}

/** Images `first` .. `first + count - 1` as activations 0..1, (count, 784). */
export function pixelMatrix(images: Uint8Array, first: number, count: number): Matrix {
  const data = new Float64Array(count * pixelsPerImage);
  const from = first * pixelsPerImage;
  for (let i = 0; i < data.length; i++) data[i] = (images[from + i] as number) / 255;
  return createMatrix(count, pixelsPerImage, data);
}
