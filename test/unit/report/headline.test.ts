import { describe, expect, it } from "vitest";
import { wilsonInterval } from "../../../src/foundation/index.ts";
import type { WaterfallStage } from "../../../src/report/index.ts";
import { whereItWent } from "../../../src/report/sections/headline.ts";
import { stageRows } from "../../../src/report/stages.ts";

const names = ["ideal", "levels", "programmed", "wire"] as const;
const waterfall = (rights: readonly number[], images = 10_000): WaterfallStage[] =>
  rights.map((right, i) => ({
    stage: names[i] as WaterfallStage["stage"],
    accuracy: right / images,
    images,
    ci95: wilsonInterval(right, images),
    change: null,
  }));
const sentence = (stages: readonly WaterfallStage[]) =>
  whereItWent(stageRows(stages)).replaceAll("\u00a0", " ");

describe("where the accuracy went, in one sentence", () => {
  it("names the largest loss first, and gains after the losses", () => {
    expect(sentence(waterfall([9784, 9786, 9775, 9741]))).toBe(
      "Float weights reach 97.84 %, the array 0.43 points less: wire resistance took 0.34, programming took 0.11 and rounding to levels gave 0.02.",
    );
  });

  it("says more when the array is better, the same when it is the same", () => {
    expect(sentence(waterfall([9784, 9784, 9790]))).toBe(
      "Float weights reach 97.84 %, the array 0.06 points more: programming gave 0.06.",
    );
    expect(sentence(waterfall([9784, 9780, 9784]))).toContain(
      "the array the same: rounding to levels took 0.04",
    );
    expect(sentence(waterfall([9784, 9784]))).toBe("No stage changes the 97.84 % of the float weights.");
    expect(sentence(waterfall([9784]))).toBe("No stage of the hardware was evaluated.");
  });

  it("does not call chance a cause: a change whose paired interval holds 0 is none", () => {
    const [first, second] = waterfall([9772, 9773]) as [WaterfallStage, WaterfallStage];
    const change = (ci95: [number, number]) => ({
      ...second,
      change: { against: first.stage, gained: 5, lost: 4, ci95 },
    });
    expect(sentence([first, change([-0.0005, 0.0007])])).toBe(
      "No stage changes the 97.72 % of the float weights beyond chance.",
    );
    expect(sentence([first, change([0.00005, 0.0002])])).toContain("rounding to levels gave 0.01");
  });

  it("does not count the accuracy of a sample as a loss", () => {
    const sample = { stage: "spice", accuracy: 0.5, images: 8, ci95: [0.2, 0.8], change: null } as const;
    expect(sentence([...waterfall([9784, 9780]), sample])).not.toContain("SPICE");
    expect(stageRows([...waterfall([9784]), sample]).at(-1)).toMatchObject({ sample: true, before: null });
  });
});
