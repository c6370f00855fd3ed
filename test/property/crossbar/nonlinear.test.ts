import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Lines, solveNonlinearTile, transferMatrix } from "../../../src/crossbar/index.ts";
import { equationsOf } from "../../../src/device/index.ts";
import { createMatrix, createRandom, type Matrix, multiply } from "../../../src/foundation/index.ts";
import type { CrossbarCells } from "../../../src/netlist/index.ts";
import { deviceSchema, modelNames } from "../../../src/spec/index.ts";
import { ekvCurves } from "../../select-curves.ts";

const select = ekvCurves();
const resistance = (most: number) =>
  fc.oneof(fc.constant(0), fc.double({ min: 0.01, max: most, noNaN: true }));
const lines: fc.Arbitrary<Lines> = fc.record({
  rWord: resistance(100),
  rBit: resistance(100),
  rDriver: resistance(1000),
  rSense: resistance(1000),
  wordDrive: fc.constantFrom("left" as const, "both" as const),
  bitSense: fc.constantFrom("bottom" as const, "both" as const),
});
const scene = fc.record({
  lines,
  rows: fc.integer({ min: 1, max: 9 }),
  cols: fc.integer({ min: 1, max: 9 }),
  seed: fc.integer({ min: 0, max: 1e6 }),
  model: fc.constantFrom(...modelNames),
  kind: fc.constantFrom("memristor" as const, "1t1r" as const),
});
type Scene = typeof scene extends fc.Arbitrary<infer T> ? T : never;

function build({ rows, cols, seed, model, kind }: Scene) {
  const { uniform } = createRandom(seed).stream("tile");
  const values = (count: number, of: () => number) => Float64Array.from({ length: count }, of);
  const state = createMatrix(rows, cols, values(rows * cols, uniform));
  const device = deviceSchema.parse({ model });
  const cells: CrossbarCells = kind === "1t1r" ? { kind, device, state, select } : { kind, device, state };
  return { cells, device, state, drive: createMatrix(1, rows, values(rows, uniform)), uniform };
}

function solved(cells: CrossbarCells, tile: Lines, drive: Matrix): Matrix {
  const solution = solveNonlinearTile({ cells, ...tile }, drive);
  if (solution.status === "failed") throw solution.error;
  return solution.current;
}

const largestOf = ({ data }: Matrix) => data.reduce((most, i) => Math.max(most, Math.abs(i)), 0);

describe("a tile of cells that are not linear", () => {
  it("gives exactly nothing for no drive, and never less for more", () => {
    fc.assert(
      fc.property(scene, (one) => {
        const { cells, drive, uniform } = build(one);
        expect(largestOf(solved(cells, one.lines, createMatrix(1, one.rows)))).toBe(0);
        const before = solved(cells, one.lines, drive);
        const row = Math.floor(uniform() * one.rows);
        const more = { ...drive, data: drive.data.map((v, i) => (i === row ? v + 0.1 : v)) };
        const after = solved(cells, one.lines, more);
        const slack = 1e-8 * largestOf(after);
        for (const [j, i] of before.data.entries()) expect(after.data[j]! + slack).toBeGreaterThanOrEqual(i);
      }),
      { numRuns: 60, seed: 1 },
    );
  });

  it("is the linear tile of its conductances at 0 V where voltages are small", () => {
    fc.assert(
      fc.property(scene, (one) => {
        const { device, state, drive } = build({ ...one, kind: "memristor" });
        const { slope } = equationsOf(device);
        const conductance = { ...state, data: state.data.map((x) => slope(0, x)) };
        const small = { ...drive, data: drive.data.map((v) => 1e-6 * v) };
        const expected = multiply(small, transferMatrixOf(conductance, one.lines));
        const found = solved({ kind: "memristor", device, state }, one.lines, small);
        const slack = 1e-8 * largestOf(expected);
        for (const [j, i] of expected.data.entries())
          expect(Math.abs(found.data[j]! - i)).toBeLessThanOrEqual(slack);
      }),
      { numRuns: 60, seed: 2 },
    );
  });

  it("is the linear tile where its cells are resistors, to 1e-9", () => {
    fc.assert(
      fc.property(scene, (one) => {
        const { state, drive } = build(one);
        const conductance = { ...state, data: state.data.map((x) => (x < 0.1 ? 0 : 1e-3 * x)) };
        const expected = multiply(drive, transferMatrixOf(conductance, one.lines));
        const found = solved({ kind: "linear", conductance }, one.lines, drive);
        const slack = 1e-9 * largestOf(expected);
        for (const [j, i] of expected.data.entries())
          expect(Math.abs(found.data[j]! - i)).toBeLessThanOrEqual(slack);
      }),
      { numRuns: 60, seed: 3 },
    );
  });

  it("gives each drive what it has alone, bit for bit", () => {
    fc.assert(
      fc.property(scene, (one) => {
        const { cells, uniform } = build(one);
        const all = createMatrix(3, one.rows, Float64Array.from({ length: 3 * one.rows }, uniform));
        const together = solved(cells, one.lines, all);
        for (let b = 0; b < 3; b++) {
          const own = createMatrix(1, one.rows, all.data.slice(b * one.rows, (b + 1) * one.rows));
          const alone = solved(cells, one.lines, own).data;
          expect(together.data.slice(b * one.cols, (b + 1) * one.cols)).toEqual(alone);
        }
      }),
      { numRuns: 20, seed: 4 },
    );
  });
});

const transferMatrixOf = (conductance: Matrix, tile: Lines) => transferMatrix({ conductance, ...tile });
