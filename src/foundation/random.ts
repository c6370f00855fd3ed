import { createHash } from "node:crypto";
import { randomBinomial, randomNormal } from "d3-random";
import { uniformFloat64 } from "pure-rand/distribution/uniformFloat64";
import { xoroshiro128plusFromState } from "pure-rand/generator/xoroshiro128plus";

/** A source of numbers that depends on the root seed and its own name only. */
export interface RandomStream {
  /** Uniform in [0, 1). */
  uniform(): number;
  /** Standard normal: mean 0, standard deviation 1. */
  normal(): number;
  /**
   * Lognormal with mean 1: exp(sigma z - sigma^2 / 2), coefficient of variation sqrt(exp(sigma^2) - 1).
   * `sigma` 0 gives exactly 1, and still draws, so that other draws do not move.
   */
  lognormal(sigma: number): number;
  /** Number of successes in `n` trials of probability `p` (exact, not a normal approximation). */
  binomial(n: number, p: number): number;
  /** A permutation of 0 .. n-1 (Fisher-Yates). */
  permutation(n: number): Uint32Array;
}

export interface Random {
  readonly seed: number;
  /** What the names of its streams start with: with the seed all that another thread needs to have the same streams. */
  readonly path: readonly (string | number)[];
  /**
   * The stream of that name: `stream("programming-error", "hidden", 3)`.
   * Streams are independent of each other and of the order in which they are asked for.
   */
  stream(...name: readonly (string | number)[]): RandomStream;
}

/** Named streams of random numbers (xoroshiro128+, seeded by SHA-256 of seed, path and name). */
export function createRandom(seed: number, path: Random["path"] = []): Random {
  return { seed, path, stream: (...name) => createStream(seed, [...path, ...name]) };
}

function createStream(seed: number, name: readonly (string | number)[]): RandomStream {
  const digest = createHash("sha256")
    .update(JSON.stringify([seed, ...name]))
    .digest();
  const state = [0, 4, 8, 12].map((offset) => digest.readInt32LE(offset));
  const generator = xoroshiro128plusFromState(state);
  const uniform = () => uniformFloat64(generator);
  const normal = randomNormal.source(uniform)();
  return {
    uniform,
    normal,
    lognormal: (sigma) => Math.exp(sigma * normal() - (sigma * sigma) / 2),
    binomial: (n, p) => randomBinomial.source(uniform)(n, p)(),
    permutation: (n) => {
      const order = Uint32Array.from({ length: n }, (_, i) => i);
      for (let i = n - 1; i > 0; i--) {
        const j = Math.floor(uniform() * (i + 1));
        const kept = order[i] as number;
        order[i] = order[j] as number;
        order[j] = kept;
      }
      return order;
    },
  };
}
