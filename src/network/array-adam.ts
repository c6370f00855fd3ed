import { adamConstants } from "./adam.ts";

/** Adam on an array of numbers, in place, as `createAdam` on tensors. */
export interface ArrayAdam {
  /** One step of `rate` against `gradient`; values stay within `bound` of 0. */
  step(gradient: Float64Array, rate: number): void;
}

/** @param values changed by every step */
export function createArrayAdam(values: Float64Array, bound = Number.POSITIVE_INFINITY): ArrayAdam {
  const { beta1, beta2, epsilon } = adamConstants;
  const first = new Float64Array(values.length);
  const second = new Float64Array(values.length);
  let t = 0;
  return {
    step(gradient, rate) {
      t += 1;
      const factor = (rate * Math.sqrt(1 - beta2 ** t)) / (1 - beta1 ** t);
      for (let k = 0; k < values.length; k++) {
        const g = gradient[k]!;
        const m = first[k]! + (1 - beta1) * (g - first[k]!);
        const v = second[k]! + (1 - beta2) * (g * g - second[k]!);
        first[k] = m;
        second[k] = v;
        const next = values[k]! - (factor * m) / (Math.sqrt(v) + epsilon);
        values[k] = next < -bound ? -bound : next > bound ? bound : next;
      }
    },
  };
}
