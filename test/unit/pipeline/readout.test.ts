import { describe, expect, it } from "vitest";
import { transferMatrix } from "../../../src/crossbar/index.ts";
import { createMatrix, createRandom, type Matrix } from "../../../src/foundation/index.ts";
import {
  driveVoltages,
  evaluatePhysical,
  layerOutput,
  type PhysicalLayer,
  pixelMatrix,
  rectify,
} from "../../../src/network/index.ts";
import { adcRanges } from "../../../src/pipeline/chip/adc-ranges.ts";
import { createReadout, ideal, sumOf } from "../../../src/pipeline/chip/readout.ts";

const stream = createRandom(1).stream("readout");
const cells = (rows: number, cols: number) =>
  createMatrix(
    rows,
    cols,
    Float64Array.from({ length: rows * cols }, () => 1e-4 * (1 + stream.uniform())),
  );
const layer = (name: string, rows: number, cols: number): PhysicalLayer => ({
  name,
  gPos: cells(rows, cols),
  gNeg: cells(rows, cols),
  vRead: 0.1,
  inputScale: 1,
  weightPerSiemens: 1e4,
  bias: null,
});
const layers = [layer("hidden", 784, 20), { ...layer("output", 20, 10), inputScale: 40 }];
const images = Uint8Array.from({ length: 12 * 784 }, () =>
  Math.floor(256 * Math.max(0, stream.uniform() - 0.5)),
);
const labels = new Uint8Array(12);
const run = (options: Partial<typeof ideal>, rows = 64, some = images) => {
  const readout = createReadout(layers, rows, { ...ideal, ...options });
  return evaluatePhysical(layers, some, new Uint8Array(some.length / 784), readout).logits;
};
const noise = (sigma: number, seed = 1) => ({ sigma, random: createRandom(seed) });
const fixed = (range: number, bits: number) => ({
  bits,
  ranges: [
    Array.from({ length: 13 }, () => new Float64Array(20).fill(range)),
    [new Float64Array(10).fill(range)],
  ],
});
/** Gains of all columns by layer and row of tiles. */
const gainsOf = (gain: (r: number, j: number) => number) =>
  [13, 1].map((tiles, index) =>
    Array.from({ length: tiles }, (_, r) =>
      Float64Array.from({ length: index === 0 ? 20 : 10 }, (_, j) => gain(r, j)),
    ),
  );
const distance = (a: Float32Array, b: Float32Array) =>
  Math.sqrt(a.reduce((sum, x, k) => sum + (x - (b[k] as number)) ** 2, 0));

describe("reading a network", () => {
  const plain = evaluatePhysical(layers, images, labels).logits;

  it("without converters and noise is the product, bit for bit", () => {
    expect(run({})).toEqual(plain);
  });

  it("with converters of many bits, or hardly any noise, is the product", () => {
    const most = Math.max(...plain.map(Math.abs));
    expect(distance(run({ dac: { bits: 30, range: 0.1 } }), plain) / most).toBeLessThan(1e-5);
    expect(distance(run({ adc: fixed(1e-3, 32) }), plain) / most).toBeLessThan(1e-4);
    expect(distance(run({ noise: noise(1e-9) }), plain) / most).toBeLessThan(1e-5);
  });

  it("errs more with fewer bits and with more noise", () => {
    const dac = [8, 6, 4, 2].map((bits) => distance(run({ dac: { bits, range: 0.1 } }), plain));
    const adc = [12, 10, 8, 6].map((bits) => distance(run({ adc: fixed(1e-4, bits) }), plain));
    const noisy = [0.01, 0.03, 0.1].map((sigma) => distance(run({ noise: noise(sigma) }), plain));
    for (const errors of [dac, adc, noisy]) {
      expect(errors).toEqual([...errors].sort((a, b) => a - b));
      expect(errors[0]).toBeGreaterThan(0);
    }
  });

  it("has the same noise for an image wherever it stands in the batch, and other noise for another seed", () => {
    const all = run({ noise: noise(0.05) });
    expect(run({ noise: noise(0.05) }, 64, images.slice(0, 3 * 784))).toEqual(all.slice(0, 30));
    expect(run({ noise: noise(0.05, 2) })).not.toEqual(all);
  });

  it("has the same noise with and without converters", () => {
    const read = (adc: ReturnType<typeof fixed> | null) => run({ noise: noise(0.05), adc });
    const steps = distance(read(fixed(1e-3, 32)), read(null));
    expect(steps / distance(read(null), plain)).toBeLessThan(1e-3);
  });

  it("counts conversions, and those that saturate", () => {
    const voltages = createMatrix(2, 784, new Float64Array(2 * 784).fill(0.2));
    const readout = createReadout(layers, 64, {
      dac: { bits: 8, range: 0.1 },
      noise: null,
      adc: fixed(1e-9, 8),
    });
    const { dac, adc, sums } = readout.partials(0, voltages, 0);
    expect(dac).toEqual({ saturated: 2 * 784, conversions: 2 * 784 });
    expect(adc.conversions).toBe(2 * 13 * 20);
    expect(adc.saturated).toBeGreaterThan(0.99 * adc.conversions);
    expect(sums).toHaveLength(13);
  });
});

