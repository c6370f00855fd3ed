import { describe, expect, it } from "vitest";
import { type Lines, solveTile, type Tile, transferMatrix } from "../../src/crossbar/index.ts";
import { createMatrix, createRandom, type Matrix, multiply } from "../../src/foundation/index.ts";
import { denseSolution } from "./dense-crossbar.ts";

/** Conductances spread evenly over three decades, 1 uS to 1 mS. */
function randomTile(rows: number, cols: number, rWord: number, rBit: number) {
  const { uniform } = createRandom(5).stream("tile", rows, cols);
  const conductance = createMatrix(
    rows,
    cols,
    Float64Array.from({ length: rows * cols }, () => 10 ** (-6 + 3 * uniform())),
  );
  const drive = createMatrix(
    3,
    rows,
    Float64Array.from({ length: 3 * rows }, () => 0.4 * uniform() - 0.2),
  );
  return { tile: { conductance, rWord, rBit }, drive };
}

function expectClose(actual: Float64Array, expected: Float64Array, relative: number) {
  const scale = expected.reduce((max, value) => Math.max(max, Math.abs(value)), 0);
  expect(scale).toBeGreaterThan(0);
  for (let k = 0; k < expected.length; k++) {
    expect(Math.abs(actual[k]! - expected[k]!) / scale, `element ${k}`).toBeLessThan(relative);
  }
}

describe("a tile with wire resistance (O-5.4)", () => {
  it("is a series connection when it has one cell", () => {
    const tile = { conductance: createMatrix(1, 1, Float64Array.of(1e-4)), rWord: 10, rBit: 10 };
    expect(0.2 * transferMatrix(tile).data[0]!).toBeCloseTo(19.96008e-6, 11);
  });

  it.each([
    [1, 20.993382, 11.996321],
    [10, 20.934006, 11.963317],
  ])("gives the published currents of the 2 x 2 at %d ohm", (r, first, second) => {
    const conductance = createMatrix(2, 2, Float64Array.of(100e-6, 10e-6, 10e-6, 100e-6));
    const current = multiply(
      createMatrix(1, 2, Float64Array.of(0.2, 0.1)),
      transferMatrix({ conductance, rWord: r, rBit: r }),
    );
    expect(current.data[0]! * 1e6).toBeCloseTo(first, 6);
    expect(current.data[1]! * 1e6).toBeCloseTo(second, 6);
  });

  it("loses the published share of the current at the ends of a 64 x 64 of 10 kohm cells", () => {
    const conductance = createMatrix(64, 64, new Float64Array(4096).fill(1e-4));
    const current = multiply(
      createMatrix(1, 64, new Float64Array(64).fill(0.2)),
      transferMatrix({ conductance, rWord: 1, rBit: 1 }),
    );
    const ideal = 64 * 0.2 * 1e-4;
    expect(current.data[0]! / ideal).toBeCloseTo(0.87572, 5);
    expect(current.data[63]! / ideal).toBeCloseTo(0.74006, 5);
  });

  it.each([
    [1, 1, 5, 5],
    [1, 7, 3, 200],
    [7, 1, 3, 200],
    [5, 9, 0.01, 40],
    [9, 5, 1000, 0.02],
    [16, 16, 10, 10],
    [40, 2, 30, 3],
    [2, 40, 30, 3],
    [61, 5, 0.4, 70],
  ])("agrees with a dense nodal solve at %d x %d, %d and %d ohm", (rows, cols, rWord, rBit) => {
    const { tile, drive } = randomTile(rows, cols, rWord, rBit);
    expectSolution(tile, drive);
  });
});

