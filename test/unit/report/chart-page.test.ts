import { describe, expect, it } from "vitest";
import { renderChartPage } from "../../../src/report/index.ts";
import { expectSoundPage, wordsIn } from "./page-checks.ts";

describe("a page of curves alone", () => {
  const chart = {
    label: "Time against size",
    x: { name: "size", unit: "1", log: true },
    y: { name: "time", unit: "s", log: true },
    caption: "One thread.",
  };
  const series = (y: readonly number[]) => [{ name: "solver", x: [1, 2, 4], y, look: "line" as const }];

  it("is sound, and leaves out what was not measured", () => {
    const charts = [{ ...chart, series: series([1e-3, 8e-3, Number.NaN]) }];
    const page = renderChartPage({ title: "Bench of crossbar", lead: "A machine", charts });
    expectSoundPage(page, ["growth"], 1);
    expect(wordsIn(page)).toContain("One thread.");
  });

  it("says so where nothing was measured", () => {
    const charts = [{ ...chart, series: series([Number.NaN, Number.NaN, Number.NaN]) }];
    const page = renderChartPage({ title: "Bench", lead: "", charts });
    expect(wordsIn(page)).toContain("No point of it can be shown.");
  });
});
