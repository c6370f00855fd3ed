import { describe, expect, it } from "vitest";
import { createMatrix, createRandom, type Matrix } from "../../../src/foundation/index.ts";
import {
  evaluatePhysical,
  evaluateRates,
  fitRateScales,
  type PhysicalLayer,
  type RateCurve,
  rateFunction,
  type TrainedNetwork,
} from "../../../src/network/index.ts";
import { bars, codeOf } from "./tiny.ts";

const curve = (current: number[], rate: number[]): RateCurve => ({
  current: Float64Array.from(current),
  rate: Float64Array.from(rate),
});
const nano = (current: number[], rate: number[]) =>
  curve(
    current.map((i) => i * 1e-9),
    rate.map((f) => f * 1e3),
  );

/** T = C V / I + T_ref above a rheobase: the shape of a neuron without leak. [A] to [Hz] */
const fires = (current: number) => (current <= 0 ? 0 : 1 / (0.24e-12 / current + 0.2e-6));

describe("a rate curve between its points", () => {
  const measured = nano([0, 2, 5, 10, 100, 500], [0, 0, 100, 200, 900, 1300]);
  const { rheobase, maxCurrent, rateAt } = rateFunction(measured);

  it("goes through its points", () => {
    measured.current.forEach((current, k) => {
      expect(rateAt(current)).toBeCloseTo(measured.rate[k] as number, 6);
    });
  });

  it("is silent up to the last silent current, and held beyond the last", () => {
    expect(rheobase).toBe(measured.current[1]);
    expect([-1, 0, 1e-9, 2e-9].map(rateAt)).toEqual([0, 0, 0, 0]);
    expect(rateAt(2.001e-9)).toBeGreaterThan(0);
    expect(maxCurrent).toBe(measured.current.at(-1));
    expect([501e-9, 1e-3].map(rateAt)).toEqual([1.3e6, 1.3e6]);
  });

  it("never overshoots: rising data give a rising curve, falling data a falling one", () => {
    const blocked = rateFunction(nano([0, 1, 2, 2.1, 4, 9, 10], [0, 10, 10.1, 500, 501, 501, 0]));
    const along = (k: number) => blocked.rateAt((k / 1000) * 10e-9);
    for (let k = 1; k <= 1000; k++) {
      const step = along(k) - along(k - 1);
      if (k <= 900) expect(step).toBeGreaterThanOrEqual(-1e-6);
      else expect(step).toBeLessThanOrEqual(1e-6);
      expect(along(k)).toBeLessThanOrEqual(501e3 * (1 + 1e-12));
    }
  });

  it("stays within 1 % of a neuron's own law with 12 points over two decades", () => {
    const current = [0, ...Array.from({ length: 12 }, (_, k) => 1e-8 * 100 ** (k / 11))];
    const between = rateFunction(curve(current, current.map(fires)));
    for (let i = 1e-9; i < 1e-6; i *= 1.03) expect(between.rateAt(i) / fires(i)).toBeCloseTo(1, 2);
  });

  it("joins two points by a straight line", () => {
    expect(rateFunction(nano([1, 3], [0, 8])).rateAt(2e-9)).toBeCloseTo(4e3, 9);
  });

  it.each([
    ["one point", nano([0], [0])],
    ["columns of unequal length", nano([0, 1], [0])],
    ["currents that do not ascend", nano([0, 1, 1], [0, 1, 2])],
    ["a current below 0", nano([-1, 1], [0, 1])],
    ["a current that is no number", nano([0, Number.NaN], [0, 1])],
    ["a rate that is no number", nano([0, 1], [0, Number.NaN])],
    ["a rate below 0", nano([0, 1, 2], [0, -1, 1])],
    ["a curve without its rheobase", nano([1, 2], [1, 2])],
    ["a neuron that never fires", nano([0, 1, 2], [0, 0, 0])],
  ])("refuses %s", async (_, broken) => {
    expect(await codeOf(() => rateFunction(broken))).toBe("NETWORK_RATE_CURVE");
  });
});

