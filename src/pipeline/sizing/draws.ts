import { createRandom } from "../../foundation/index.ts";

/** The k-th standard normal number of an instance, `xm11`. */
export type Draw = (instance: string, k: number) => number;

/**
 * Random numbers of one mismatch sample. They depend on seed, cell, sample, instance and k alone: a sample can be replayed by itself, in
 * any engine, and one more transistor moves no other's numbers.
 */
export function mismatchDraws(seed: number, cell: string, sample: number): Draw {
  const random = createRandom(seed);
  return (instance, k) => random.stream("mismatch", cell, sample, instance, k).normal();
}