/** Transfer matrix and node voltages against Kirchhoff's law. */
function expectSolution(tile: Tile, drive: Matrix) {
  const expected = denseSolution(tile, drive);
  const solution = solveTile(tile, drive);
  expectClose(multiply(drive, transferMatrix(tile)).data, expected.current.data, 1e-10);
  expectClose(solution.current.data, expected.current.data, 1e-10);
  expectClose(solution.wordVoltage.data, expected.wordVoltage.data, 1e-10);
  if (expected.bitVoltage.data.some((v) => v !== 0))
    expectClose(solution.bitVoltage.data, expected.bitVoltage.data, 1e-10);
  else expect(solution.bitVoltage.data.every((v) => Math.abs(v) < 1e-25)).toBe(true);
}

describe("drivers, sense amplifiers and second ends", () => {
  const ends: Lines[] = [
    { rWord: 2, rBit: 3, rDriver: 50 },
    { rWord: 2, rBit: 3, rSense: 80 },
    { rWord: 2, rBit: 3, rDriver: 50, rSense: 80 },
    { rWord: 20, rBit: 3, wordDrive: "both" },
    { rWord: 2, rBit: 30, bitSense: "both" },
    { rWord: 2, rBit: 3, rDriver: 50, rSense: 80, wordDrive: "both", bitSense: "both" },
    { rWord: 0, rBit: 3 },
    { rWord: 2, rBit: 0 },
    { rWord: 0, rBit: 0, rDriver: 50 },
    { rWord: 0, rBit: 0, rSense: 80 },
    { rWord: 0, rBit: 0, rDriver: 50, rSense: 80, wordDrive: "both", bitSense: "both" },
    { rWord: 0, rBit: 3, rDriver: 50, bitSense: "both" },
    { rWord: 2, rBit: 0, rSense: 80, wordDrive: "both" },
  ];
  const shapes = [
    [1, 1],
    [1, 6],
    [6, 1],
    [7, 5],
    [5, 12],
    [13, 4],
  ] as const;

  it.each(ends)("agree with a dense nodal solve at every shape: %o", (lines) => {
    for (const [rows, cols] of shapes) {
      const { tile, drive } = randomTile(rows, cols, 0, 0);
      expectSolution({ ...tile, ...lines }, drive);
    }
  });

  it.each(ends)("leave open cells and shorts exact: %o", (lines) => {
    for (const [rows, cols] of shapes.slice(3)) {
      const { tile, drive } = randomTile(rows, cols, 0, 0);
      const { data } = tile.conductance;
      for (const k of [0, 3, 8, 11]) data[k] = 0;
      data[cols + 2] = Number.POSITIVE_INFINITY; // one: a second could close a loop of no resistance
      expectSolution({ ...tile, ...lines }, drive);
    }
  });

  it("are exact with several shorts, two in one line, where lines have resistance", () => {
    const { tile, drive } = randomTile(9, 8, 4, 7);
    for (const k of [0, 5, 20, 28, 71]) tile.conductance.data[k] = Number.POSITIVE_INFINITY;
    expectSolution({ ...tile, rDriver: 10, rSense: 20 }, drive);
  });

  it("change nothing, bit for bit, at 0 ohm and one end", () => {
    const { tile } = randomTile(19, 23, 2, 3);
    const given = transferMatrix({ ...tile, rDriver: 0, rSense: 0, wordDrive: "left", bitSense: "bottom" });
    expect(given.data).toEqual(transferMatrix(tile).data);
  });

  it("are the series resistance of a single cell", () => {
    const tile = { conductance: createMatrix(1, 1, Float64Array.of(1e-3)), rWord: 10, rBit: 20 };
    const [one] = transferMatrix({ ...tile, rDriver: 300, rSense: 70 }).data;
    expect(1 / one!).toBeCloseTo(1000 + 10 + 20 + 300 + 70, 9);
    const [both] = transferMatrix({
      ...tile,
      rDriver: 300,
      rSense: 70,
      wordDrive: "both",
      bitSense: "both",
    }).data;
    expect(1 / both!).toBeCloseTo(1000 + (10 + 300) / 2 + (20 + 70) / 2, 9);
  });

  it("lose about a quarter in a uniform line when both ends are used", () => {
    const conductance = createMatrix(1, 40, new Float64Array(40).fill(1e-4));
    const sum = (lines: Lines) =>
      transferMatrix({ conductance, ...lines }).data.reduce((total, g) => total + g, 0);
    const lossOf = (lines: Lines) => 1 - sum(lines) / 40e-4;
    expect(lossOf({ rWord: 1, rBit: 0 })).toBeGreaterThan(
      3.5 * lossOf({ rWord: 1, rBit: 0, wordDrive: "both" }),
    );
  });
});