describe("read noise", () => {
  it("gives a current the variance sigma^2 sum (v G)^2, to 3 %", () => {
    const g = cells(30, 1);
    const one = { ...layer("one", 30, 1), gPos: g, gNeg: createMatrix(30, 1) };
    const trials = 10_000;
    const v = Float64Array.from({ length: 30 }, () => stream.uniform());
    const voltages = createMatrix(trials, 30);
    for (let n = 0; n < trials; n++) voltages.data.set(v, 30 * n);
    const readout = createReadout([one], 8, { ...ideal, noise: noise(0.07) });
    const currents = readout.currents(0, voltages, 0).data;
    const exact = v.reduce((sum, x, i) => sum + x * (g.data[i] as number), 0);
    const variance = currents.reduce((sum, i) => sum + (i - exact) ** 2, 0) / trials;
    const expected = 0.07 ** 2 * v.reduce((sum, x, i) => sum + (x * (g.data[i] as number)) ** 2, 0);
    expect(Math.abs(variance / expected - 1)).toBeLessThan(0.03);
  });

  it("through wires is that of cells that are each noisy, to about the share that the lines take", () => {
    const conductance = cells(6, 4);
    const lines = { rWord: 20, rBit: 20 }; // 1 % of a cell
    const transfer = transferMatrix({ ...lines, conductance });
    const sigma = 0.05;
    const trials = 3000;
    const all = new Float64Array(6).fill(0.1);
    const current = (t: Matrix, j: number) =>
      all.reduce((sum, v, i) => sum + v * (t.data[4 * i + j] as number), 0);
    const squares = new Float64Array(4);
    const draw = createRandom(3).stream("cells");
    for (let n = 0; n < trials; n++) {
      const data = conductance.data.map((g) => g * (1 + sigma * draw.normal()));
      const noisy = transferMatrix({ ...lines, conductance: createMatrix(6, 4, data) });
      for (let j = 0; j < 4; j++)
        squares[j] = (squares[j] as number) + (current(noisy, j) - current(transfer, j)) ** 2;
    }
    for (let j = 0; j < 4; j++) {
      const own = all.reduce((sum, v, i) => sum + (v * (transfer.data[4 * i + j] as number)) ** 2, 0);
      const ratio = Math.sqrt((squares[j] as number) / trials / own) / sigma;
      const lost = 1 - current(transfer, j) / current(conductance, j);
      expect(Math.abs(ratio - 1)).toBeLessThan(0.03 + 1.5 * lost);
    }
  });
});

