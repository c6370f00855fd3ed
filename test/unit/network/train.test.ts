import * as tf from "@tensorflow/tfjs";
import { beforeAll, describe, expect, it } from "vitest";
import { createRandom } from "../../../src/foundation/index.ts";
import {
  evaluateIdeal,
  measureActivationRange,
  type NetworkLayer,
  selectBackend,
  type TrainOptions,
  trainNetwork,
} from "../../../src/network/index.ts";
import { bars, codeOf, tinyOptions } from "./tiny.ts";

const data = bars(330); // ten whole batches and a rest
const train = (options: Partial<TrainOptions> = {}, seed = 1) =>
  trainNetwork(data, { ...tinyOptions, ...options }, { random: createRandom(seed) });
const plain = ({ layers, epochs }: Awaited<ReturnType<typeof train>>) => ({ layers, epochs });

beforeAll(() => selectBackend("wasm"));

describe("training", () => {
  it.each(["legacy", "physical"] as const)(
    "of the %s network learns, and says so epoch by epoch",
    async (layer) => {
      const { epochs, layers, seconds } = await train({ layer, epochs: 10 });
      expect(epochs.map(({ epoch }) => epoch)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(epochs.at(-1)?.loss).toBeLessThan(0.3 * (epochs[0]?.loss as number));
      expect(epochs.at(-1)?.accuracy).toBeGreaterThan(0.95);
      expect(layers.map(({ rows, cols }) => [rows, cols])).toEqual([
        [784, 16],
        [16, 10],
      ]);
      expect(layers.map(({ bias }) => bias?.length ?? null)).toEqual([null, 10]);
      expect(seconds).toBeGreaterThan(0);
    },
  );

  it("gives the same numbers for the same seed, and others for another", async () => {
    const first = plain(await train());
    expect(plain(await train())).toEqual(first);
    expect(plain(await train({}, 2)).layers[0]?.weights).not.toEqual(first.layers[0]?.weights);
  });

  it("keeps conductances in their window, and its weights are their differences", async () => {
    const { layers } = await train({ layer: "physical", learningRate: 0.1 });
    for (const { weights, conductances } of layers) {
      const { gPos, gNeg, gMin, weightMax } = conductances as NonNullable<NetworkLayer["conductances"]>;
      expect(gMin).toBe(0.125);
      for (const g of [...gPos, ...gNeg]) if (!(g >= 0.125 && g <= 1)) throw new Error(`conductance ${g}`);
      weights.forEach((w, k) => {
        const pair = (((gPos[k] as number) - (gNeg[k] as number)) * weightMax) / (1 - gMin);
        if (Math.abs(w - pair) > 1e-6) throw new Error(`weight ${k}: ${w}, ${pair}`);
      });
    }
  });

  it("means each image once in an epoch's figures, the short last batch too", async () => {
    // With a rate that moves nothing, every epoch finds the loss of the network before training.
    const { epochs, ...network } = await train({ learningRate: 1e-30, epochs: 2 });
    const { logits, accuracy } = evaluateIdeal({ ...network, epochs: [] }, data.images, data.labels);
    const loss = data.labels.reduce((sum, label, n) => {
      const row = logits.subarray(n * 10, n * 10 + 10);
      return sum + Math.log(row.reduce((s, z) => s + Math.exp(z), 0)) - (row[label] as number);
    }, 0);
    for (const epoch of epochs) {
      expect(epoch.loss).toBeCloseTo(loss / 330, 5);
      expect(epoch.accuracy).toBeCloseTo(accuracy, 10);
    }
  });

  it("reports progress to the end, and lets the event loop turn", async () => {
    const seen: number[] = [];
    let turns = 0;
    const timer = setInterval(() => {
      turns += 1;
    }, 0);
    const onProgress = (done: number, total: number) => {
      expect(total).toBe(33);
      seen.push(done);
    };
    await trainNetwork(data, tinyOptions, { random: createRandom(1), onProgress });
    clearInterval(timer);
    expect(seen).toEqual([...seen].sort((a, b) => a - b));
    expect(seen.at(-1)).toBe(33);
    expect(turns).toBeGreaterThan(1);
  });

  it("stops between batches when it is cancelled, and leaves no tensor behind", async () => {
    const before = tf.memory().numTensors;
    const abort = new AbortController();
    let last = 0;
    const onProgress = (done: number) => {
      last = done;
      if (done > 11) abort.abort();
    };
    const run = { random: createRandom(1), signal: abort.signal, onProgress };
    expect(await codeOf(() => trainNetwork(data, { ...tinyOptions, epochs: 100 }, run))).toBe("CANCELLED");
    expect(last).toBeLessThan(40);
    expect(tf.memory().numTensors).toBe(before);
  });

  it("that diverges is an error with a remedy", async () => {
    expect(await codeOf(() => train({ learningRate: 1e30 }))).toBe("NETWORK_DIVERGED");
    await expect(train({ learningRate: 1e30 })).rejects.toThrow("Lower network.learningRate");
  });

  it("refuses images and labels that do not fit", async () => {
    const run = { random: createRandom(1) };
    const cut = { ...data, labels: data.labels.subarray(1) };
    expect(await codeOf(() => trainNetwork(cut, tinyOptions, run))).toBe("NETWORK_SHAPE");
    const half = { ...data, images: data.images.subarray(5) };
    expect(await codeOf(() => trainNetwork(half, tinyOptions, run))).toBe("NETWORK_SHAPE");
  });
});

describe("a trained network", () => {
  it("leaves the number of tensors as it was, trained and evaluated", async () => {
    const before = tf.memory().numTensors;
    const network = await train({ layer: "physical" });
    expect(tf.memory().numTensors).toBe(before);
    evaluateIdeal(network, data.images, data.labels);
    expect(tf.memory().numTensors).toBe(before);
  });

  it("has the largest input of each layer: 1 for pixels, the largest hidden activation for the output layer", async () => {
    const network = await train();
    const range = measureActivationRange(network, data.images);
    const { weights } = network.layers[0] as NetworkLayer;
    let largest = 0;
    for (let n = 0; n < 330; n++) {
      for (let j = 0; j < 16; j++) {
        let y = 0;
        for (let i = 0; i < 784; i++)
          y += ((data.images[n * 784 + i] as number) / 255) * (weights[i * 16 + j] as number);
        largest = Math.max(largest, y);
      }
    }
    expect(range).toHaveLength(2);
    expect(range[0]).toBe(1);
    expect(range[1]).toBeCloseTo(largest, 9);
  });
});
