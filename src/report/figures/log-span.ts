/** Above this ratio of largest to smallest value a linear axis hides the low end. */
const logRatio = 20;

/** Do positive values span so much that they belong on a logarithmic axis? Values that are not finite do not count; zeros are left aside, with a negative one the answer is no. */
export function spansDecades(values: readonly number[]): boolean {
  const shown = values.filter((value) => Number.isFinite(value) && value !== 0);
  const low = Math.min(...shown);
  return low > 0 && Math.max(...shown) / low > logRatio;
}
