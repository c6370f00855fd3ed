import * as tf from "@tensorflow/tfjs";
import { HPMemristorLayer } from "./layers/hp-memristor.ts";
import { PhysicalMemristorDense, weightPerConductance, weightsOf } from "./layers/physical-dense.ts";
import type { NetworkLayer } from "./trained-network.ts";

/** A network as TensorFlow.js layers, in order. It holds tensors: give it to `disposeModel` in the end. */
export type Model = readonly tf.layers.Layer[];

/** The TensorFlow.js layers that `layers` describe, weights set. */
export function buildModel(layers: readonly NetworkLayer[]): Model {
  return layers.map((layer, i) => {
    const built = createLayer(layer, i > 0);
    built.build([null, layer.rows]);
    tf.tidy(() => built.setWeights(weightTensors(layer)));
    return built;
  });
}

/** Logits of the network, (batch, outputs): ReLU between layers, none after the last. */
export function forward(model: Model, x: tf.Tensor2D): tf.Tensor2D {
  return tf.tidy(() => {
    let y = x;
    for (const [i, layer] of model.entries()) {
      const out = layer.apply(y) as tf.Tensor2D;
      y = i < model.length - 1 ? tf.relu(out) : out;
    }
    return y;
  });
}

/** One thing to train: conductances keep to their bounds, and step so that the weight moves by the learning rate. */
export interface Parameter {
  readonly variable: tf.LayerVariable;
  readonly stepScale: number;
  readonly min: number;
  readonly max: number;
}

/** All that training may change, in order. */
export function parametersOf(model: Model): readonly Parameter[] {
  return model.flatMap((layer) =>
    layer.trainableWeights.map((variable) => ({ variable, ...limitsOf(layer, variable) })),
  );
}

function limitsOf(layer: tf.layers.Layer, variable: tf.LayerVariable): Omit<Parameter, "variable"> {
  if (layer instanceof PhysicalMemristorDense && variable.shape.length === 2) {
    // Both devices of a pair move, in opposite directions.
    return { stepScale: 1 / (2 * weightPerConductance(layer.args)), min: layer.args.gMin, max: 1 };
  }
  return { stepScale: 1, min: Number.NEGATIVE_INFINITY, max: Number.POSITIVE_INFINITY };
}

/** `layers` with the values that the model holds now. */
export function readModel(model: Model, layers: readonly NetworkLayer[]): readonly NetworkLayer[] {
  return model.map((built, i) => {
    const layer = layers[i] as NetworkLayer;
    const values = built.getWeights().map((tensor) => tensor.dataSync().slice() as Float32Array);
    const bias = layer.bias === null ? null : (values.pop() as Float32Array);
    const [first, second] = values as [Float32Array, Float32Array];
    if (layer.conductances === null) {
      return { ...layer, weights: first, bias, state: layer.state === null ? null : second };
    }
    const conductances = { ...layer.conductances, gPos: first, gNeg: second };
    return { ...layer, weights: weightsOf(conductances, conductances), bias, conductances };
  });
}

export function disposeModel(model: Model): void {
  for (const layer of model) {
    for (const weight of layer.weights) weight.dispose();
  }
}

function createLayer(layer: NetworkLayer, inputGradient: boolean): tf.layers.Layer {
  const { name, cols: units, conductances, state } = layer;
  const useBias = layer.bias !== null;
  if (state !== null) return new HPMemristorLayer({ name, units, inputGradient });
  if (conductances === null) {
    return tf.layers.dense({ name, units, useBias, kernelInitializer: "zeros" });
  }
  const { gMin, weightMax } = conductances;
  return new PhysicalMemristorDense({ name, units, useBias, inputGradient, gMin, weightMax });
}

function weightTensors(layer: NetworkLayer): tf.Tensor[] {
  const shape: [number, number] = [layer.rows, layer.cols];
  const matrices =
    layer.conductances !== null
      ? [layer.conductances.gPos, layer.conductances.gNeg]
      : layer.state !== null
        ? [layer.weights, layer.state]
        : [layer.weights];
  const tensors: tf.Tensor[] = matrices.map((data) => tf.tensor2d(data, shape));
  return layer.bias === null ? tensors : [...tensors, tf.tensor1d(layer.bias)];
}
