/** Drawn lengths are compared within this [m]: far below any grid, far above rounding. */
const tolerance = 1e-12;

export const isBelow = (value: number, limit: number): boolean => value < limit - tolerance;
export const isAbove = (value: number, limit: number): boolean => value > limit + tolerance;

/** Is a length a whole number of grid steps [m]? */
export function isOnGrid(length: number, step: number): boolean {
  return Math.abs(length - Math.round(length / step) * step) <= tolerance;
}

/** A drawn length [m] as designers write it: `0.42 um`. */
export function formatLength(length: number): string {
  return `${Number((length * 1e6).toPrecision(9))} um`;
}

/** A size in one line: `W = 5 um, L = 0.15 um, m = 3`; one device goes without its `m`. */
export function formatSize({
  w,
  l,
  m,
}: {
  readonly w: number;
  readonly l: number;
  readonly m: number;
}): string {
  return `W = ${formatLength(w)}, L = ${formatLength(l)}${m === 1 ? "" : `, m = ${m}`}`;
}
