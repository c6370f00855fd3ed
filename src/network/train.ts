import { setImmediate } from "node:timers/promises";
import * as tf from "@tensorflow/tfjs";
import { type Random, throwIfCancelled } from "../foundation/index.ts";
import { type Adam, createAdam } from "./adam.ts";
import { currentBackend } from "./backend.ts";
import type { LabelledImages } from "./dataset.ts";
import { differentiate } from "./differentiate.ts";
import { NetworkError } from "./error.ts";
import { initialLayers } from "./initial.ts";
import type { BatchLoss } from "./loss.ts";
import { buildModel, disposeModel, type Model, parametersOf, readModel } from "./model.ts";
import { assertImages, assertLabels, classes, fillPixels, pixelsPerImage } from "./pixels.ts";
import type { Epoch, LayerKind, NetworkLayer, TrainedNetwork } from "./trained-network.ts";

export interface TrainOptions {
  readonly layer: LayerKind;
  readonly hidden: number;
  readonly epochs: number;
  readonly batch: number;
  readonly learningRate: number;
  /** Programmable conductances [S]; their ratio bounds the pairs of the physical layer. The legacy layer has none. */
  readonly window: { readonly gMin: number; readonly gMax: number };
}

export interface TrainRun {
  readonly random: Random;
  readonly signal?: AbortSignal | undefined;
  /** Batches done and in all; called about every twentieth of a second. */
  readonly onProgress?: ((done: number, total: number) => void) | undefined;
}

/** A pair of the physical layer at opposite ends of its window is worth this weight; trained weights stay within. */
export const physicalWeightMax = 1;

const place = ["network", "train"];
/** Between two looks at the event loop: long enough to cost nothing, short enough for Ctrl-C and a progress bar. */
const batchesPerTurn = 16;

/**
 * Trains 784 - hidden - 10 with Adam on sparse softmax cross-entropy, images reshuffled before every epoch.
 *
 * The same seed, options and back end give the same numbers. `selectBackend` comes first.
 *
 * @throws NetworkError BACKEND_NOT_SELECTED, NETWORK_SHAPE, NETWORK_DIVERGED
 * @throws CancelledError CANCELLED, between two batches
 */
export async function trainNetwork(
  data: LabelledImages,
  options: TrainOptions,
  run: TrainRun,
): Promise<TrainedNetwork> {
  currentBackend();
  assertLabels(assertImages(data.images, place), data.labels, place);
  const start = performance.now();
  const { layer, hidden, window } = options;
  const scale = { gMin: window.gMin / window.gMax, weightMax: physicalWeightMax };
  const initial = initialLayers(
    { layer, inputs: pixelsPerImage, hidden, outputs: classes, scale },
    run.random,
  );
  const model = buildModel(initial);
  const adam = createAdam(parametersOf(model), options.learningRate);
  try {
    const epochs: Epoch[] = [];
    for (let epoch = 1; epoch <= options.epochs; epoch++) {
      epochs.push(await trainEpoch({ model, adam, data, options, run }, epoch));
    }
    const layers = readModel(model, initial);
    assertFinite(layers);
    return { layer, layers, epochs, seconds: (performance.now() - start) / 1000 };
  } finally {
    adam.dispose();
    disposeModel(model);
  }
}

interface Training {
  readonly model: Model;
  readonly adam: Adam;
  readonly data: LabelledImages;
  readonly options: TrainOptions;
  readonly run: TrainRun;
}

async function trainEpoch(training: Training, epoch: number): Promise<Epoch> {
  const { data, options, run } = training;
  const n = data.labels.length;
  const batches = Math.ceil(n / options.batch);
  const order = run.random.stream("network", "shuffle", epoch).permutation(n);
  let loss = 0;
  let correct = 0;
  for (let b = 0; b < batches; b++) {
    throwIfCancelled(run.signal, place);
    const chosen = order.subarray(b * options.batch, (b + 1) * options.batch);
    const found = trainBatch(training, chosen);
    if (!Number.isFinite(found.loss)) throw diverged(`the loss is ${found.loss} in epoch ${epoch}`);
    loss += found.loss * chosen.length;
    correct += found.correct;
    if (b % batchesPerTurn === batchesPerTurn - 1 || b === batches - 1) {
      run.onProgress?.((epoch - 1) * batches + b + 1, options.epochs * batches);
      await setImmediate();
    }
  }
  return { epoch, loss: loss / n, accuracy: correct / n };
}

function trainBatch({ model, adam, data }: Training, chosen: Uint32Array): BatchLoss {
  const pixels = new Float32Array(chosen.length * pixelsPerImage);
  const labels = new Uint8Array(chosen.length);
  chosen.forEach((image, i) => {
    fillPixels(pixels, i, data.images, image);
    labels[i] = data.labels[image] as number;
  });
  tf.engine().startScope();
  try {
    const x = tf.tensor2d(pixels, [chosen.length, pixelsPerImage]);
    const { found, gradients } = differentiate(model, x, labels);
    if (Number.isFinite(found.loss)) adam.step(gradients);
    return found;
  } finally {
    tf.engine().endScope();
  }
}

function assertFinite(layers: readonly NetworkLayer[]): void {
  for (const { name, weights, bias } of layers) {
    if (weights.every(Number.isFinite) && (bias === null || bias.every(Number.isFinite))) continue;
    throw diverged(`weights of layer ${name} are not finite after the last step`);
  }
}

function diverged(problem: string): NetworkError {
  return new NetworkError("NETWORK_DIVERGED", `training did not converge: ${problem}`, {
    at: place,
    hint: "Lower network.learningRate.",
  });
}
