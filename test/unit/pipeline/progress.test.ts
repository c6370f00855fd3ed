import { describe, expect, it } from "vitest";
import type { ProgressEvent } from "../../../src/pipeline/index.ts";
import { createStageRunner } from "../../../src/pipeline/progress.ts";

describe("a stage runner", () => {
  it("numbers stages, passes progress on, and times by the given clock", async () => {
    let clock = 0;
    const seen: ProgressEvent[] = [];
    const stages = createStageRunner(2, { onProgress: (event) => seen.push(event) }, () => clock);
    await stages.run("a", "first", async (report) => {
      clock += 1500;
      report(1, 4);
    });
    await stages.run("b", "second", async () => {
      clock += 500;
    });
    expect(stages.timings).toEqual({ a: 1.5, b: 0.5 });
    expect(seen.map(({ stage, index, of, done, total }) => [stage, index, of, done, total])).toEqual([
      ["a", 1, 2, 0, 1],
      ["a", 1, 2, 1, 4],
      ["a", 1, 2, 1, 1],
      ["b", 2, 2, 0, 1],
      ["b", 2, 2, 1, 1],
    ]);
  });

  it("does not start a stage, nor end one, after it was cancelled", async () => {
    const controller = new AbortController();
    const stages = createStageRunner(2, { signal: controller.signal }, () => 0);
    const work = stages.run("a", "first", async () => controller.abort());
    await expect(work).rejects.toMatchObject({ code: "CANCELLED" });
    await expect(stages.run("b", "second", async () => 1)).rejects.toMatchObject({ code: "CANCELLED" });
    expect(stages.timings).toEqual({});
  });
});
