import { createMatrix, type Matrix } from "../foundation/index.ts";
import { type ArrayAdam, createArrayAdam } from "./array-adam.ts";
import { batchGradient, type LayerGradient } from "./batch-gradient.ts";
import type { LabelledImages } from "./dataset.ts";
import { NetworkError } from "./error.ts";
import { fillPixels, pixelsPerImage } from "./pixels.ts";

/**
 * A layer of pairs whose conductances are trained. A share s of -1..1 is a pair gPos = gMin + max(s, 0) (gMax - gMin),
 * gNeg = gMin + max(-s, 0) (gMax - gMin): inside the window whatever training does, and one device of a pair at gMin.
 */
export interface PairLayer {
  /** (rows, cols), each within -1..1; changed by training. */
  readonly shares: Matrix;
  /** (cols), changed by training; null for none. */
  readonly bias: Float64Array | null;
}

/** Weight of one siemens of every cell [1/S], (rows, cols): what wires leave of it, times gains and the layer's scale. */
export interface CellWeights {
  readonly pos: Matrix;
  readonly neg: Matrix;
}

export interface RetrainOptions {
  readonly window: { readonly gMin: number; readonly gMax: number };
  readonly batch: number;
}

/** Training of pairs that goes on from one call to the next. */
export interface Retraining {
  /**
   * Adam on cross-entropy over the chosen images, a batch a step, with the cells' weights held.
   *
   * @param rate step of a share
   * @returns mean loss [nat]
   * @throws NetworkError NETWORK_DIVERGED
   */
  run(cells: readonly CellWeights[], data: LabelledImages, chosen: Uint32Array, rate: number): number;
}

export function createRetraining(layers: readonly PairLayer[], options: RetrainOptions): Retraining {
  const adams = layers.map(({ shares, bias }) => ({
    shares: createArrayAdam(shares.data, 1),
    bias: bias === null ? null : createArrayAdam(bias),
  }));
  return {
    run(cells, data, chosen, rate) {
      let loss = 0;
      for (let first = 0; first < chosen.length; first += options.batch) {
        const batch = chosen.subarray(first, first + options.batch);
        const { x, labels } = take(data, batch);
        const plain = layers.map(({ shares, bias }, index) => ({
          weights: weightsOf(shares, cells[index] as CellWeights, options.window),
          bias,
        }));
        const found = batchGradient(plain, x, labels);
        if (!Number.isFinite(found.loss)) throw diverged(found.loss);
        loss += found.loss * batch.length;
        for (const [index, adam] of adams.entries()) {
          const { shares } = layers[index] as PairLayer;
          const gradient = found.gradients[index] as LayerGradient;
          step(adam, { gradient, shares, cells: cells[index] as CellWeights, options, rate });
        }
      }
      return loss / chosen.length;
    },
  };
}

/** What the shares amount to as weights, (rows, cols). */
function weightsOf(shares: Matrix, { pos, neg }: CellWeights, { gMin, gMax }: RetrainOptions["window"]) {
  const span = gMax - gMin;
  const weights = createMatrix(shares.rows, shares.cols);
  for (let k = 0; k < weights.data.length; k++) {
    const share = shares.data[k]!;
    const [p, n] = [pos.data[k]!, neg.data[k]!];
    weights.data[k] = (p - n) * gMin + (share > 0 ? p : n) * share * span;
  }
  return weights;
}

interface Step {
  readonly gradient: LayerGradient;
  readonly shares: Matrix;
  readonly cells: CellWeights;
  readonly options: RetrainOptions;
  readonly rate: number;
}

/** By the chain rule to the device that a share moves; at 0 to the mean of both. */
function step(
  adam: { readonly shares: ArrayAdam; readonly bias: ArrayAdam | null },
  { gradient, shares, cells: { pos, neg }, options: { window }, rate }: Step,
): void {
  const span = window.gMax - window.gMin;
  const byShare = gradient.weights.map((g, k) => {
    const share = shares.data[k]!;
    const [p, n] = [pos.data[k]!, neg.data[k]!];
    return g * span * (share > 0 ? p : share < 0 ? n : (p + n) / 2);
  });
  adam.shares.step(byShare, rate);
  adam.bias?.step(gradient.bias, rate);
}

function take({ images, labels }: LabelledImages, batch: Uint32Array) {
  const pixels = new Float32Array(batch.length * pixelsPerImage);
  batch.forEach((image, row) => {
    fillPixels(pixels, row, images, image);
  });
  return {
    x: createMatrix(batch.length, pixelsPerImage, Float64Array.from(pixels)),
    labels: Uint8Array.from(batch, (image) => labels[image] as number),
  };
}

function diverged(loss: number): NetworkError {
  return new NetworkError("NETWORK_DIVERGED", `retraining did not converge: the loss is ${loss}`, {
    at: ["mapping", "compensation", "retrain"],
    hint: "Lower mapping.compensation.retrain.learningRate.",
  });
}
