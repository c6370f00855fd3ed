/** dy/dt into `out`. */
export type Rates = (time: number, y: Float64Array, out: Float64Array) => void;

export interface Stepper {
  /** y after the last step. Overwritten by the next. */
  readonly value: Float64Array;
  /** Estimated error of `value`: the difference from the embedded fourth-order formula. */
  readonly error: Float64Array;
  /** One step of size `h` from (time, y). */
  readonly step: (rates: Rates, time: number, y: Float64Array, h: number) => void;
}

/** Rows of the tableau: weights of the stages before, for stages 2 to 6. */
const stages: readonly (readonly [time: number, weights: readonly number[]])[] = [
  [1 / 5, [1 / 5]],
  [0.3, [3 / 40, 9 / 40]],
  [0.8, [44 / 45, -56 / 15, 32 / 9]],
  [8 / 9, [19372 / 6561, -25360 / 2187, 64448 / 6561, -212 / 729]],
  [1, [9017 / 3168, -355 / 33, 46732 / 5247, 49 / 176, -5103 / 18656]],
];
const fifth = [35 / 384, 0, 500 / 1113, 125 / 192, -2187 / 6784, 11 / 84];
const difference = [71 / 57600, 0, -71 / 16695, 71 / 1920, -17253 / 339200, 22 / 525, -1 / 40];

/**
 * The explicit Runge-Kutta pair 5(4), continued with the fifth-order value, for `size` equations.
 *
 * @see Dormand and Prince, J. Comput. Appl. Math. 6 (1980) 19, table 2 (RK5(4)7M)
 */
export function createStepper(size: number): Stepper {
  const slopes = Array.from({ length: 7 }, () => new Float64Array(size));
  const at = new Float64Array(size);
  const value = new Float64Array(size);
  const error = new Float64Array(size);
  const combine = (weights: readonly number[], k: number) => {
    let sum = 0;
    for (let s = 0; s < weights.length; s++) sum += (weights[s] as number) * (slopes[s]?.[k] as number);
    return sum;
  };
  return {
    value,
    error,
    step: (rates, time, y, h) => {
      rates(time, y, slopes[0] as Float64Array);
      for (let s = 0; s < stages.length; s++) {
        const [fraction, weights] = stages[s] as (typeof stages)[0];
        for (let k = 0; k < size; k++) at[k] = (y[k] as number) + h * combine(weights, k);
        rates(time + fraction * h, at, slopes[s + 1] as Float64Array);
      }
      for (let k = 0; k < size; k++) value[k] = (y[k] as number) + h * combine(fifth, k);
      rates(time + h, value, slopes[6] as Float64Array);
      for (let k = 0; k < size; k++) error[k] = h * combine(difference, k);
    },
  };
}
