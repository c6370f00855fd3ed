import * as tf from "@tensorflow/tfjs";

/** A layer's input beside its transpose, which the product's gradient and the state of a memristor both need. */
export interface LayerInput {
  /** (batch, rows) */
  readonly x: tf.Tensor2D;
  /** (rows, batch) */
  readonly xT: tf.Tensor2D;
}

export function layerInput(x: tf.Tensor2D): LayerInput {
  return { x, xT: tf.transpose(x) as tf.Tensor2D };
}

/**
 * Product x w, (batch, cols), with the gradients xᵀ dy for w and, where asked for, dy wᵀ for x.
 *
 * The same mathematics as `tf.matMul`, ten times as fast backwards: the WASM back end multiplies by XNNPACK only what is
 * not transposed, so the transposes are made explicitly. The first layer of a network leaves its input gradient out.
 */
export function linear(input: LayerInput, w: tf.Tensor2D, inputGradient: boolean): tf.Tensor2D {
  const { x, xT } = input;
  return inputGradient ? differentiableByBoth(xT)(x, w) : differentiableByWeights(input)(w);
}

function differentiableByWeights({ x, xT }: LayerInput): Product {
  return customGrad((w, save) => {
    (save as Save)([xT]);
    return {
      value: tf.matMul(x, w as tf.Tensor2D),
      gradFunc: (dy, [kept]) => [tf.matMul(kept as tf.Tensor2D, dy)],
    };
  });
}

function differentiableByBoth(xT: tf.Tensor2D): Product {
  return customGrad((x, w, save) => {
    (save as Save)([w as tf.Tensor, xT]);
    return {
      value: tf.matMul(x as tf.Tensor2D, w as tf.Tensor2D),
      gradFunc: (dy, [keptW, keptXT]) => [
        tf.matMul(dy, tf.transpose(keptW as tf.Tensor2D)),
        tf.matMul(keptXT as tf.Tensor2D, dy),
      ],
    };
  });
}

type Product = (...inputs: tf.Tensor[]) => tf.Tensor2D;
type Save = (tensors: tf.Tensor[]) => void;
type Definition = (...inputs: (tf.Tensor | Save)[]) => {
  value: tf.Tensor2D;
  gradFunc: (dy: tf.Tensor2D, saved: tf.Tensor[]) => tf.Tensor[];
};

/** `tf.customGrad`, whose declared types know neither rank nor `save`. What is not saved is gone when gradients run. */
function customGrad(definition: Definition): Product {
  return tf.customGrad(definition as Parameters<typeof tf.customGrad>[0]) as Product;
}
