import { afterAll, describe, expect, it } from "vitest";
import { programCells } from "../../../src/crossbar/index.ts";
import { createMatrix, createRandom } from "../../../src/foundation/index.ts";
import type { Evaluation } from "../../../src/network/index.ts";
import { chipRandom } from "../../../src/pipeline/chip/build.ts";
import { monteCarloOf } from "../../../src/pipeline/monte-carlo.ts";
import type { EvaluatedStage } from "../../../src/pipeline/stage.ts";
import { createTilePool } from "../../../src/pipeline/tile-pool/pool.ts";
import { runCsvFiles } from "../../../src/report/index.ts";
import { sampleReport } from "../report/sample.ts";

const stage = (
  name: EvaluatedStage["stage"],
  correct: number,
  images: Uint32Array | null = null,
): EvaluatedStage => ({
  stage: name,
  evaluation: { correct, images: 100 } as Evaluation,
  images,
  against: null,
});

describe("several chips", () => {
  const found = monteCarloOf([
    [stage("ideal", 90), stage("wire", 80), stage("spice", 1, Uint32Array.of(1)), stage("neuron", 70)],
    [stage("ideal", 90), stage("wire", 84), stage("spice", 1, Uint32Array.of(1)), stage("neuron", 74)],
    [stage("ideal", 90), stage("wire", 82), stage("neuron", 78)],
  ]);

  it("have a mean, a spread and an interval after every stage that saw all images", () => {
    expect(found.chips).toBe(3);
    expect(found.stages.map((one) => one.stage)).toEqual(["ideal", "wire", "neuron"]);
    const [ideal, wire] = found.stages;
    expect(ideal).toMatchObject({ mean: 0.9, deviation: 0 });
    expect(wire?.accuracies).toEqual([0.8, 0.84, 0.82]);
    expect(wire?.mean).toBeCloseTo(0.82, 12);
    expect(wire?.deviation).toBeCloseTo(0.02, 12);
    expect(wire?.ci95[1]).toBeCloseTo(0.82 + (4.3026527 * 0.02) / Math.sqrt(3), 8);
  });

  it.each([
    [[100, 100, 97], 1, 1],
    [[0, 0, 3], 0, 0],
  ])("have no interval beyond 0 and 1: %j", (correct, end, value) => {
    const { stages } = monteCarloOf(correct.map((one) => [stage("ideal", one)]));
    expect(stages[0]?.ci95[end]).toBe(value);
    expect(stages[0]?.ci95[1 - end]).not.toBe(value);
  });

  it("are in a CSV file of their own, a line a chip and stage", () => {
    const report = sampleReport();
    const files = runCsvFiles({ ...report, summary: { ...report.summary, monteCarlo: found } });
    const csv = files.find(({ path }) => path === "montecarlo.csv")?.content.split("\r\n");
    expect(csv?.[0]).toBe("chip,stage,accuracy");
    expect(csv?.[4]).toBe("0,wire,0.8");
    expect(csv).toHaveLength(11);
  });

  it("have streams of their own by their number; the first has the run's", () => {
    const random = createRandom(7);
    const first = (chip: number) => chipRandom(random, chip).stream("d2d", "hidden").uniform();
    expect(first(0)).toBe(random.stream("d2d", "hidden").uniform());
    expect(new Set([0, 1, 2, 3].map(first)).size).toBe(4);
    expect(first(3)).toBe(first(3));
  });
});

describe("cells written in threads", () => {
  const pool = createTilePool(2);
  afterAll(() => pool.close());

  it("are the same as without, bit for bit", async () => {
    const ramp = Float64Array.from({ length: 101 }, (_, k) => 1 + k / 100);
    const response = { potentiation: ramp, depression: ramp.slice().reverse() };
    const target = createMatrix(
      80,
      80,
      Float64Array.from({ length: 6400 }, (_, k) => 1.1 + (k % 80) / 100),
    );
    const window = { gMin: 1, gMax: 2, levels: ramp };
    const options = { tolerance: 0.01, maxPulses: 200, d2d: 0.02, c2c: 0.1, stuckAt: { off: 0.1, on: 0 } };
    const { seed, path } = chipRandom(createRandom(1), 5);
    const jobs = ["pos", "neg"].map((name) => {
      const place = { seed, path, name: ["hidden", name] };
      return { kind: "program" as const, target, response, window, options, place };
    });
    const threads = await pool.run(jobs);
    const here = jobs.map(({ place }) => {
      return programCells(target, response, window, options, {
        random: createRandom(1, ["chip", 5]),
        name: place.name,
      });
    });
    expect(threads).toEqual(here);
    expect(threads[0]).not.toEqual(threads[1]);
  });
});
