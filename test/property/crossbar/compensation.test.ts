import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  attenuationOf,
  columnGains,
  type Lines,
  mapWeights,
  pairError,
  preEmphasize,
  type Sides,
  secondMoments,
  transferMatrix,
} from "../../../src/crossbar/index.ts";
import { createMatrix, createRandom, type Matrix, multiply } from "../../../src/foundation/index.ts";

const window = { gMin: 25e-6, gMax: 1e-3 };

const layers = fc
  .record({
    rows: fc.integer({ min: 2, max: 14 }),
    cols: fc.integer({ min: 1, max: 10 }),
    rWire: fc.double({ min: 0.1, max: 10, noNaN: true }),
    seed: fc.nat(1e6),
  })
  .map(({ rows, cols, rWire, seed }) => {
    const { uniform } = createRandom(seed).stream("compensation");
    const matrix = (n: number, m: number, value: () => number) =>
      createMatrix(n, m, Float64Array.from({ length: n * m }, value));
    const weights = matrix(rows, cols, () => 2 * uniform() - 1);
    const inputs = matrix(3 * rows, rows, () => Math.max(0, uniform() - 0.3));
    return { lines: { rWord: rWire, rBit: rWire }, weights, moments: secondMoments(inputs), inputs };
  });

const scaled = (matrix: Matrix, factor: number): Matrix => ({
  ...matrix,
  data: matrix.data.map((x) => x * factor),
});
const wired = ({ pos, neg }: Sides, lines: Lines): Sides => ({
  pos: transferMatrix({ conductance: pos, ...lines }),
  neg: transferMatrix({ conductance: neg, ...lines }),
});
const mapped = ({ rows, cols, data }: Matrix) => {
  const { gPos, gNeg, weightPerSiemens } = mapWeights(
    { rows, cols, weights: Float32Array.from(data) },
    window,
  );
  return { sides: { pos: gPos, neg: gNeg }, weightPerSiemens };
};
const left = (cells: Sides, transfer: Sides): Sides => ({
  pos: attenuationOf(cells.pos, transfer.pos),
  neg: attenuationOf(cells.neg, transfer.neg),
});
const worst = (a: Float64Array, b: Float64Array) =>
  a.reduce((most, x, k) => Math.max(most, Math.abs(x - b[k]!)), 0);

describe("conductances against wires", () => {
  it("stay inside the window, one of a pair at gMin, and bring the transfer matrix closer to what is wanted", () => {
    fc.assert(
      fc.property(layers, ({ lines, weights, moments }) => {
        const { weightPerSiemens, sides: plain } = mapped(weights);
        const error = (cells: Sides, factor: number) => {
          const transfer = wired(cells, lines);
          const attenuation = left(cells, transfer);
          const wanted = scaled(weights, 1 / (weightPerSiemens * factor));
          return pairError({ wanted, transfer, attenuation, spread: 0, moments });
        };
        const factor = 16; // far from the end of the window
        const wanted = scaled(weights, 1 / (weightPerSiemens * factor));
        let attenuation = left(plain, wired(plain, lines));
        let cells = plain;
        for (let step = 0; step < 4; step++) {
          cells = preEmphasize(wanted, attenuation, window);
          attenuation = left(cells, wired(cells, lines));
        }
        for (const [k, g] of cells.pos.data.entries()) {
          const pair = [g, cells.neg.data[k]!];
          expect(Math.min(...pair)).toBe(window.gMin);
          expect(Math.max(...pair)).toBeLessThanOrEqual(window.gMax);
        }
        expect(error(cells, factor)).toBeLessThan(0.05 * error(plain, 1));
      }),
      { numRuns: 60 },
    );
  });

  it("are those of the plain mapping where the lines have no resistance", () => {
    fc.assert(
      fc.property(layers, ({ weights }) => {
        const exact = { ...weights, data: Float64Array.from(Float32Array.from(weights.data)) };
        const { sides, weightPerSiemens } = mapped(exact);
        const attenuation = left(sides, wired(sides, { rWord: 0, rBit: 0 }));
        const cells = preEmphasize(scaled(exact, 1 / weightPerSiemens), attenuation, window);
        expect(worst(cells.pos.data, sides.pos.data)).toBeLessThan(1e-12 * window.gMax);
        expect(worst(cells.neg.data, sides.neg.data)).toBeLessThan(1e-12 * window.gMax);
      }),
      { numRuns: 30 },
    );
  });
});

describe("a cell that its lines cut off", () => {
  const none = createMatrix(1, 2);

  it("goes to the end of the window for a weight, and stays at gMin for none", () => {
    const wanted = createMatrix(1, 2, Float64Array.of(1e-6, 0));
    const cells = preEmphasize(wanted, { pos: none, neg: none }, window);
    expect([...cells.pos.data, ...cells.neg.data]).toEqual([
      window.gMax,
      window.gMin,
      window.gMin,
      window.gMin,
    ]);
  });
});

