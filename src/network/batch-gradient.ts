import { createMatrix, type Matrix } from "../foundation/index.ts";
import { softmaxCrossEntropy } from "./loss.ts";
import { rectify } from "./physical-layer.ts";
import { sparseProduct } from "./sparse-product.ts";

/** A layer as plain numbers: y = x weights + bias. */
export interface PlainLayer {
  /** (rows, cols) */
  readonly weights: Matrix;
  /** (cols), or null for none. */
  readonly bias: Float64Array | null;
}

/** Gradients by weights, (rows, cols), and by biases, (cols), of one layer. */
export interface LayerGradient {
  readonly weights: Float64Array;
  readonly bias: Float64Array;
}

/**
 * Mean cross-entropy [nat] of a batch, and its gradients by every layer, in double precision; ReLU between layers.
 *
 * @param x inputs, (batch, rows of the first layer); @param labels (batch)
 */
export function batchGradient(
  layers: readonly PlainLayer[],
  x: Matrix,
  labels: Uint8Array,
): { readonly loss: number; readonly gradients: readonly LayerGradient[] } {
  const inputs = [x];
  for (const [index, layer] of layers.entries()) {
    const y = withBias(sparseProduct(inputs[index] as Matrix, layer.weights), layer.bias);
    inputs.push(index < layers.length - 1 ? rectify(y) : y);
  }
  const logits = inputs.pop() as Matrix;
  const found = softmaxCrossEntropy(Float32Array.from(logits.data), labels);
  let delta = createMatrix(logits.rows, logits.cols, Float64Array.from(found.gradient));
  const gradients: LayerGradient[] = [];
  for (let index = layers.length - 1; index >= 0; index--) {
    const input = inputs[index] as Matrix;
    gradients.unshift({ weights: sumOfOuterProducts(input, delta), bias: columnSums(delta) });
    if (index > 0) delta = behindRectifier(input, delta, (layers[index] as PlainLayer).weights);
  }
  return { loss: found.loss, gradients };
}

function withBias(y: Matrix, bias: Float64Array | null): Matrix {
  if (bias === null) return y;
  return { ...y, data: y.data.map((value, k) => value + bias[k % y.cols]!) };
}

/** Sum over the batch of x_i d_j, (x.cols, d.cols); zeros of x are left out. */
function sumOfOuterProducts(x: Matrix, d: Matrix): Float64Array {
  const sums = new Float64Array(x.cols * d.cols);
  for (let n = 0; n < x.rows; n++) {
    const delta = d.data.subarray(n * d.cols, (n + 1) * d.cols);
    for (let i = 0; i < x.cols; i++) {
      const value = x.data[n * x.cols + i]!;
      if (value === 0) continue;
      const at = i * d.cols;
      for (let j = 0; j < d.cols; j++) sums[at + j]! += value * delta[j]!;
    }
  }
  return sums;
}

function columnSums({ cols, data }: Matrix): Float64Array {
  const sums = new Float64Array(cols);
  for (const [k, value] of data.entries()) sums[k % cols]! += value;
  return sums;
}

/** d w' where the rectifier let its input through, (batch, w.rows). */
function behindRectifier(activations: Matrix, d: Matrix, w: Matrix): Matrix {
  const back = createMatrix(d.rows, w.rows);
  for (let n = 0; n < d.rows; n++) {
    for (let i = 0; i < w.rows; i++) {
      if (activations.data[n * w.rows + i]! <= 0) continue;
      let sum = 0;
      for (let j = 0; j < w.cols; j++) sum += d.data[n * d.cols + j]! * w.data[i * w.cols + j]!;
      back.data[n * w.rows + i] = sum;
    }
  }
  return back;
}