const { images, labels } = bars(300);
const random = createRandom(3).stream("weights");
const weightsOf = (rows: number, cols: number) =>
  Float32Array.from({ length: rows * cols }, () => 0.2 * random.normal());
const shape = (name: string, rows: number, cols: number, bias: boolean) => ({
  name,
  rows,
  cols,
  weights: weightsOf(rows, cols),
  bias: bias ? Float32Array.from({ length: cols }, () => 0.1 * random.normal()) : null,
  conductances: null,
  state: null,
});
const network: TrainedNetwork = {
  layer: "legacy",
  layers: [shape("hidden", 784, 24, true), shape("second", 24, 12, false), shape("output", 12, 10, true)],
  epochs: [],
  seconds: 0,
};
/** The same weights as pairs of conductances. */
const layers: PhysicalLayer[] = network.layers.map(({ name, rows, cols, weights, bias }) => {
  const siemens = (sign: number): Matrix =>
    createMatrix(
      rows,
      cols,
      Float64Array.from(weights, (w) => 1e-5 + 1e-4 * Math.max(sign * w, 0)),
    );
  return {
    name,
    bias,
    gPos: siemens(1),
    gNeg: siemens(-1),
    vRead: 0.1,
    inputScale: 2,
    weightPerSiemens: 1e4,
  };
});

const relu = evaluatePhysical(layers, images, labels);
const largest = relu.logits.reduce((most, y) => Math.max(most, Math.abs(y)), 0);
/** Scales from one curve, and the network on it or on another. */
function run(neuron: RateCurve, clip: number, used = neuron) {
  const scales = fitRateScales(network, images, neuron, clip);
  const { evaluation, use } = evaluateRates(layers, images, labels, { curve: used, scales });
  const change = evaluation.logits.reduce(
    (most, y, k) => Math.max(most, Math.abs(y - (relu.logits[k] as number))),
    0,
  );
  return { scales, use, evaluation, change: change / largest };
}

describe("neurons in place of ReLU", () => {
  it("change nothing when their curve is a line through 0 that no image leaves", () => {
    const line = nano([0, 1, 3, 10, 100], [0, 5, 15, 50, 500]);
    const longer = nano([0, 1, 3, 10, 200], [0, 5, 15, 50, 1000]);
    const { evaluation, use, scales, change } = run(line, 1, longer);
    expect(evaluation.predicted).toEqual(relu.predicted);
    expect(change).toBeLessThan(1.2e-7); // logits are single precision
    expect([use.dead, use.saturated]).toEqual([0, 0]);
    for (const { currentScale, rateScale } of scales) {
      expect(rateScale / (currentScale * 5e12)).toBeCloseTo(1, 12);
    }
  });

  it("change more, the wider the dead zone is, and count what falls into it", () => {
    const runs = [0, 1, 10, 40].map((rheobase) => {
      const rise = (i: number) => 5 * Math.max(i - rheobase, 0);
      return run(nano([rheobase, 70, 100], [0, rise(70), rise(100)]), 1);
    });
    for (let k = 1; k < runs.length; k++) {
      const [before, after] = [runs[k - 1], runs[k]] as [(typeof runs)[0], (typeof runs)[0]];
      expect(after.change).toBeGreaterThan(before.change + 1e-5);
      expect(after.use.dead).toBeGreaterThan(before.use.dead);
    }
    expect(runs.at(-1)?.evaluation.predicted).not.toEqual(relu.predicted);
  });

  it("change more, the earlier they saturate, and count what does", () => {
    const line = nano([0, 100], [0, 500]);
    const runs = [1, 0.9, 0.5].map((clip) => run(line, clip));
    expect(runs.map(({ change }) => change)).toEqual(runs.map(({ change }) => change).sort((a, b) => a - b));
    expect(runs[2]?.change).toBeGreaterThan(0.05);
    for (const [k, clip] of [1, 0.9, 0.5].entries()) {
      const { use } = runs[k] as (typeof runs)[0];
      // The quantile is that of the trained network; later layers see what the first has already cut.
      expect(use.saturated / use.positive).toBeLessThan(1 - clip + 0.01);
    }
  });

  it("count every activation once", () => {
    const { use } = run(nano([2, 50, 100], [0, 300, 400]), 0.95);
    expect(use.activations).toBe(300 * (24 + 12));
    expect(use.positive).toBeLessThan(use.activations);
    expect(use.histogram.counts.reduce((sum, n) => sum + n, 0) + use.saturated).toBe(use.positive);
    expect(use.histogram.edges.at(-1)).toBeCloseTo(100e-9, 15);
    const dead = use.histogram.counts[0] as number; // the first bin ends at 2 nA, the rheobase
    expect(use.dead).toBe(dead);
    expect(dead).toBeGreaterThan(0);
  });
});

