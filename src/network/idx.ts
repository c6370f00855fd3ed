import { NetworkError } from "./error.ts";

/** The content of one IDX file of unsigned bytes: sizes of the dimensions, and the values in row-major order. */
export interface IdxArray {
  readonly shape: readonly number[];
  readonly data: Uint8Array;
}

/**
 * Reads an IDX file of unsigned bytes: two zero bytes, type 0x08, the number of dimensions, their sizes (big-endian
 * 32 bit), the values.
 *
 * @param bytes the whole file, not compressed
 * @param shape the sizes that are expected
 * @param file its name, for messages
 * @throws NetworkError DATASET_FORMAT, DATASET_TRUNCATED
 * @see Y. LeCun, C. Cortes, C. Burges, the MNIST database, "file formats"
 */
export function parseIdx(bytes: Uint8Array, shape: readonly number[], file: string): IdxArray {
  const header = 4 + 4 * shape.length;
  if (bytes.length < header) throw truncated(file, header, bytes.length);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const magic = view.getUint32(0);
  const expectedMagic = 0x0800 + shape.length;
  if (magic !== expectedMagic) {
    throw wrongFormat(file, `expected the magic number ${hex(expectedMagic)}, got ${hex(magic)}`);
  }
  const found = shape.map((_, i) => view.getUint32(4 + 4 * i));
  if (found.some((size, i) => size !== shape[i])) {
    throw wrongFormat(file, `expected the sizes ${shape.join(" x ")}, got ${found.join(" x ")}`);
  }
  const size = header + shape.reduce((product, length) => product * length, 1);
  if (bytes.length < size) throw truncated(file, size, bytes.length);
  if (bytes.length > size) throw wrongFormat(file, `expected ${size} bytes, got ${bytes.length}`);
  return { shape: found, data: bytes.subarray(header) };
}

function truncated(file: string, expected: number, received: number): NetworkError {
  return new NetworkError("DATASET_TRUNCATED", `expected ${expected} bytes, got ${received}`, {
    at: ["dataset", file],
    hint: "The file was cut short: fetch or install it again.",
  });
}

function wrongFormat(file: string, problem: string): NetworkError {
  return new NetworkError("DATASET_FORMAT", problem, {
    at: ["dataset", file],
    hint: "This is not the IDX file that its name promises: fetch or install it again.",
  });
}

function hex(value: number): string {
  return `0x${value.toString(16).padStart(8, "0")}`;
}
