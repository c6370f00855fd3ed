import { describe, expect, it } from "vitest";
import { solveTile, transferMatrix } from "../../../src/crossbar/index.ts";
import { createMatrix, type MemspiceError } from "../../../src/foundation/index.ts";

function errorOf(action: () => unknown): MemspiceError {
  try {
    action();
  } catch (error) {
    return error as MemspiceError;
  }
  throw new Error("nothing was thrown");
}

describe("a tile", () => {
  it.each([NaN, -1e-6, Number.NEGATIVE_INFINITY])("is refused with a cell of %d S, which is named", (g) => {
    const conductance = createMatrix(2, 2, Float64Array.of(1e-6, 1e-6, g, 1e-6));
    const error = errorOf(() => transferMatrix({ conductance, rWord: 1, rBit: 1 }));
    expect(error.code).toBe("CROSSBAR_CONDUCTANCE");
    expect(error.at).toEqual(["cell (1, 0)"]);
  });

  it("is refused with a short where nothing limits its current, and taken where something does", () => {
    const conductance = createMatrix(1, 2, Float64Array.of(1e-6, Number.POSITIVE_INFINITY));
    const error = errorOf(() => transferMatrix({ conductance, rWord: 0, rBit: 0 }));
    expect([error.code, error.at]).toEqual(["CROSSBAR_CONDUCTANCE", ["cell (0, 1)"]]);
    expect(error.hint).toContain("no limit");
    expect(1 / transferMatrix({ conductance, rWord: 0, rBit: 0, rSense: 50 }).data[1]!).toBeCloseTo(50, 12);
  });

  it.each(["rDriver", "rSense"])("is refused with a negative %s", (name) => {
    const tile = { conductance: createMatrix(1, 1), rWord: 1, rBit: 1, [name]: -1 };
    const error = errorOf(() => transferMatrix(tile));
    expect([error.code, error.at[0]]).toEqual(["CROSSBAR_CONDUCTANCE", name]);
  });

  it("is refused with a negative wire", () => {
    const error = errorOf(() => transferMatrix({ conductance: createMatrix(1, 1), rWord: -1, rBit: 1 }));
    expect([error.code, error.at[0]]).toEqual(["CROSSBAR_CONDUCTANCE", "rWord"]);
  });

  it("is refused with no rows, and with a drive for other rows", () => {
    expect(errorOf(() => transferMatrix({ conductance: createMatrix(0, 4), rWord: 1, rBit: 1 })).code).toBe(
      "CROSSBAR_SHAPE",
    );
    const tile = { conductance: createMatrix(2, 2), rWord: 1, rBit: 1 };
    expect(errorOf(() => solveTile(tile, createMatrix(1, 3))).code).toBe("CROSSBAR_SHAPE");
  });

  it("gives no current where all cells are open", () => {
    const { data } = transferMatrix({ conductance: createMatrix(3, 2), rWord: 1, rBit: 1 });
    expect([...data]).toEqual(Array(6).fill(0));
  });
});
