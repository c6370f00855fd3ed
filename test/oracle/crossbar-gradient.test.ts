import { describe, expect, it } from "vitest";
import { type Lines, transferGradient, transferMatrix } from "../../src/crossbar/index.ts";
import { createMatrix, createRandom } from "../../src/foundation/index.ts";
import { denseSolution } from "./dense-crossbar.ts";

function randomTile(rows: number, cols: number, lines: Lines) {
  const { uniform } = createRandom(8).stream("tile", rows, cols);
  const data = Float64Array.from({ length: rows * cols }, () => 10 ** (-6 + 3 * uniform()));
  const sensitivity = Float64Array.from({ length: rows * cols }, () => 2 * uniform() - 1);
  return {
    tile: { ...lines, conductance: createMatrix(rows, cols, data) },
    sensitivity: createMatrix(rows, cols, sensitivity),
  };
}

const everyEnd = { rWord: 5, rBit: 8, rDriver: 40, rSense: 60 } as const;
const cases: [number, number, Lines][] = [
  [1, 1, everyEnd],
  [1, 12, everyEnd],
  [12, 1, everyEnd],
  [9, 14, { rWord: 5, rBit: 8 }],
  [14, 9, { ...everyEnd, wordDrive: "both", bitSense: "both" }],
  [6, 6, { rWord: 0, rBit: 30 }],
];

describe("the gradient of a loss with respect to conductances", () => {
  it.each(cases)(
    "agrees with central differences, cell by cell, to 1e-7 of the largest: %d x %d %o",
    (rows, cols, lines) => {
      const { tile, sensitivity } = randomTile(rows, cols, lines);
      const gradient = transferGradient(tile, sensitivity);
      const { data } = tile.conductance;
      const loss = () => transferMatrix(tile).data.reduce((sum, t, k) => sum + t * sensitivity.data[k]!, 0);
      const largest = gradient.data.reduce((max, g) => Math.max(max, Math.abs(g)), 0);
      for (let k = 0; k < data.length; k++) {
        const g = data[k]!;
        const step = 1e-7 + 1e-4 * g;
        data[k] = g + step;
        const above = loss();
        data[k] = g - step;
        const below = loss();
        data[k] = g;
        expect(
          Math.abs((above - below) / (2 * step) - gradient.data[k]!) / largest,
          `cell ${k}`,
        ).toBeLessThan(1e-7);
      }
    },
  );

  it("is the product of the cell's voltages for drive and for sense, from Kirchhoff's law", () => {
    const [rows, cols] = [6, 5];
    const { tile } = randomTile(rows, cols, everyEnd);
    const unit = createMatrix(rows, rows);
    for (let i = 0; i < rows; i++) unit.data[i * rows + i] = 1;
    const forward = denseSolution(tile, unit);
    // Driven at a bit line, the tile is its own mirror image with word and bit lines exchanged.
    const mirrored = createMatrix(cols, rows);
    const at = (i: number, j: number) => (cols - 1 - j) * rows + (rows - 1 - i);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < cols; j++) mirrored.data[at(i, j)] = tile.conductance.data[i * cols + j]!;
    const swapped = { ...everyEnd, rWord: 8, rBit: 5, rDriver: 60, rSense: 40 };
    const unitBits = createMatrix(cols, cols);
    for (let j = 0; j < cols; j++) unitBits.data[j * cols + j] = 1;
    const backward = denseSolution({ ...swapped, conductance: mirrored }, unitBits);
    for (const [k, l] of [
      [0, 0],
      [2, 4],
      [5, 1],
    ] as const) {
      const sensitivity = createMatrix(rows, cols);
      sensitivity.data[k * cols + l] = 1;
      const gradient = transferGradient(tile, sensitivity);
      for (let i = 0; i < rows; i++) {
        for (let j = 0; j < cols; j++) {
          const [f, b] = [k * rows * cols + i * cols + j, (cols - 1 - l) * rows * cols + at(i, j)];
          const own = forward.wordVoltage.data[f]! - forward.bitVoltage.data[f]!;
          const adjoint = backward.wordVoltage.data[b]! - backward.bitVoltage.data[b]!;
          expect(gradient.data[i * cols + j]!).toBeCloseTo(own * adjoint, 10);
        }
      }
    }
  });

  it("is the sensitivity itself without wires, and 0 at a short", () => {
    const { tile, sensitivity } = randomTile(4, 3, { rWord: 0, rBit: 0 });
    expect(transferGradient(tile, sensitivity).data).toEqual(sensitivity.data);
    const shorted = randomTile(4, 3, everyEnd);
    shorted.tile.conductance.data[5] = Number.POSITIVE_INFINITY;
    expect(Math.abs(transferGradient(shorted.tile, shorted.sensitivity).data[5]!)).toBeLessThan(1e-12);
  });

  it("wants a sensitivity of the tile's shape", () => {
    const { tile } = randomTile(4, 3, everyEnd);
    expect(() => transferGradient(tile, createMatrix(3, 4))).toThrow(/CROSSBAR_SHAPE.*3 x 4.*4 x 3/s);
  });
});
