import { createHash } from "node:crypto";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { promisify } from "node:util";
import { gunzip } from "node:zlib";
import { type DatasetFile, type DatasetName, type DatasetSource, datasetSources } from "./dataset-source.ts";
import { NetworkError } from "./error.ts";
import { parseIdx } from "./idx.ts";

/** Images with their labels. */
export interface LabelledImages {
  /** Grey values 0..255, (n, 784), row-major; 255 is ink. */
  readonly images: Uint8Array;
  /** Classes 0..9, (n). */
  readonly labels: Uint8Array;
}

export interface Dataset {
  readonly name: DatasetName;
  readonly train: LabelledImages;
  readonly test: LabelledImages;
}

export interface DatasetRequest {
  readonly name: DatasetName;
  /** A folder with the four IDX files, plain or `.gz`; null: where the data set is installed. */
  readonly folder: string | null;
  /** Images to keep of each part: the first ones. */
  readonly train: number;
  readonly test: number;
}

const pixels = 784;
const unzip = promisify(gunzip);

/**
 * Reads a data set and proves that it is the published one, byte by byte.
 *
 * @throws NetworkError DATASET_MISSING, DATASET_TRUNCATED, DATASET_FORMAT, DATASET_ALTERED, DATASET_SUBSET
 */
export async function readDataset(request: DatasetRequest): Promise<Dataset> {
  const source = datasetSources[request.name];
  const { trainImages, trainLabels, testImages, testLabels } = source.files;
  checkSubset("train", request.train, trainLabels.shape[0] as number);
  checkSubset("test", request.test, testLabels.shape[0] as number);
  const folder = request.folder ?? installedFolder(source);
  const read = (file: DatasetFile) => readDatasetFile(folder, file, source, request.folder !== null);
  return {
    name: request.name,
    train: await readPart(read, trainImages, trainLabels, request.train),
    test: await readPart(read, testImages, testLabels, request.test),
  };
}

type Read = (file: DatasetFile) => Promise<Uint8Array>;

async function readPart(
  read: Read,
  images: DatasetFile,
  labels: DatasetFile,
  n: number,
): Promise<LabelledImages> {
  return {
    images: (await read(images)).slice(0, n * pixels),
    labels: (await read(labels)).slice(0, n),
  };
}

async function readDatasetFile(
  folder: string,
  file: DatasetFile,
  source: DatasetSource,
  ownFolder: boolean,
): Promise<Uint8Array> {
  const bytes = await readPlainOrZipped(join(folder, file.name), source);
  const { data } = parseIdx(bytes, file.shape, join(folder, file.name));
  assertUnaltered(bytes, file.md5, { path: join(folder, file.name), install: source.install, ownFolder });
  return data;
}

/**
 * Holds a file against its published MD5 (not for secrecy: it is the sum that the publishers give).
 *
 * @throws NetworkError DATASET_ALTERED
 */
export function assertUnaltered(
  bytes: Uint8Array,
  md5: string,
  file: { readonly path: string; readonly install: string; readonly ownFolder: boolean },
): void {
  const received = createHash("md5").update(bytes).digest("hex");
  if (received === md5) return;
  const own =
    "Files in your own folder are checked too, because figures from other images could not be compared: " +
    "put the published files there, or leave dataset.folder out.";
  throw new NetworkError("DATASET_ALTERED", `expected the MD5 ${md5}, got ${received}`, {
    at: ["dataset", file.path],
    hint: file.ownFolder ? own : `The file was changed after it was installed. ${file.install}`,
  });
}

async function readPlainOrZipped(path: string, source: DatasetSource): Promise<Uint8Array> {
  const plain = await readIfThere(path);
  if (plain !== null) return plain;
  const zipped = await readIfThere(`${path}.gz`);
  if (zipped === null) {
    throw new NetworkError("DATASET_MISSING", "expected this file, or the same with .gz, and found neither", {
      at: ["dataset", path],
      hint: source.install,
    });
  }
  const unzipped = await unzip(zipped).catch((cause: NodeJS.ErrnoException) => {
    // zlib says Z_BUF_ERROR when the stream stops before its end, Z_DATA_ERROR when it is not gzip or damaged.
    const code = cause.code === "Z_BUF_ERROR" ? "DATASET_TRUNCATED" : "DATASET_FORMAT";
    throw new NetworkError(code, `expected a whole gzip file, got ${zipped.length} bytes: ${cause.message}`, {
      at: ["dataset", `${path}.gz`],
      hint: `Fetch or install it again. ${source.install}`,
      cause,
    });
  });
  return new Uint8Array(unzipped.buffer, unzipped.byteOffset, unzipped.byteLength);
}

async function readIfThere(path: string): Promise<Uint8Array | null> {
  try {
    const { buffer, byteOffset, byteLength } = await readFile(path);
    return new Uint8Array(buffer, byteOffset, byteLength); // a plain array, whose slice() copies
  } catch (cause) {
    const code = (cause as NodeJS.ErrnoException).code;
    if (code === "ENOENT" || code === "ENOTDIR") return null;
    throw new NetworkError("DATASET_MISSING", `cannot be read: ${(cause as Error).message}`, {
      at: ["dataset", path],
      hint: "Make the file readable.",
      cause,
    });
  }
}

function installedFolder(source: DatasetSource): string {
  try {
    return source.folder();
  } catch (cause) {
    throw new NetworkError("DATASET_MISSING", "the data set is not installed", {
      at: ["dataset"],
      hint: source.install,
      cause,
    });
  }
}

function checkSubset(part: string, asked: number, available: number): void {
  if (Number.isInteger(asked) && asked >= 1 && asked <= available) return;
  throw new NetworkError("DATASET_SUBSET", `expected 1 to ${available} images, got ${asked}`, {
    at: ["dataset", part],
    hint: "Ask for a whole number of images that the data set has.",
  });
}
