import { describe, expect, it } from "vitest";
import type { Evaluation } from "../../../src/network/index.ts";
import { comparisonsHold, waterfall } from "../../../src/pipeline/run-rows.ts";
import { runWarnings } from "../../../src/pipeline/run-warnings.ts";
import { asBuilt, type EvaluatedStage, runPlan, stageOf } from "../../../src/pipeline/stage.ts";

const tile = { maxRelativeError: 1e-9, tolerance: 1e-6 };
const network = { images: 5, agreement: 5, maxLogitError: 1e-9, tolerance: 1e-6 };

describe("comparisons with SPICE", () => {
  it.each([
    ["hold when all do", [tile], network, true],
    ["hold without images", [tile], null, true],
    ["fail by one tile", [tile, { ...tile, maxRelativeError: 2e-6 }], network, false],
    ["fail by a tile that is no number", [{ ...tile, maxRelativeError: NaN }], null, false],
    ["fail by one image of another class", [tile], { ...network, agreement: 4 }, false],
    ["fail by logits that differ", [tile], { ...network, maxLogitError: 2e-6 }, false],
    ["fail by logits that are no numbers", [tile], { ...network, maxLogitError: NaN }, false],
  ])("%s", (_what, tiles, images, expected) => {
    expect(comparisonsHold(tiles, images)).toBe(expected);
  });
});

describe("the waterfall", () => {
  const labels = Uint8Array.of(1, 2, 3, 4);
  const evaluation = (...predicted: number[]): Evaluation => ({
    predicted: Uint8Array.from(predicted),
    correct: predicted.filter((p, n) => p === labels[n]).length,
    accuracy: 0,
    images: 4,
    logits: new Float32Array(40),
  });

  const chain = (list: readonly (readonly [EvaluatedStage["stage"], Evaluation])[]) =>
    list.map(([stage, one], index): EvaluatedStage => {
      return { stage, evaluation: one, images: null, against: list[index - 1]?.[0] ?? null };
    });

  it("counts for every stage the images that it gained and lost against the one before", () => {
    const stages = waterfall(
      chain([
        ["ideal", evaluation(1, 2, 3, 0)],
        ["levels", evaluation(1, 2, 3, 0)],
        ["programmed", evaluation(1, 2, 0, 4)],
        ["wire", evaluation(1, 0, 0, 4)],
      ]),
      null,
      labels,
    );
    expect(stages.map(({ stage, accuracy }) => [stage, accuracy])).toEqual([
      ["ideal", 0.75],
      ["levels", 0.75],
      ["programmed", 0.75],
      ["wire", 0.5],
    ]);
    expect(stages.map(({ change }) => change && [change.gained, change.lost])).toEqual([
      null,
      [0, 0],
      [1, 1],
      [0, 1],
    ]);
  });

  it("compares the neuron with the wire before it, and the sample with nothing", () => {
    const same = evaluation(1, 2, 3, 0);
    const evaluated = chain([
      ["ideal", same],
      ["wire", same],
      ["neuron", evaluation(1, 0, 3, 4)],
    ]);
    const sample = { images: 2, correct: 2, agreement: 2, maxLogitError: 0, simulated: [] };
    const stages = waterfall(evaluated, sample, labels);
    expect(
      stages.slice(-3).map(({ stage, accuracy, change }) => [stage, accuracy, change?.gained, change?.lost]),
    ).toEqual([
      ["wire", 0.75, 0, 0],
      ["neuron", 0.75, 1, 1],
      ["spice", 1, undefined, undefined],
    ]);
  });
});

describe("a plan of stages", () => {
  const evaluation = (...predicted: number[]): Evaluation => ({
    predicted: Uint8Array.from(predicted),
    correct: 0,
    accuracy: 0,
    images: predicted.length,
    logits: new Float32Array(10 * predicted.length),
  });
  const give = (one: Evaluation) => async () => one;

  it("runs in order; a stage of some images is compared on those, and what follows with the last of all", async () => {
    const steps: string[] = [];
    const stages = await runPlan(
      [
        { stage: "ideal", evaluate: give(evaluation(1, 2, 3, 0)) },
        { stage: "wire", evaluate: give(evaluation(1, 0, 3, 0)) },
        { stage: "spice", evaluate: give(evaluation(4, 0)), images: Uint32Array.of(3, 2) },
        { stage: "neuron", evaluate: give(evaluation(1, 2, 3, 4)) },
        { stage: "converters", evaluate: give(evaluation(0, 0, 0, 0)), against: "ideal" },
      ],
      (done, total) => steps.push(`${done}/${total}`),
    );
    expect(steps).toEqual(["1/5", "2/5", "3/5", "4/5", "5/5"]);
    expect(stages.map(({ against }) => against)).toEqual([null, "ideal", "wire", "wire", "ideal"]);
    const changes = waterfall(stages, null, Uint8Array.of(1, 2, 3, 4)).map(({ change }) => change);
    expect(changes.map((change) => change && [change.gained, change.lost])).toEqual([
      null,
      [0, 1],
      [1, 1],
      [2, 0],
      [0, 3],
    ]);
    expect(asBuilt(stages.slice(0, 3)).stage).toBe("wire");
    expect(() => stageOf(stages, "levels")).toThrow(RangeError);
  });
});

describe("warnings of a run", () => {
  const cells = (unreachable: number) => ({ missed: new Uint8Array(50), unreachable });
  const found = {
    device: { warnings: [] },
    training: { warnings: [] },
    programmed: { layers: [{ name: "hidden", pos: cells(0), neg: cells(0) }], remapped: [] as string[] },
    simulated: [] as { simulation: { warnings: { code: string; at: string; message: string }[] } }[],
    neuron: null,
    comparison: network,
  };
  const codes = (change: object) =>
    runWarnings({ ...found, ...change } as never).map(
      ({ code, at, message }) => [code, at, message] as const,
    );

  it("are none when all is well", () => {
    expect(codes({})).toEqual([]);
  });

  it("name unreachable cells, remapped pairs, and images on which SPICE disagrees", () => {
    const programmed = { layers: [{ name: "hidden", pos: cells(3), neg: cells(0) }], remapped: ["output"] };
    const all = codes({ programmed, comparison: { ...network, agreement: 3 } });
    expect(all.map(([code, at]) => [code, at])).toEqual([
      ["CELLS_UNREACHABLE", "hidden"],
      ["PAIRS_REMAPPED", "output"],
      ["SPICE_DISAGREES", "spice"],
    ]);
    expect(all[0]?.[2]).toContain("3 of 100 cells (3.0 %)");
    expect(all[2]?.[2]).toContain("2 of 5 images");
  });

  it("pass on what the neuron's curve has to say", () => {
    const blocked = { code: "NEURON_BLOCKED", at: "neuron / currents", message: "at 1 uA" };
    expect(codes({ neuron: { rates: { warnings: [blocked] } } })).toEqual([Object.values(blocked)]);
  });

  it("of the simulator are told once, with the number of decks", () => {
    const singular = { code: "ENGINE_SINGULAR_MATRIX", at: "tile", message: "check node b" };
    const simulated = [1, 2, 3].map(() => ({ simulation: { warnings: [singular] } }));
    expect(codes({ simulated })).toEqual([
      ["ENGINE_SINGULAR_MATRIX", "tile", "check node b (and in 2 more decks)"],
    ]);
  });
});
