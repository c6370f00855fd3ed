/** Schematic coordinates as Xschem has them: y grows downwards, everything on a grid of 10. */
export type Point = readonly [x: number, y: number];

/** Where a symbol stands: its origin, quarter turns clockwise, and whether it is mirrored left to right before it is turned. */
export interface Placement {
  readonly at: Point;
  readonly turns?: 0 | 1 | 2 | 3;
  readonly mirrored?: boolean;
}

/** A point of a symbol, seen from its origin, where it comes to stand in the drawing. */
export function placed({ at: [x0, y0], turns = 0, mirrored = false }: Placement, [x, y]: Point): Point {
  const dx = mirrored ? -x : x;
  const turned = [
    [dx, y],
    [-y, dx],
    [-dx, -y],
    [y, -dx],
  ] as const;
  const [rx, ry] = turned[turns];
  return [x0 + rx, y0 + ry];
}

/** Does a point lie on a horizontal or vertical piece of wire, its ends among it? */
export function isOn([x, y]: Point, [[x1, y1], [x2, y2]]: readonly [Point, Point]): boolean {
  const within = (value: number, a: number, b: number) => value >= Math.min(a, b) && value <= Math.max(a, b);
  return within(x, x1, x2) && within(y, y1, y2);
}

export function same(one: Point, other: Point): boolean {
  return one[0] === other[0] && one[1] === other[1];
}
