import { describe, expect, it } from "vitest";
import {
  createMatrix,
  hashOf,
  multiply,
  pairedInterval,
  sliceMatrix,
  summarize,
  wilsonInterval,
} from "../../../src/foundation/index.ts";

describe("a matrix", () => {
  const a = createMatrix(2, 3, Float64Array.of(1, 2, 3, 4, 5, 6));

  it("multiplies by rows and columns", () => {
    const b = createMatrix(3, 2, Float64Array.of(7, 8, 9, 10, 11, 12));
    expect([...multiply(a, b).data]).toEqual([58, 64, 139, 154]);
    expect(() => multiply(a, a)).toThrow(/MATRIX_SHAPE/);
  });

  it("gives blocks, cut off at its edge", () => {
    expect(sliceMatrix(a, 0, 1, [2, 5])).toEqual(createMatrix(2, 2, Float64Array.of(2, 3, 5, 6)));
  });

  it("refuses data of another size", () => {
    expect(() => createMatrix(2, 2, new Float64Array(3))).toThrow(/MATRIX_SHAPE/);
  });
});

describe("statistics", () => {
  it("summarise arrays too long to spread", () => {
    const long = new Float64Array(300_000).fill(2);
    long[7] = -1;
    expect(summarize(long)).toEqual({ min: -1, max: 2, mean: (2 * 299_999 - 1) / 300_000 });
    expect(summarize([])).toEqual({ min: NaN, max: NaN, mean: NaN });
  });

  it("give the Wilson interval of the literature (Newcombe 1998, table I: 81/263 and 0/20)", () => {
    const [low, high] = wilsonInterval(81, 263);
    expect([low.toFixed(4), high.toFixed(4)]).toEqual(["0.2553", "0.3662"]);
    expect(wilsonInterval(0, 20)[0]).toBe(0);
    expect(wilsonInterval(0, 20)[1]).toBeCloseTo(0.1611, 4);
  });
});

describe("a paired interval", () => {
  it("is that of Agresti's example: 86 and 150 discordant of 1600, a change of -0.04 (0.0215 to 0.0585 the other way)", () => {
    const [low, high] = pairedInterval(86, 150, 1600);
    expect([low.toFixed(3), high.toFixed(3)]).toEqual(["-0.059", "-0.021"]);
  });

  it("leaves doubt where nothing changed, the more the fewer trials there were", () => {
    const [few, many] = [pairedInterval(0, 0, 10), pairedInterval(0, 0, 10_000)];
    expect(few[0]).toBeCloseTo(-1.96 / 12, 4);
    expect(few[1]).toBe(-few[0]);
    expect(many[1]).toBeCloseTo(1.96 / 10_002, 6);
  });

  it("does not call four of four beyond chance, which coins do one time in eight", () => {
    expect(pairedInterval(0, 4, 10_000)[1]).toBeGreaterThan(0);
    expect(pairedInterval(0, 8, 10_000)[1]).toBeLessThan(0);
    expect(pairedInterval(1, 0, 1)[1]).toBe(1);
  });
});

describe("a content hash", () => {
  it("ignores the order of keys and nothing else", () => {
    expect(hashOf({ a: 1, b: { c: 2, d: 3 } })).toBe(hashOf({ b: { d: 3, c: 2 }, a: 1 }));
    expect(hashOf({ a: 1 })).not.toBe(hashOf({ a: 2 }));
    expect(hashOf([1, 2])).not.toBe(hashOf([2, 1]));
  });
});
