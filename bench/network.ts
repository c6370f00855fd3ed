import { createMatrix, createRandom } from "memspice/foundation";
import {
  evaluateIdeal,
  evaluatePhysical,
  type LayerKind,
  measureActivationRange,
  type PhysicalLayer,
  readDataset,
  selectBackend,
  type TrainedNetwork,
  trainNetwork,
} from "memspice/network";
import type { BenchTable } from "./table.ts";

const window = { gMin: 1 / 16e3, gMax: 1 / 2e3 };

/** Times of the network room on the whole of MNIST [s]: reading, one epoch, and 10,000 test images. */
export async function run(): Promise<readonly BenchTable[]> {
  const { backend, version } = await selectBackend("auto", { environment: process.env });
  const rows: Record<string, number | string>[] = [];
  const timed = async <T>(what: string, work: () => T | Promise<T>): Promise<T> => {
    const start = performance.now();
    const result = await work();
    rows.push({ what, "time [s]": (performance.now() - start) / 1000 });
    return result;
  };
  const request = { name: "mnist", folder: null, train: 60_000, test: 10_000 } as const;
  const { train, test } = await timed("read MNIST, check MD5", () => readDataset(request));
  for (const layer of ["legacy", "physical"] as const satisfies LayerKind[]) {
    const options = { layer, hidden: 128, epochs: 1, batch: 32, learningRate: 1e-3, window };
    const network = await timed(`${layer}: one epoch of 60,000`, () =>
      trainNetwork(train, options, { random: createRandom(1) }),
    );
    await timed(`${layer}: 10,000 images, ideal`, () => evaluateIdeal(network, test.images, test.labels));
    const range = await timed(`${layer}: activation range of 10,000 images`, () =>
      measureActivationRange(network, test.images),
    );
    const pairs = idealPairs(network, range);
    await timed(`${layer}: 10,000 images, physical`, () => evaluatePhysical(pairs, test.images, test.labels));
  }
  return [{ name: `network, ${backend} ${version}`, rows }];
}

function idealPairs({ layers }: TrainedNetwork, range: readonly number[]): PhysicalLayer[] {
  return layers.map(({ name, rows, cols, weights, bias }, i) => {
    const largest = weights.reduce((m, w) => Math.max(m, Math.abs(w)), 0);
    const weightPerSiemens = largest / (window.gMax - window.gMin);
    const device = (sign: number) => {
      const g = Float64Array.from(weights, (w) => window.gMin + Math.max(sign * w, 0) / weightPerSiemens);
      return createMatrix(rows, cols, g);
    };
    const drive = { vRead: 0.2, inputScale: range[i] as number };
    return { name, gPos: device(1), gNeg: device(-1), weightPerSiemens, bias, ...drive };
  });
}
