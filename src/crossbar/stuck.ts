import type { RandomStream } from "../foundation/index.ts";

/** Shares of cells that no pulse moves: left at the erased state (`off`, SET fails), or at the top (`on`, RESET fails). */
export interface StuckAt {
  readonly off: number;
  readonly on: number;
}

/**
 * Marks of cells that are stuck: 0 works, 1 off, 2 on. Exactly floor(cells share) of each, drawn without replacement.
 *
 * @param cells number of cells
 */
export function drawStuck(cells: number, { off, on }: StuckAt, stream: RandomStream): Uint8Array {
  const marks = new Uint8Array(cells);
  const [dead, lit] = [Math.floor(cells * off), Math.floor(cells * on)];
  if (dead + lit === 0) return marks;
  const order = stream.permutation(cells);
  order.subarray(0, dead).forEach((k) => {
    marks[k] = 1;
  });
  order.subarray(dead, dead + lit).forEach((k) => {
    marks[k] = 2;
  });
  return marks;
}
