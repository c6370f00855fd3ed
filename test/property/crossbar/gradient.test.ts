import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { factorTile, type Tile, transferGradient, transferMatrix } from "../../../src/crossbar/index.ts";
import { createMatrix, createRandom } from "../../../src/foundation/index.ts";

const resistance = fc.oneof(fc.constant(0), fc.double({ min: 1e-2, max: 1e3, noNaN: true }));
const cases = fc
  .record({
    rows: fc.integer({ min: 1, max: 9 }),
    cols: fc.integer({ min: 1, max: 9 }),
    rWord: resistance,
    rBit: resistance,
    rDriver: resistance,
    rSense: resistance,
    wordDrive: fc.constantFrom("left" as const, "both" as const),
    bitSense: fc.constantFrom("bottom" as const, "both" as const),
    seed: fc.nat(1e6),
  })
  .map(({ rows, cols, seed, ...lines }) => {
    const { uniform } = createRandom(seed).stream("gradient");
    const matrix = (value: () => number) =>
      createMatrix(rows, cols, Float64Array.from({ length: rows * cols }, value));
    return {
      tile: { ...lines, conductance: matrix(() => 10 ** (-6 + 3 * uniform())) },
      sensitivity: matrix(() => 2 * uniform() - 1),
      direction: matrix(() => 2 * uniform() - 1),
    };
  });

const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, k) => sum + x * b[k]!, 0);

/** The conductances times 1 + step direction. */
function moved(tile: Tile, direction: Float64Array, step: number): Tile {
  const { rows, cols, data } = tile.conductance;
  const next = data.map((g, k) => g * (1 + step * direction[k]!));
  return { ...tile, conductance: createMatrix(rows, cols, next) };
}

describe("the gradient through wires", () => {
  it("is the central difference in any direction, to 1e-7 of what it could be, whatever the lines", () => {
    fc.assert(
      fc.property(cases, ({ tile, sensitivity, direction }) => {
        const loss = (step: number) =>
          dot(transferMatrix(moved(tile, direction.data, step)).data, sensitivity.data);
        const step = 1e-5;
        const difference = (loss(step) - loss(-step)) / (2 * step);
        const gradient = transferGradient(tile, sensitivity).data;
        const change = direction.data.map((d, k) => d * tile.conductance.data[k]!);
        const scale = gradient.reduce((sum, g, k) => sum + Math.abs(g * change[k]!), 0);
        const noise = (1e-15 * dot(transferMatrix(tile).data, sensitivity.data.map(Math.abs))) / step;
        expect(Math.abs(dot(gradient, change) - difference)).toBeLessThan(1e-7 * scale + 100 * noise);
      }),
      { numRuns: 200 },
    );
  });

  it("is linear in the sensitivity", () => {
    fc.assert(
      fc.property(cases, ({ tile, sensitivity, direction }) => {
        const factored = factorTile(tile);
        const both = createMatrix(
          sensitivity.rows,
          sensitivity.cols,
          sensitivity.data.map((s, k) => s - 3 * direction.data[k]!),
        );
        const [a, b, sum] = [sensitivity, direction, both].map((s) => transferGradient(factored, s).data);
        for (const [k, value] of sum!.entries()) expect(value).toBeCloseTo(a![k]! - 3 * b![k]!, 10);
      }),
      { numRuns: 50 },
    );
  });
});
