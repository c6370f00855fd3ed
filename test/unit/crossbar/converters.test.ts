import { describe, expect, it } from "vitest";
import { convertCurrents, convertDrive } from "../../../src/crossbar/index.ts";
import { createMatrix, createRandom } from "../../../src/foundation/index.ts";

const row = (...values: number[]) => createMatrix(1, values.length, Float64Array.from(values));
const one = (range: number, bits: number) => ({ bits, ranges: Float64Array.of(range) });

describe("a DAC", () => {
  it("drives 2^bits voltages from 0 to its range, the nearest one, and counts what lies outside", () => {
    const { values, saturated } = convertDrive(
      { bits: 2, range: 0.3 },
      row(0, 0.04, 0.06, 0.29, 0.34, 0.5, -0.1),
    );
    expect([...values.data].map((v) => Number(v.toFixed(12)))).toEqual([0, 0, 0.1, 0.3, 0.3, 0.3, 0]);
    expect(saturated).toBe(2); // 0.5 and -0.1; 0.34 is nearest to 0.3
  });

  it("with many bits is the voltage", () => {
    const { values } = convertDrive({ bits: 32, range: 0.1 }, row(0.0123456789));
    expect(values.data[0]).toBeCloseTo(0.0123456789, 10);
  });
});

describe("an ADC", () => {
  it("reads two's complement: 0 is a code, the top is one step below the range, and beyond it saturates", () => {
    const read = convertCurrents(one(4, 3), createMatrix(6, 1, Float64Array.of(0, 0.4, 0.6, 4, -4, -9)));
    expect([...read.values.data]).toEqual([0, 0, 1, 3, -4, -4]);
    expect(read.saturated).toBe(2);
  });

  it("has a range for every column", () => {
    const read = convertCurrents({ bits: 2, ranges: Float64Array.of(2, 20) }, row(0.9, 9));
    expect([...read.values.data]).toEqual([1, 10]);
  });

  it.each([6, 8, 10, 12])(
    "of %i bits has a signal to noise ratio of 6.02 n + 1.76 dB on a full-scale sine",
    (bits) => {
      const samples = 20_000;
      const scale = 1 - 2 ** -bits; // the largest sine that all codes hold
      const sine = Float64Array.from(
        { length: samples },
        (_, n) => scale * Math.sin((2 * Math.PI * 7919 * n) / samples),
      );
      const { values } = convertCurrents(one(1, bits), createMatrix(samples, 1, sine));
      const power = (data: Float64Array) => data.reduce((sum, x) => sum + x * x, 0);
      const error = values.data.map((x, n) => x - (sine[n] as number));
      const ratio = 10 * Math.log10(power(sine) / power(error));
      expect(Math.abs(ratio - (6.02 * bits + 1.76))).toBeLessThan(0.5);
    },
  );

  it("errs less the more bits it has, by a step's root of twelve", () => {
    const stream = createRandom(1).stream("adc");
    const x = createMatrix(
      4000,
      1,
      Float64Array.from({ length: 4000 }, () => 1.8 * stream.uniform() - 0.9),
    );
    for (const bits of [4, 8, 12]) {
      const { values } = convertCurrents(one(1, bits), x);
      const mean = values.data.reduce((sum, y, n) => sum + (y - (x.data[n] as number)) ** 2, 0) / 4000;
      expect(Math.sqrt(mean) / (2 / 2 ** bits / Math.sqrt(12))).toBeCloseTo(1, 1);
    }
  });
});

describe("a converter that cannot be", () => {
  it.each([
    [0, 1],
    [2.5, 1],
    [33, 1],
    [8, 0],
    [8, -1],
    [8, Number.NaN],
    [8, Number.POSITIVE_INFINITY],
  ])("%f bits, range %f, is refused with its place", (bits, range) => {
    const expected = expect.objectContaining({
      code: "CROSSBAR_CONVERTER",
      hint: expect.stringMatching(/./),
    });
    expect(() => convertDrive({ bits, range }, row(0))).toThrow(expected);
    expect(() => convertCurrents(one(range, bits), row(0))).toThrow(expected);
  });
});
