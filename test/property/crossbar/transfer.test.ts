import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { transferMatrix } from "../../../src/crossbar/index.ts";
import { createMatrix } from "../../../src/foundation/index.ts";

const tiles = fc
  .record({
    rows: fc.integer({ min: 1, max: 9 }),
    cols: fc.integer({ min: 1, max: 9 }),
    rWord: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    rBit: fc.double({ min: 1e-3, max: 1e3, noNaN: true }),
    decades: fc.array(fc.double({ min: -7, max: -2, noNaN: true }), { minLength: 81, maxLength: 81 }),
  })
  .map(({ rows, cols, rWord, rBit, decades }) => {
    const data = Float64Array.from({ length: rows * cols }, (_, k) => 10 ** decades[k]!);
    return { conductance: createMatrix(rows, cols, data), rWord, rBit };
  });

describe("any transfer matrix", () => {
  it("is positive, and a bit line with all its neighbours idle conducts less than its cell alone", () => {
    fc.assert(
      fc.property(tiles, (tile) => {
        const t = transferMatrix(tile);
        for (let k = 0; k < t.data.length; k++) {
          expect(t.data[k]).toBeGreaterThan(0);
        }
        for (let i = 0; i < t.rows; i++) {
          let drawn = 0;
          let ideal = 0;
          for (let j = 0; j < t.cols; j++) {
            drawn += t.data[i * t.cols + j]!;
            ideal += tile.conductance.data[i * t.cols + j]!;
          }
          expect(drawn).toBeLessThanOrEqual(ideal * (1 + 1e-12));
        }
      }),
      { numRuns: 100 },
    );
  });

  it("falls when a wire gets worse, summed over all bit lines", () => {
    fc.assert(
      fc.property(tiles, (tile) => {
        const sum = (scale: number) =>
          transferMatrix({ ...tile, rBit: tile.rBit * scale }).data.reduce(
            (total, value) => total + value,
            0,
          );
        expect(sum(2)).toBeLessThan(sum(1));
      }),
      { numRuns: 50 },
    );
  });
});
