import { afterAll, describe, expect, it } from "vitest";
import { createMatrix, createRandom } from "../../../src/foundation/index.ts";
import { evaluatePhysical, type NetworkLayer, type TrainedNetwork } from "../../../src/network/index.ts";
import { readProcess } from "../../../src/pdk/index.ts";
import { attribute } from "../../../src/pipeline/attribution.ts";
import { type BuiltStage, wireChip, writeChip } from "../../../src/pipeline/chip/build.ts";
import { readStages } from "../../../src/pipeline/chip/read.ts";
import { compareSums } from "../../../src/pipeline/compare-sums.ts";
import { linesOf } from "../../../src/pipeline/lines.ts";
import { nonidealityRows } from "../../../src/pipeline/nonidealities.ts";
import { waterfall } from "../../../src/pipeline/run-rows.ts";
import { runPlan } from "../../../src/pipeline/stage.ts";
import { createTilePool } from "../../../src/pipeline/tile-pool/pool.ts";
import { whichKnob } from "../../../src/report/sections/attribution.ts";
import { parseRunSpec } from "../../../src/spec/index.ts";

describe("partial sums against ideal ones", () => {
  const sums = (...rows: number[][]) => rows.map((data) => createMatrix(1, 4, Float64Array.from(data)));

  it("that are the same err by nothing and correlate fully", () => {
    const same = sums([1, 2, 3, 4], [0, 1, 0, -1]);
    const found = compareSums(same, same, 2);
    expect(found).toMatchObject({ error: 0, worstTile: { error: 0 } });
    expect(found.correlation).toBeCloseTo(1, 12);
  });

  it("are compared in total, and tile by tile against the whole layer", () => {
    const wanted = sums([1, -1, 1, -1], [0, 0, 0, 0]);
    const found = compareSums(sums([1, -1, 1, -1], [0, 0, 0.3, 0]), wanted, 2);
    expect(found.error).toBeCloseTo(0.15, 12); // root of 0.09 / 4
    expect(found.worstTile.tile).toEqual([1, 1]);
    expect(found.worstTile.error).toBeCloseTo(Math.sqrt(0.045), 12);
    expect(compareSums(sums([-1, 1, -1, 1]), sums([1, -1, 1, -1]), 4).correlation).toBeCloseTo(-1, 12);
    expect(compareSums(sums([1, 1, 1, 1]), sums([1, -1, 1, -1]), 4).correlation).toBe(0);
  });
});

// A network made by hand: class c is what is bright in rows 2c + 4 and 2c + 5 of the image, and a little less than its rivals.
const random = createRandom(5);
const stream = random.stream("images");
const labels = Uint8Array.from({ length: 150 }, (_, n) => n % 10);
const images = new Uint8Array(150 * 784);
for (const [n, label] of labels.entries()) {
  for (let c = 0; c < 10; c++) {
    for (let x = 0; x < 56; x++) {
      const bright = c === label ? 0.62 : 0.5;
      images[784 * n + 28 * (2 * c + 4) + x] = stream.uniform() < bright ? 255 : 0;
    }
  }
}
const layer = (
  name: string,
  rows: number,
  cols: number,
  weight: (i: number, j: number) => number,
): NetworkLayer => ({
  name,
  rows,
  cols,
  weights: Float32Array.from({ length: rows * cols }, (_, k) => weight(Math.floor(k / cols), k % cols)),
  bias: null,
  conductances: null,
  state: null,
});
const rowOf = (i: number) => Math.floor((Math.floor(i / 28) - 4) / 2);
const network: TrainedNetwork = {
  layer: "legacy",
  layers: [
    layer("hidden", 784, 10, (i, j) => (i < 112 || i >= 672 ? 0 : rowOf(i) === j ? 1 : -0.01)),
    layer("output", 10, 10, (i, j) => (i === j ? 1 : -0.1)),
  ],
  epochs: [],
  seconds: 0,
};
const ramp = Float64Array.from({ length: 201 }, (_, k) => 50e-6 + 2.5e-6 * k);
const pool = createTilePool(1);
afterAll(() => pool.close());

