import { summarize } from "../../foundation/index.ts";

/**
 * The points of a curve that the eye can tell apart: a point is kept when it lies further than `step` of the drawing
 * from the one kept before. First and last are always kept. For drawing only; CSV files hold every point.
 */
export function thinCurve(x: Float64Array, y: Float64Array, step = 0.006): (readonly [number, number])[] {
  const width = extent(x);
  const height = extent(y);
  const kept: (readonly [number, number])[] = [];
  let before: readonly [number, number] | undefined;
  for (let i = 0; i < x.length; i++) {
    const point = [x[i] as number, y[i] as number] as const;
    const distance = before ? Math.hypot((point[0] - before[0]) / width, (point[1] - before[1]) / height) : 1;
    if (distance < step && i < x.length - 1) continue;
    kept.push(point);
    before = point;
  }
  return kept;
}

function extent(values: Float64Array): number {
  const { min, max } = summarize(values);
  return max > min ? max - min : 1;
}