describe("ranges of ADCs", () => {
  const request = {
    adc: { bits: 8, range: "max" as const, quantile: 0.999, images: 12 },
    layers,
    readout: createReadout(layers, 64, ideal),
    size: [64, 16] as const,
    gRange: 1e-4,
    vMax: 0.1,
    gains: gainsOf(() => 1),
    images,
  };

  it("`max` are all rows of a tile on the whole window; a tile at the edge has fewer rows", () => {
    const [hidden, output] = adcRanges(request) as [Float64Array[], Float64Array[]];
    expect(hidden.map(([range]) => Number((range as number).toPrecision(12)))).toEqual([
      ...new Array(12).fill(64 * 1e-5),
      16 * 1e-5,
    ]);
    expect(output[0]).toHaveLength(10);
  });

  it("`calibrated` hold the quantile of what the images give, the same for all columns of a tile", () => {
    const half = adcRanges({ ...request, adc: { ...request.adc, range: "calibrated", quantile: 0.5 } });
    const most = adcRanges({ ...request, adc: { ...request.adc, range: "calibrated", quantile: 1 } });
    const first = half[0]?.[0] as Float64Array;
    expect(new Set(first.slice(0, 16)).size).toBe(1);
    expect(new Set(first).size).toBe(2);
    const saturated = (ranges: Float64Array[][], bits: number) => {
      const readout = createReadout(layers, 64, { ...ideal, adc: { bits, ranges } });
      const voltages = createMatrix(
        12,
        784,
        Float64Array.from(images, (grey) => (grey / 255) * 0.1),
      );
      const { adc } = readout.partials(0, voltages, 0);
      return adc.saturated / adc.conversions;
    };
    expect(saturated(most, 20)).toBeLessThan(0.01);
    expect(saturated(half, 20)).toBeCloseTo(0.5, 1);
  });

  it("`calibrated` of a layer are those of what the layer before puts out, rectified", () => {
    const [hidden, output] = layers as [PhysicalLayer, PhysicalLayer];
    const outputs = layerOutput(
      hidden,
      request.readout.currents(0, driveVoltages(hidden, pixelMatrix(images, 0, 12)), 0),
    );
    expect(outputs.data.some((y) => y < 0)).toBe(true);
    const { data } = request.readout.currents(1, driveVoltages(output, rectify(outputs)), 0);
    const ranges = adcRanges({ ...request, adc: { ...request.adc, range: "calibrated", quantile: 1 } });
    expect(ranges[1]?.[0]?.[0]).toBeCloseTo(Math.max(...data.map(Math.abs)), 12);
  });

  it("of a tile that no image drives are those of `max`, and of a fixed current are that current", () => {
    const dark = {
      ...request,
      images: new Uint8Array(784),
      adc: { ...request.adc, range: "calibrated" as const },
    };
    expect(adcRanges(dark)).toEqual(adcRanges(request));
    const given = adcRanges({ ...request, adc: { ...request.adc, range: 2e-6 } });
    expect(given.flat().every((ranges) => ranges.every((range) => range === 2e-6))).toBe(true);
  });

  it.each(["max", "calibrated", 2e-6] as const)("stand before the gains of columns: %s", (range) => {
    const gain = (r: number, j: number) => [1, 2, 4, -2][(r + j) % 4] as number; // exact in binary
    const gained = (matrix: Matrix) => ({
      ...matrix,
      data: matrix.data.map((g, k) => {
        return g * gain(Math.floor(k / matrix.cols / 64), k % matrix.cols);
      }),
    });
    const [hidden] = layers as [PhysicalLayer];
    const own = [{ ...hidden, gPos: gained(hidden.gPos), gNeg: gained(hidden.gNeg) }];
    const adc = { ...request.adc, bits: 6, range };
    const readout = createReadout(own, 64, ideal);
    const bare = adcRanges({ ...request, adc })[0] as Float64Array[];
    const ranges = adcRanges({ ...request, adc, layers: own, readout, gains: gainsOf(gain) })[0];
    const voltages = createMatrix(1, 784, new Float64Array(784).fill(0.03));
    const sums = (some: readonly PhysicalLayer[], of: readonly Float64Array[] = []) =>
      createReadout(some, 64, { ...ideal, adc: { bits: 6, ranges: [of] } }).partials(0, voltages, 0).sums;
    const plain = sums([hidden], bare);
    for (const [r, { data }] of sums(own, ranges).entries()) {
      for (const [j, i] of data.entries()) {
        const expected = gain(r, j) * (plain[r]?.data[j] as number);
        const code = (2 * (bare[r]?.[j] as number)) / 2 ** 6;
        // A gain below 0 turns the codes around, and with them the one that is missing at the top.
        if (gain(r, j) > 0) expect(i).toBe(expected);
        else expect(Math.abs(i - expected)).toBeLessThanOrEqual(2.001 * code);
      }
    }
  });

  it("add up to the current, tile by tile", () => {
    const voltages = createMatrix(1, 784, new Float64Array(784).fill(0.1));
    const { sums } = request.readout.partials(0, voltages, 0);
    const whole = request.readout.currents(0, voltages, 0).data;
    sumOf(sums).data.forEach((i, j) => {
      expect(i / (whole[j] as number)).toBeCloseTo(1, 9);
    });
  });
});
