import { beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../src/foundation/index.ts";
import {
  type Dataset,
  type Epoch,
  evaluateIdeal,
  readDataset,
  selectBackend,
  trainNetwork,
} from "../../src/network/index.ts";

/**
 * The published training run, in full: 60,000 images, 5 epochs. It printed 97.89 % on the test set (one run), 98.63 % and a loss
 * of 0.044 in epoch 5, 88.14 % in epoch 1, which no run with its settings gives and which is not held here.
 *
 * Half a minute a seed: skipped without MEMSPICE_THOROUGH=1.
 */
const thorough = process.env.MEMSPICE_THOROUGH === "1";
const seeds = [1, 2, 3];
const runs: { seed: number; epochs: readonly Epoch[]; test: number; seconds: number }[] = [];

const mean = (values: readonly number[]) => values.reduce((sum, v) => sum + v, 0) / values.length;
const last = ({ epochs }: { epochs: readonly Epoch[] }) => epochs.at(-1) as Epoch;

describe.skipIf(!thorough)(
  `the published network, seeds ${seeds.join(", ")} (O-3.2; MEMSPICE_THOROUGH=1 runs it)`,
  () => {
    beforeAll(async () => {
      await selectBackend("auto");
      const data: Dataset = await readDataset({ name: "mnist", folder: null, train: 60_000, test: 10_000 });
      const window = { gMin: 1 / 16e3, gMax: 1 / 2e3 };
      const options = {
        layer: "legacy",
        hidden: 128,
        epochs: 5,
        batch: 32,
        learningRate: 1e-3,
        window,
      } as const;
      for (const seed of seeds) {
        const network = await trainNetwork(data.train, options, { random: createRandom(seed) });
        const { accuracy } = evaluateIdeal(network, data.test.images, data.test.labels);
        runs.push({ seed, epochs: network.epochs, test: accuracy, seconds: network.seconds });
      }
      console.table(runs.map(({ epochs, ...run }) => ({ ...run, ...last({ epochs }) })));
    }, 600_000);

    it("reads 97.4 to 98.2 % of the test images, as a mean over the seeds", () => {
      const accuracy = mean(runs.map(({ test }) => test));
      expect(accuracy).toBeGreaterThanOrEqual(0.974);
      expect(accuracy).toBeLessThanOrEqual(0.982);
    });

    it("ends training at 98.6 +- 0.3 % and a loss of 0.045 +- 0.01", () => {
      expect(mean(runs.map((run) => last(run).accuracy))).toBeGreaterThan(0.983);
      expect(mean(runs.map((run) => last(run).accuracy))).toBeLessThan(0.989);
      expect(mean(runs.map((run) => last(run).loss))).toBeGreaterThan(0.035);
      expect(mean(runs.map((run) => last(run).loss))).toBeLessThan(0.055);
    });

    it("gets better in every epoch", () => {
      for (const { epochs } of runs) {
        for (const [i, { loss, accuracy }] of epochs.entries()) {
          if (i === 0) continue;
          expect(loss).toBeLessThan((epochs[i - 1] as Epoch).loss);
          expect(accuracy).toBeGreaterThan((epochs[i - 1] as Epoch).accuracy);
        }
      }
    });
  },
);
