import { expect, test } from "vitest";
import { parseRaw } from "../../../src/engine/raw.ts";

/** A raw file as ngspice writes it: a text header, then doubles, point by point. */
function raw(names: readonly string[], points: readonly (readonly number[])[], flags = "real"): Uint8Array {
  const width = flags === "complex" ? 2 : 1;
  const header = [
    "Title: memspice 1",
    "Date: today",
    "Plotname: Transient Analysis",
    `Flags: ${flags}`,
    `No. Variables: ${names.length}`,
    `No. Points: ${points.length}        `,
    "Variables:",
    ...names.map((name, i) => `\t${i}\t${name}\tvoltage`),
    "Binary:\n",
  ].join("\n");
  const values = new Float64Array(points.flat());
  expect(values.length).toBe(points.length * names.length * width);
  return Buffer.concat([Buffer.from(header, "latin1"), Buffer.from(values.buffer)]);
}

test("reads names and columns, wherever the doubles happen to start", () => {
  for (const pad of ["", "x", "xy", "xyz1234"]) {
    const [plot] = parseRaw(
      raw(
        ["time", `v(a${pad})`],
        [
          [0, 1],
          [1e-9, 2.5],
          [2e-9, -3],
        ],
      ),
    );
    expect(plot).toMatchObject({
      title: "memspice 1",
      plotName: "Transient Analysis",
      complex: false,
      points: 3,
    });
    expect(plot?.names).toEqual(["time", `v(a${pad})`]);
    expect([...(plot?.real(1) ?? [])]).toEqual([1, 2.5, -3]);
    expect([...(plot?.imaginary(1) ?? [])]).toEqual([0, 0, 0]);
  }
});

test("does not read beyond its own bytes where they are a part of a larger buffer", () => {
  const bytes = raw(["v(a)"], [[7]]);
  const pool = Buffer.concat([Buffer.alloc(13, 1), bytes, Buffer.alloc(9, 1)]);
  const [plot, ...others] = parseRaw(pool.subarray(13, 13 + bytes.length));
  expect(others).toEqual([]);
  expect([...(plot?.real(0) ?? [])]).toEqual([7]);
});

test("reads complex values", () => {
  const [plot] = parseRaw(
    raw(
      ["frequency", "v(a)"],
      [
        [1, 0, 2, -3],
        [10, 0, 4, -5],
      ],
      "complex",
    ),
  );
  expect([...(plot?.real(0) ?? [])]).toEqual([1, 10]);
  expect([...(plot?.real(1) ?? [])]).toEqual([2, 4]);
  expect([...(plot?.imaginary(1) ?? [])]).toEqual([-3, -5]);
});

test("reads several plots, and none from an empty file", () => {
  const both = Buffer.concat([raw(["v(a)"], [[1]]), raw(["v(b)"], [[2]])]);
  expect(parseRaw(both).map(({ names }) => names[0])).toEqual(["v(a)", "v(b)"]);
  expect(parseRaw(new Uint8Array())).toEqual([]);
});

test.each([
  ["values that are missing", (bytes: Uint8Array) => bytes.subarray(0, -1)],
  ["a header without values", (bytes: Uint8Array) => bytes.subarray(0, 60)],
  [
    "a header that does not parse",
    (bytes: Uint8Array) =>
      Buffer.from(Buffer.from(bytes).toString("latin1").replace("No. Points: 1", "No. Points: x"), "latin1"),
  ],
])("refuses %s: ENGINE_RAW_FILE", (_, spoil) => {
  expect(() => parseRaw(spoil(raw(["v(a)"], [[1]])))).toThrow(
    expect.objectContaining({ code: "ENGINE_RAW_FILE" }),
  );
});