describe("the physics of a tile", () => {
  it("is the conductance matrix itself, bit for bit, when wires have no resistance", () => {
    const { tile } = randomTile(20, 13, 0, 0);
    expect(transferMatrix(tile).data).toEqual(tile.conductance.data);
  });

  it("stays the conductance matrix in a tall tile", () => {
    const { tile } = randomTile(100, 7, 0, 0);
    expectClose(transferMatrix(tile).data, tile.conductance.data, 1e-15);
  });

  it("tends to the conductance matrix as wires tend to 0 ohm", () => {
    const { tile } = randomTile(32, 32, 1e-9, 1e-9);
    expectClose(transferMatrix(tile).data, tile.conductance.data, 1e-9);
  });

  it("superposes: the currents of a sum of drives are the sum of the currents", () => {
    const { tile, drive } = randomTile(12, 8, 20, 30);
    const { current } = solveTile(tile, drive);
    const sum = createMatrix(1, 12);
    for (let i = 0; i < 12; i++) sum.data[i] = drive.data[i]! + drive.data[12 + i]! + drive.data[24 + i]!;
    const together = Float64Array.from(
      { length: 8 },
      (_, j) => current.data[j]! + current.data[8 + j]! + current.data[16 + j]!,
    );
    expectClose(solveTile(tile, sum).current.data, together, 1e-12);
  });

  it("is reciprocal: with word and bit lines exchanged it has the same transfer admittances", () => {
    const { tile } = randomTile(6, 9, 20, 30);
    const { rows, cols, data } = tile.conductance;
    const mirrored = createMatrix(cols, rows); // turned over the corner where both lines have their terminals
    const at = (i: number, j: number) => (cols - 1 - j) * rows + (rows - 1 - i);
    for (let i = 0; i < rows; i++)
      for (let j = 0; j < cols; j++) mirrored.data[at(i, j)] = data[i * cols + j]!;
    const swapped = transferMatrix({ conductance: mirrored, rWord: tile.rBit, rBit: tile.rWord });
    const direct = transferMatrix(tile);
    for (let i = 0; i < rows; i++) {
      for (let j = 0; j < cols; j++) {
        expect(swapped.data[at(i, j)]! / direct.data[i * cols + j]!).toBeCloseTo(1, 10);
      }
    }
  });

  it("balances power: what the drivers give, cells and wires turn into heat", () => {
    const { tile, drive } = randomTile(14, 11, 25, 60);
    const { wordVoltage, bitVoltage } = solveTile(tile, drive);
    const { rows, cols, data } = tile.conductance;
    for (let b = 0; b < drive.rows; b++) {
      const u = (i: number, j: number) =>
        j < 0 ? drive.data[b * rows + i]! : wordVoltage.data[b * rows * cols + i * cols + j]!;
      const w = (i: number, j: number) => (i >= rows ? 0 : bitVoltage.data[b * rows * cols + i * cols + j]!);
      let given = 0;
      let heat = 0;
      for (let i = 0; i < rows; i++) {
        given += (u(i, -1) * (u(i, -1) - u(i, 0))) / tile.rWord;
        for (let j = 0; j < cols; j++) {
          heat += (u(i, j) - w(i, j)) ** 2 * data[i * cols + j]!;
          heat += (u(i, j - 1) - u(i, j)) ** 2 / tile.rWord;
          heat += (w(i, j) - w(i + 1, j)) ** 2 / tile.rBit;
        }
      }
      expect(heat / given).toBeCloseTo(1, 9);
    }
  });
});