describe("the scales of hidden layers", () => {
  const law = (() => {
    const current = [0, 10, 30, 100, 300, 1000].map((i) => i * 1e-9);
    return curve(current, current.map(fires));
  })();

  it("drive the clip quantile of the positive activations at the last current", () => {
    const positive = hiddenByHand();
    const [first] = fitRateScales(network, images, law, 0.9);
    const drives = positive.map((y) => y * (first?.currentScale as number));
    const beyond = drives.filter((i) => i > 1e-6 * (1 + 1e-9)).length;
    expect(beyond / positive.length).toBeCloseTo(0.1, 3);
  });

  it("read rates so that the squared error of the activations is least", () => {
    const positive = hiddenByHand();
    const [first] = fitRateScales(network, images, law, 0.99);
    const { currentScale, rateScale } = first as { currentScale: number; rateScale: number };
    const { rateAt } = rateFunction(law);
    const error = (scale: number) =>
      positive.reduce((sum, y) => sum + (rateAt(y * currentScale) / scale - y) ** 2, 0);
    expect(error(rateScale)).toBeLessThan(error(rateScale * 1.001));
    expect(error(rateScale)).toBeLessThan(error(rateScale * 0.999));
  });

  const withWeights = (value: number): TrainedNetwork => ({
    ...network,
    layers: network.layers.map((layer, k) =>
      k === 0 ? { ...layer, weights: layer.weights.map(() => value), bias: null } : layer,
    ),
  });

  it("do not exist for a layer that is never positive, or a network without hidden layer", async () => {
    expect(await codeOf(() => fitRateScales(withWeights(-1), images, law, 1))).toBe("NETWORK_RATE_SCALE");
    const single = { ...network, layers: [shape("only", 784, 10, false)] };
    expect(await codeOf(() => fitRateScales(single, images, law, 1))).toBe("NETWORK_RATE_SCALE");
  });

  it("do not exist for a neuron that is blocked wherever the network drives it", async () => {
    const equal = withWeights(1); // all activations of an image alike
    const one = images.subarray(0, 784);
    const blocked = nano([0, 1, 2, 100], [0, 5, 0, 0]);
    expect(await codeOf(() => fitRateScales(equal, one, blocked, 1))).toBe("NETWORK_RATE_SCALE");
  });

  /** Positive activations of the first hidden layer, by the definition. */
  function hiddenByHand(): number[] {
    const { weights, bias, cols } = network.layers[0] as TrainedNetwork["layers"][number];
    return Array.from({ length: 300 * cols }, (_, n) => {
      const [image, j] = [Math.floor(n / cols), n % cols];
      let y = bias?.[j] as number;
      for (let i = 0; i < 784; i++)
        y += ((images[image * 784 + i] as number) / 255) * (weights[i * cols + j] as number);
      return y;
    }).filter((y) => y > 0);
  }
});
