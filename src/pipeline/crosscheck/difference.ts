/**
 * Largest |value - reference|, over the largest |reference|: how far two answers are apart, on the scale of the output.
 *
 * Not a number where a value is not, or where all references are 0: nothing can be said then, and nothing passes.
 */
export function largestDifference(values: Float64Array, references: Float64Array): number {
  let [difference, scale] = [0, 0];
  for (const [k, reference] of references.entries()) {
    difference = Math.max(difference, Math.abs((values[k] as number) - reference));
    scale = Math.max(scale, Math.abs(reference));
  }
  return difference / scale;
}
