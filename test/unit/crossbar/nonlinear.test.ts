import { describe, expect, it } from "vitest";
import { type NonlinearTile, solveNonlinearTile } from "../../../src/crossbar/index.ts";
import { cellLawOf, createCellPoint } from "../../../src/crossbar/nonlinear/cell-law.ts";
import { createKrylov } from "../../../src/crossbar/nonlinear/krylov.ts";
import { selectCurrentOf } from "../../../src/crossbar/nonlinear/select-current.ts";
import { createMatrix, createRandom } from "../../../src/foundation/index.ts";
import { deviceSchema } from "../../../src/spec/index.ts";
import { ekvCurves, ekvTransistor } from "../../select-curves.ts";

const device = deviceSchema.parse({ model: "stanford-pku" });
const filled = (rows: number, cols: number, value: number) =>
  createMatrix(rows, cols, new Float64Array(rows * cols).fill(value));
const state = filled(2, 3, 0.5);
const lines = { rWord: 1, rBit: 1 };
const drive = filled(1, 2, 0.3);
const tile: NonlinearTile = { ...lines, cells: { kind: "memristor", device, state } };
const coded = (code: string, at: readonly string[]) => expect.objectContaining({ code, at });

describe("a tile of cells that are not linear", () => {
  it("refuses shapes that do not fit, states and conductances that are none", () => {
    const withCells = (cells: object) => ({ ...lines, cells: { ...tile.cells, ...cells } }) as NonlinearTile;
    const solve = (one: NonlinearTile) => () => solveNonlinearTile(one, drive);
    expect(() => solveNonlinearTile(tile, filled(1, 3, 0))).toThrow(coded("CROSSBAR_SHAPE", []));
    expect(solve(withCells({ multiple: filled(3, 2, 1) }))).toThrow(coded("CROSSBAR_SHAPE", []));
    expect(solve(withCells({ state: filled(2, 3, 1.1) }))).toThrow(coded("CROSSBAR_STATE", ["cell (0, 0)"]));
    expect(solve(withCells({ multiple: filled(2, 3, -1) }))).toThrow(
      coded("CROSSBAR_STATE", ["cell (0, 0)"]),
    );
    const short = { kind: "linear", conductance: filled(2, 3, Number.POSITIVE_INFINITY) };
    expect(solve(withCells(short))).toThrow(coded("CROSSBAR_CONDUCTANCE", ["cell (0, 0)"]));
    expect(solve({ ...tile, rWord: -1 })).toThrow(coded("CROSSBAR_CONDUCTANCE", ["rWord"]));
  });

  it("says where it found no currents", () => {
    const steep = { ...tile, rDriver: 1e4 };
    const early = solveNonlinearTile(steep, filled(1, 2, 3), { mostIterations: 2 });
    expect(early).toMatchObject({ status: "failed", error: { code: "CROSSBAR_NONLINEAR_DIVERGED" } });
    const beyond = solveNonlinearTile(tile, createMatrix(2, 2, Float64Array.of(0.1, 0.1, 0.1, 500)));
    expect(beyond).toMatchObject({
      status: "failed",
      error: { code: "CROSSBAR_NONLINEAR_DIVERGED", at: ["drive 1", "cell (1, 0)"] },
    });
  });

  it("finds the currents of steep cells behind large resistances", () => {
    const solution = solveNonlinearTile({ ...tile, rWord: 1e3, rBit: 1e3, rDriver: 1e4 }, filled(1, 2, 3));
    expect(solution.status).toBe("ok");
  });

  it("has the slopes of its 1T1R cells to either line", () => {
    const law = cellLawOf({ kind: "1t1r", device, state, select: ekvCurves() });
    const at = (word: number, bit: number) => {
      const point = createCellPoint(6);
      law(new Float64Array(6).fill(word), new Float64Array(6).fill(bit), point);
      return point;
    };
    for (const [word, bit] of [
      [0.8, 0.1],
      [0.1, 0.8],
    ] as const) {
      const { byWord, byBit } = at(word, bit);
      const h = 1e-4;
      const slope = (up: number, down: number) => (up - down) / (2 * h);
      const toWord = slope(at(word + h, bit).current[0]!, at(word - h, bit).current[0]!);
      const toBit = slope(at(word, bit - h).current[0]!, at(word, bit + h).current[0]!);
      expect(byWord[0]! / toWord).toBeCloseTo(1, 3);
      expect(byBit[0]! / toBit).toBeCloseTo(1, 3);
      expect(Math.abs(toBit / toWord - 1)).toBeGreaterThan(1e-2); // the body effect
    }
  });

  it("knows no select transistor beyond the voltages at which it was measured", () => {
    const select = ekvCurves({ vMin: -0.05, vMax: 0.25, points: 31 });
    const selected: NonlinearTile = { ...lines, cells: { kind: "1t1r", device, state, select } };
    expect(solveNonlinearTile(selected, filled(1, 2, 0.25)).status).toBe("ok");
    expect(solveNonlinearTile(selected, drive)).toMatchObject({
      status: "failed",
      error: { code: "CROSSBAR_SELECT_RANGE", at: ["drive 0", "word line 0"] },
    });
    const above = { ...selected.cells, select: { ...select, vMin: 0.1 } } as NonlinearTile["cells"];
    expect(solveNonlinearTile({ ...lines, cells: above }, filled(1, 2, 0.2))).toMatchObject({
      status: "failed",
      error: { code: "CROSSBAR_SELECT_RANGE", at: ["ground"] },
    });
  });
});

