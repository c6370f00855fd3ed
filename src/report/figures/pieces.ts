import type { Axis } from "./axis.ts";
import { thinCurve } from "./curve.ts";

export type Point = readonly [x: number, y: number];

/** Unbroken pieces of a curve: points that are not finite, or not positive on a logarithmic axis, part it. */
export function piecesOf(
  { x, y }: { readonly x: ArrayLike<number>; readonly y: ArrayLike<number> },
  log: { readonly x: boolean; readonly y: boolean },
): Point[][] {
  const pieces: Point[][] = [];
  let piece: Point[] | undefined;
  for (let i = 0; i < x.length; i++) {
    const [a, b] = [x[i] as number, y[i] as number];
    const shown = Number.isFinite(a) && Number.isFinite(b) && !(log.x && a <= 0) && !(log.y && b <= 0);
    if (!shown) piece = undefined;
    else if (piece) piece.push([a, b]);
    else {
      piece = [[a, b]];
      pieces.push(piece);
    }
  }
  return pieces;
}

/** The points of a piece that can be told apart on these axes, in the axes' units. */
export function thinned(piece: readonly Point[], { x, y }: { readonly x: Axis; readonly y: Axis }): Point[] {
  const kept = thinCurve(
    Float64Array.from(piece, ([a]) => along(x, a)),
    Float64Array.from(piece, ([, b]) => along(y, b)),
  );
  const back = ({ log }: Axis, v: number) => (log ? 10 ** v : v);
  return kept.map(([a, b]) => [back(x, a), back(y, b)]);
}

/** A value in SI as a length along its axis: in the axis' unit, its logarithm on a logarithmic one. */
export function along({ log, scale }: Axis, value: number): number {
  return log ? Math.log10(value * scale.factor) : value * scale.factor;
}
