import * as tf from "@tensorflow/tfjs";
import type { Parameter } from "./model.ts";

export interface Adam {
  /** One step against `gradients`, one a parameter, in the same order. */
  step(gradients: readonly tf.Tensor[]): void;
  dispose(): void;
}

export const adamConstants = { beta1: 0.9, beta2: 0.999, epsilon: 1e-7 } as const;

/**
 * Adam as Keras does it: at step t, m and v are the decaying means of g and g^2, and
 * w -= learningRate sqrt(1 - beta2^t) / (1 - beta1^t) m / (sqrt(v) + epsilon).
 *
 * The means are held without their factors (1 - beta), which are taken into the step: fewer operations a step.
 *
 * @see D. Kingma, J. Ba, arXiv 1412.6980, algorithm 1 and the last paragraph of its section 2
 */
export function createAdam(parameters: readonly Parameter[], learningRate: number): Adam {
  const { beta1, beta2, epsilon } = adamConstants;
  const first = parameters.map(({ variable }) => tf.zeros(variable.shape as number[]));
  const second = parameters.map(({ variable }) => tf.zeros(variable.shape as number[]));
  const spread = Math.sqrt(1 - beta2);
  let t = 0;
  return {
    step(gradients) {
      t += 1;
      const rate = (learningRate * Math.sqrt(1 - beta2 ** t) * (1 - beta1)) / ((1 - beta1 ** t) * spread);
      for (const [i, parameter] of parameters.entries()) {
        tf.tidy(() => {
          const g = gradients[i] as tf.Tensor;
          const m = replace(first, i, tf.add(tf.mul(first[i] as tf.Tensor, beta1), g));
          const v = replace(second, i, tf.add(tf.mul(second[i] as tf.Tensor, beta2), tf.square(g)));
          const change = tf.mul(tf.div(m, tf.add(tf.sqrt(v), epsilon / spread)), rate * parameter.stepScale);
          parameter.variable.write(bounded(tf.sub(parameter.variable.read(), change), parameter));
        });
      }
    },
    dispose: () => tf.dispose([...first, ...second]),
  };
}

function replace(tensors: tf.Tensor[], i: number, next: tf.Tensor): tf.Tensor {
  tensors[i]?.dispose();
  tensors[i] = tf.keep(next);
  return next;
}

function bounded(tensor: tf.Tensor, { min, max }: Parameter): tf.Tensor {
  return Number.isFinite(min) ? tf.clipByValue(tensor, min, max) : tensor;
}