/** The chain of a run on that network, as far as the report's sentence. */
async function sentenceOf(...overrides: string[]) {
  const spec = parseRunSpec("", {
    overrides: ["programming.maxPulses=300", "variability.d2d=0.01", ...overrides],
  });
  const lines = linesOf(readProcess("sky130"), spec.array);
  const response = { potentiation: ramp, depression: ramp.slice().reverse() };
  const design = { name: "as chosen", window: spec.mapping.window, lines, response, levels: ramp };
  const drive = { vRead: 0.1, inputScales: [1, 40] };
  const plan = { spec, weights: network.layers, drive, stuck: null, pool };
  const written = await writeChip(plan, { design, random }, {});
  const wired = await wireChip(plan, written, { lines, hot: null });
  const { window } = written.programmed;
  const reading = { spec, window, vRead: 0.1, training: { images, labels } };
  const built: BuiltStage[] = [...written.built, ...wired.built, ...readStages(reading, wired, random)];
  const stages = await runPlan(
    built.map(({ stage, layers, readout }) => {
      return { stage, evaluate: async () => evaluatePhysical(layers, images, labels, readout ?? {}) };
    }),
    () => {},
  );
  const attribution = attribute({
    network,
    written: written.programmed,
    built,
    size: spec.array.tile,
    tolerance: spec.programming.tolerance,
    images: images.slice(0, 50 * 784),
  });
  const nonidealities = nonidealityRows(spec, lines, ramp.length);
  const rows = waterfall(stages, null, labels);
  return { sentence: whichKnob({ waterfall: rows, attribution, nonidealities }), attribution, rows };
}

describe("where the accuracy went", () => {
  it("is nowhere in a good array, and its layers err by little", async () => {
    const { sentence, attribution } = await sentenceOf();
    expect(sentence).toBe("No stage takes accuracy beyond chance.");
    for (const { error, correlation, clippedWeights } of attribution) {
      expect(error).toBeLessThan(0.1);
      expect(correlation).toBeGreaterThan(0.99);
      expect(clippedWeights).toBe(0);
    }
    expect(attribution.find(({ stage }) => stage === "levels")?.unreachable).toBeNull();
  });

  it.each<[string, readonly string[], RegExp]>([
    [
      "an ADC of 2 bits",
      ["converters.adc={ bits: 2, range: max }"],
      /stage converters: .* ADC, .*\(2 bits, range max; converters\.adc\)/,
    ],
    [
      "wires of 20 ohm",
      ["array={ tile: [784, 64], wire: { rWire: 20 } }"],
      /stage wire: .*20 ohm a segment; array\.wire\)/,
    ],
    [
      "20 % of cells stuck",
      ["variability.stuckAt={ off: 0.1, on: 0.1 }"],
      /stage stuck cells: .*off 0\.1, on 0\.1 .*variability\.stuckAt\)/,
    ],
  ])("is named: %s", async (_what, overrides, expected) => {
    const { sentence, attribution, rows } = await sentenceOf(...overrides);
    expect(sentence).toMatch(expected);
    expect(sentence).toMatch(
      /Layer (hidden|output) errs most there: [\d.]+\s% of its output, most in tile \(\d+, \d+\)/,
    );
    const last = rows.at(-1)?.stage;
    const errors = (stage: string | undefined) =>
      attribution.filter((row) => row.stage === stage).map(({ error }) => error);
    expect(Math.max(...errors(last))).toBeGreaterThan(3 * Math.max(...errors("programmed")));
  });

  it("counts cells that are stuck as not reached, from that stage on", async () => {
    const { attribution } = await sentenceOf("variability.stuckAt={ off: 0.1, on: 0.1 }");
    const share = (stage: string) => attribution.find((row) => row.stage === stage)?.unreachable;
    expect(share("programmed")).toBeLessThan(0.02);
    expect(share("stuckAt")).toBeGreaterThan(0.1);
    expect(share("wire")).toBe(share("stuckAt"));
  });

  it("counts readings beyond the range of an ADC", async () => {
    const { attribution, sentence } = await sentenceOf(
      "converters={ dac: { bits: 6 }, adc: { bits: 8, range: 1u } }",
    );
    const row = attribution.find(({ stage, layer: name }) => stage === "converters" && name === "hidden");
    expect(row?.saturatedAdc).toBeGreaterThan(0.3);
    expect(row?.saturatedDac).toBe(0);
    expect(sentence).toMatch(/of its ADC readings saturate and 0\s% of its DAC inputs do/);
  });
});