describe("the error of a layer of pairs", () => {
  it("is that of its outputs over the inputs, and grows with the square of what cells miss", () => {
    fc.assert(
      fc.property(layers, ({ lines, weights, inputs, moments }) => {
        const { sides, weightPerSiemens } = mapped(weights);
        const wanted = scaled(weights, 1 / weightPerSiemens);
        const transfer = wired(sides, lines);
        const attenuation = left(sides, transfer);
        const at = (spread: number) => pairError({ wanted, transfer, attenuation, spread, moments });
        const squares = (m: Matrix) => multiply(inputs, m).data.reduce((sum, y) => sum + y * y, 0);
        const difference = transfer.pos.data.map((t, k) => t - transfer.neg.data[k]! - wanted.data[k]!);
        const expected = squares({ ...wanted, data: difference }) / squares(wanted);
        expect(at(0) / expected).toBeCloseTo(1, 9);
        expect((at(2e-5) - at(0)) / (at(1e-5) - at(0))).toBeCloseTo(4, 6);
      }),
      { numRuns: 30 },
    );
  });
});

describe("gains of columns", () => {
  /** Two pairs of tiles, one below the other. */
  const partsOf = ({ pos, neg }: Sides) => {
    const half = Math.ceil(pos.rows / 2);
    const difference = pos.data.map((g, k) => g - neg.data[k]!);
    return [0, half].map((row) => {
      const rows = Math.min(half, pos.rows - row);
      const data = difference.slice(row * pos.cols, (row + rows) * pos.cols);
      return { difference: createMatrix(rows, pos.cols, data), row, col: 0 };
    });
  };
  type Parts = ReturnType<typeof partsOf>;
  const sumOf = (parts: Parts, gains: readonly Float64Array[], { rows, cols }: Matrix) => {
    const sum = createMatrix(rows, cols);
    for (const [k, { difference, row }] of parts.entries()) {
      for (const [n, t] of difference.data.entries()) sum.data[row * cols + n] = t * gains[k]![n % cols]!;
    }
    return sum;
  };
  const onesOf = (parts: Parts) => parts.map(({ difference }) => new Float64Array(difference.cols).fill(1));

  it("undo a factor on every column of every pair of tiles", () => {
    fc.assert(
      fc.property(layers, ({ weights, moments }) => {
        const parts = partsOf(mapped(weights).sides);
        const wanted = sumOf(parts, onesOf(parts), weights);
        const damped = parts.map(({ difference, ...place }) => ({
          ...place,
          difference: {
            ...difference,
            data: difference.data.map((t, n) => t * (0.5 + ((3 * (n % difference.cols)) % 7) / 10)),
          },
        }));
        const error = (gains: readonly Float64Array[]) => {
          const pos = sumOf(damped, gains, weights);
          const transfer = { pos, neg: scaled(pos, 0) };
          return pairError({ wanted, transfer, attenuation: transfer, spread: 0, moments });
        };
        const gains = columnGains(damped, wanted, moments);
        // Not to the last digit: a direction that the inputs hardly have keeps a gain near 1, and counts for as little here.
        expect(error(gains)).toBeLessThan(1e-2 * error(onesOf(parts)) + 1e-12);
      }),
      { numRuns: 60 },
    );
  });

  it("stay near 1 where a column says next to nothing, however much is missing", () => {
    const single = (value: number, row: number) => ({
      difference: createMatrix(1, 1, Float64Array.of(value)),
      ...{ row, col: 0 },
    });
    const wanted = createMatrix(2, 1, Float64Array.of(1, 1));
    const moments = createMatrix(2, 2, Float64Array.of(1, 0, 0, 1));
    const [whole, faint] = columnGains([single(0.5, 0), single(1e-4, 1)], wanted, moments);
    expect(whole?.[0]).toBeCloseTo(2, 2);
    expect(faint?.[0]).toBeLessThan(2); // and not 10,000
  });

  it("are exactly 1 where nothing is wrong, and where no input is ever lit", () => {
    fc.assert(
      fc.property(layers, ({ weights, moments }) => {
        const parts = partsOf(mapped(weights).sides);
        const ones = onesOf(parts);
        const dark = createMatrix(weights.rows, weights.rows);
        expect(columnGains(parts, sumOf(parts, ones, weights), moments)).toEqual(ones);
        expect(columnGains(parts, weights, dark)).toEqual(ones);
      }),
      { numRuns: 30 },
    );
  });
});
