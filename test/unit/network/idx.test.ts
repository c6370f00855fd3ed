import { describe, expect, it } from "vitest";
import { parseIdx } from "../../../src/network/idx.ts";
import { codeOf } from "./tiny.ts";

function idx(magic: number, sizes: readonly number[], bytes: number): Uint8Array {
  const file = new Uint8Array(4 + 4 * sizes.length + bytes);
  const view = new DataView(file.buffer);
  for (const [i, word] of [magic, ...sizes].entries()) view.setUint32(4 * i, word);
  for (let i = 0; i < bytes; i++) file[file.length - bytes + i] = i + 1;
  return file;
}

const parse = (file: Uint8Array) => parseIdx(file, [2, 3], "images");

describe("an IDX file", () => {
  it("gives its values in order", () => {
    const { shape, data } = parse(idx(0x0802, [2, 3], 6));
    expect(shape).toEqual([2, 3]);
    expect([...data]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it("is read at its own place in a larger buffer", () => {
    const padded = new Uint8Array(5 + 18);
    padded.set(idx(0x0802, [2, 3], 6), 5);
    expect([...parse(padded.subarray(5)).data]).toEqual([1, 2, 3, 4, 5, 6]);
  });

  it.each([
    [
      "cut in its header",
      idx(0x0802, [2, 3], 6).subarray(0, 11),
      "DATASET_TRUNCATED",
      "expected 12 bytes, got 11",
    ],
    ["cut in its values", idx(0x0802, [2, 3], 5), "DATASET_TRUNCATED", "expected 18 bytes, got 17"],
    ["empty", new Uint8Array(0), "DATASET_TRUNCATED", "got 0"],
    ["too long", idx(0x0802, [2, 3], 7), "DATASET_FORMAT", "expected 18 bytes, got 19"],
    ["of another type", idx(0x0d02, [2, 3], 6), "DATASET_FORMAT", "0x00000d02"],
    ["of another rank", idx(0x0801, [2, 3], 6), "DATASET_FORMAT", "0x00000801"],
    ["of other sizes", idx(0x0802, [3, 2], 6), "DATASET_FORMAT", "expected the sizes 2 x 3, got 3 x 2"],
  ])("%s is refused, and the message says how", async (_, file, code, message) => {
    expect(await codeOf(() => parse(file))).toBe(code);
    expect(() => parse(file)).toThrow(message);
    expect(() => parse(file)).toThrow("dataset / images");
  });
});
