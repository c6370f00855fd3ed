import { describe, expect, it } from "vitest";
import { assertChoice } from "../../../../src/pipeline/crosscheck/choice.ts";
import { tileComparison } from "../../../../src/pipeline/crosscheck/report.ts";
import { judgeCrosscheck } from "../../../../src/pipeline/crosscheck/verdict.ts";
import { sampleCrosscheck } from "../../report/crosscheck-sample.ts";
import { sampleLayer } from "./sample.ts";

const spec = (crosscheck: { tiles: number; images: number }) => ({
  dataset: { test: 100 } as never,
  crosscheck: crosscheck as never,
});
const nothing = { tiles: [], images: [] };

describe("the verdict of a cross-check", () => {
  it("counts what is missed and what gave no answer", () => {
    expect(judgeCrosscheck(sampleCrosscheck(true).summary)).toEqual({ missed: 0, failed: 0 });
    expect(judgeCrosscheck(sampleCrosscheck().summary)).toEqual({ missed: 2, failed: 2 });
  });

  it("does not let pass what is not a number, nor hold against SPICE the images that failed", () => {
    const { summary } = sampleCrosscheck(true);
    const network = summary.network as NonNullable<typeof summary.network>;
    const judge = (changes: object) => judgeCrosscheck({ ...summary, network: { ...network, ...changes } });
    expect(judge({ maxLogitError: Number.NaN }).missed).toBe(1);
    expect(judge({ agreement: 2 }).missed).toBe(1);
    expect(judge({ agreement: 2, failed: 1 })).toEqual({ missed: 0, failed: 1 });
    expect(judge({ agreement: 0, failed: 3, maxLogitError: null })).toEqual({ missed: 0, failed: 3 });
  });

  it("of a tile is that of the worse of both simulators", () => {
    const [tile] = sampleLayer().wired.flatMap(({ tiles }) => tiles);
    const row = (maxRelativeError: number, native: object | null) =>
      tileComparison(
        {
          plan: { tile: tile as never, inputs: [] },
          check: {
            status: "ok",
            value: { maxRelativeError, maxIdealError: 0, seconds: { spice: 1, solver: 1 } } as never,
          },
          native: native as never,
        },
        1e-6,
      ).status;
    const second = (maxRelativeDifference: number) => ({
      status: "ok",
      value: { maxRelativeDifference, seconds: 1 },
    });
    expect(row(1e-7, null)).toBe("pass");
    expect(row(1e-5, null)).toBe("fail");
    expect(row(Number.NaN, null)).toBe("fail");
    expect(row(1e-7, second(1e-7))).toBe("pass");
    expect(row(1e-7, second(1e-5))).toBe("fail");
    expect(row(1e-7, { status: "failed", error: {} })).toBe("error");
    expect(row(1e-5, { status: "failed", error: {} })).toBe("fail");
  });
});

describe("the choice of a cross-check", () => {
  it("is of images that there are", () => {
    expect(() => assertChoice({ ...nothing, images: [0, 99] }, spec({ tiles: 1, images: 0 }))).not.toThrow();
    for (const image of [100, -1, 1.5, Number.NaN]) {
      expect(() => assertChoice({ ...nothing, images: [image] }, spec({ tiles: 1, images: 0 }))).toThrow(
        /CROSSCHECK_IMAGE at image.*\n.*0 to 99/,
      );
    }
  });

  it("holds something to compare", () => {
    expect(() => assertChoice(nothing, spec({ tiles: 0, images: 0 }))).toThrow(/CROSSCHECK_EMPTY/);
    expect(() => assertChoice(nothing, spec({ tiles: 0, images: 1 }))).not.toThrow();
    expect(() => assertChoice({ ...nothing, tiles: ["a"] }, spec({ tiles: 0, images: 0 }))).not.toThrow();
  });
});
