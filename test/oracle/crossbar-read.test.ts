import { describe, expect, it } from "vitest";
import { type Lines, readTile } from "../../src/crossbar/index.ts";
import { createMatrix, createRandom } from "../../src/foundation/index.ts";
import { denseSolution } from "./dense-crossbar.ts";

const cases: Lines[] = [
  { rWord: 25, rBit: 60 },
  { rWord: 25, rBit: 60, rDriver: 100, rSense: 50 },
  { rWord: 25, rBit: 60, rDriver: 100, rSense: 50, wordDrive: "both", bitSense: "both" },
  { rWord: 25, rBit: 60, wordDrive: "both" },
];

describe("a tile while it is read", () => {
  const [rows, cols] = [9, 7];
  const { uniform } = createRandom(4).stream("read");
  const data = Float64Array.from({ length: rows * cols }, () => 10 ** (-5 + 2 * uniform()));
  const conductance = createMatrix(rows, cols, data);
  const drive = createMatrix(
    4,
    rows,
    Float64Array.from({ length: 4 * rows }, (_, k) => (k % 3 === 0 ? 0 : 0.2 * uniform())),
  );

  it.each(cases)("gives power and peak currents that follow from Kirchhoff's law: %o", (lines) => {
    const { rWord, rBit, rDriver = 0, rSense = 0, wordDrive, bitSense } = lines;
    const { wordVoltage, bitVoltage } = denseSolution({ ...lines, conductance }, drive);
    const read = readTile({ ...lines, conductance }, drive);
    for (let b = 0; b < drive.rows; b++) {
      const u = (i: number, j: number) => wordVoltage.data[(b * rows + i) * cols + j]!;
      const w = (i: number, j: number) => bitVoltage.data[(b * rows + i) * cols + j]!;
      let [heat, peakWord, peakBit] = [0, 0, 0];
      const segment = (volts: number, r: number) => {
        heat += volts ** 2 / r;
        return Math.abs(volts / r);
      };
      for (let i = 0; i < rows; i++) {
        const v = drive.data[b * rows + i]!;
        for (let j = 0; j <= cols; j++) {
          if (j === cols && wordDrive !== "both") continue;
          const [left, right] = [j === 0 ? v : u(i, j - 1), j === cols ? v : u(i, j)];
          const r = rWord + (j === 0 || j === cols ? rDriver : 0);
          peakWord = Math.max(peakWord, segment(left - right, r));
        }
      }
      for (let j = 0; j < cols; j++) {
        for (let i = 0; i <= rows; i++) {
          if (i === 0 && bitSense !== "both") continue;
          const [above, below] = [i === 0 ? 0 : w(i - 1, j), i === rows ? 0 : w(i, j)];
          const r = rBit + (i === 0 || i === rows ? rSense : 0);
          peakBit = Math.max(peakBit, segment(above - below, r));
        }
        for (let i = 0; i < rows; i++) heat += (u(i, j) - w(i, j)) ** 2 * data[i * cols + j]!;
      }
      expect(read.power[b]! / heat).toBeCloseTo(1, 9);
      expect(read.peakWordCurrent[b]! / peakWord).toBeCloseTo(1, 9);
      expect(read.peakBitCurrent[b]! / peakBit).toBeCloseTo(1, 9);
    }
  });

  it("takes the sum of v^2 G without wires, and each line the sum of its cells", () => {
    const voltage = createMatrix(1, 2, Float64Array.of(0.1, 0.2));
    const cells = createMatrix(2, 2, Float64Array.of(1e-4, 2e-4, 3e-4, 4e-4));
    const read = readTile({ conductance: cells, rWord: 0, rBit: 0 }, voltage);
    expect(read.power[0]).toBeCloseTo(0.01 * 3e-4 + 0.04 * 7e-4, 15);
    expect(read.peakWordCurrent[0]).toBeCloseTo(0.2 * 7e-4, 15);
    expect(read.peakBitCurrent[0]).toBeCloseTo(0.1 * 2e-4 + 0.2 * 4e-4, 15);
    const split = readTile(
      { conductance: cells, rWord: 0, rBit: 0, wordDrive: "both", bitSense: "both" },
      voltage,
    );
    expect(split.peakWordCurrent[0]).toBeLessThan(read.peakWordCurrent[0]!);
  });

  it("refuses a short, whose current it cannot tell", () => {
    const cells = createMatrix(1, 2, Float64Array.of(1e-4, Number.POSITIVE_INFINITY));
    const read = () => readTile({ conductance: cells, rWord: 1, rBit: 1 }, createMatrix(1, 1));
    expect(read).toThrow(/CROSSBAR_CONDUCTANCE at cell \(0, 1\)/);
  });
});
