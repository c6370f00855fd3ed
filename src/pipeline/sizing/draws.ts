import { createRandom } from "../../foundation/index.ts";
import type { MismatchNumbers } from "../../pdk/index.ts";

/**
 * Random numbers of one mismatch sample. They depend on seed, cell, sample, instance and k alone: a sample can be replayed by itself, in
 * any engine, and one more transistor moves no other's numbers.
 */
export function mismatchDraws(seed: number, cell: string, sample: number): MismatchNumbers {
  const random = createRandom(seed);
  return (instance, k) => random.stream("mismatch", cell, sample, instance, k).normal();
}
