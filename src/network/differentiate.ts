import * as tf from "@tensorflow/tfjs";
import { type BatchLoss, softmaxCrossEntropy } from "./loss.ts";
import { forward, type Model, parametersOf } from "./model.ts";

/**
 * Loss of one batch and its gradients by all parameters, in the order of `parametersOf`.
 * The caller disposes of the gradients.
 */
export function differentiate(
  model: Model,
  x: tf.Tensor2D,
  labels: Uint8Array,
): { readonly found: BatchLoss; readonly gradients: readonly tf.Tensor[] } {
  const variables = parametersOf(model).map(({ variable }) => variable.read() as tf.Variable);
  let found: BatchLoss | undefined;
  const crossEntropy = tf.customGrad((logits) => {
    const z = logits as tf.Tensor2D;
    const batch = softmaxCrossEntropy(z.dataSync<"float32">(), labels);
    found = batch;
    return { value: tf.scalar(batch.loss), gradFunc: () => tf.tensor2d(batch.gradient, z.shape) };
  });
  const { grads, value } = tf.variableGrads(() => crossEntropy(forward(model, x)) as tf.Scalar, variables);
  value.dispose();
  return { found: found as BatchLoss, gradients: variables.map(({ name }) => grads[name] as tf.Tensor) };
}