describe("the current of a select transistor between measured points", () => {
  const current = selectCurrentOf(ekvCurves());
  const at = (drain: number, source: number) => {
    const point = { current: 0, byDrain: 0, bySource: 0 };
    current(drain, source, point);
    return point;
  };
  const { uniform } = createRandom(5).stream("voltages");

  it("is that of the transistor to 1e-6 of the largest, and its slopes are the derivatives of the interpolation", () => {
    const h = 1e-6;
    for (let n = 0; n < 200; n++) {
      const [d, s] = [uniform(), uniform()];
      const point = at(d, s);
      expect(Math.abs(point.current - ekvTransistor(d, s))).toBeLessThan(1e-6 * ekvTransistor(1, 0));
      const byDrain = (at(d + h, s).current - at(d - h, s).current) / (2 * h);
      const bySource = (at(d, s - h).current - at(d, s + h).current) / (2 * h);
      expect(Math.abs(point.byDrain - byDrain)).toBeLessThan(1e-9);
      expect(Math.abs(point.bySource - bySource)).toBeLessThan(1e-9);
    }
  });

  it("grows with the drain voltage and falls with the source voltage, and goes on in a straight line beyond the range", () => {
    for (let n = 0; n < 200; n++) {
      const [d, s] = [uniform(), uniform()];
      expect(at(d + 0.01, s).current).toBeGreaterThan(at(d, s).current);
      expect(at(d, s + 0.01).current).toBeLessThan(at(d, s).current);
    }
    const [edge, one, two] = [1.4, 1.6, 1.8].map((d) => at(d, 0.1).current) as [number, number, number];
    expect(one - edge).toBeCloseTo(two - one, 12);
    expect(one).toBeGreaterThan(edge);
  });
});

describe("Krylov's method", () => {
  it("solves systems that are not symmetric, starting again where its directions are used up", () => {
    const n = 150;
    const { uniform } = createRandom(9).stream("matrix");
    const a = Float64Array.from({ length: n * n }, (_, k) => uniform() - 0.5 + (k % (n + 1) === 0 ? 12 : 0));
    const apply = (x: Float64Array, out: Float64Array) => {
      for (let i = 0; i < n; i++) {
        out[i] = 0;
        for (let j = 0; j < n; j++) out[i]! += a[i * n + j]! * x[j]!;
      }
    };
    const b = Float64Array.from({ length: n }, uniform);
    const [x, product] = [new Float64Array(n), new Float64Array(n)];
    createKrylov(n).solve(apply, b, x, 1e-12);
    apply(x, product);
    for (const [k, value] of product.entries()) expect(value).toBeCloseTo(b[k]!, 9);
    expect(createKrylov(n).solve(apply, new Float64Array(n), x, 1e-12)).toBe(0);
    expect(x.every((value) => value === 0)).toBe(true);
  });
});
