/** Index of the last time at or before `at`, so that `at` lies in the interval it begins; 0 .. points - 2. */
export function intervalAt(time: Float64Array, at: number): number {
  let low = 0;
  let high = time.length - 1;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if ((time[middle] as number) <= at) low = middle;
    else high = middle;
  }
  return low;
}

/** Value of a sampled curve at a time inside it, linear between points. */
export function valueAt(time: Float64Array, values: Float64Array, at: number): number {
  const i = intervalAt(time, at);
  const [from, to] = [time[i] as number, time[i + 1] as number];
  const [a, b] = [values[i] as number, values[i + 1] as number];
  return a + (b - a) * ((at - from) / (to - from));
}

/** Integral of y dx along a sampled path from `from` to `to` (times), trapezoidal, ends interpolated. */
export function pathIntegral(
  time: Float64Array,
  path: { readonly x: Float64Array; readonly y: Float64Array },
  [from, to]: readonly [number, number],
): number {
  let [x0, y0] = [valueAt(time, path.x, from), valueAt(time, path.y, from)];
  let sum = 0;
  const step = (x: number, y: number) => {
    sum += ((y0 + y) / 2) * (x - x0);
    [x0, y0] = [x, y];
  };
  for (let i = intervalAt(time, from) + 1; (time[i] as number) < to; i++) {
    step(path.x[i] as number, path.y[i] as number);
  }
  step(valueAt(time, path.x, to), valueAt(time, path.y, to));
  return sum;
}
