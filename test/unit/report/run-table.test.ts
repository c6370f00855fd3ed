import { describe, expect, it } from "vitest";
import { formatRunTable, type RunSummary } from "../../../src/report/index.ts";
import { sampleReport } from "./sample.ts";

const { summary } = sampleReport();

describe("formatRunTable", () => {
  it("is plain ASCII in 80 columns, even with long names and large layers", () => {
    const layers = summary.layers.map((layer) => ({
      ...layer,
      name: "a-layer-with-quite-a-name",
      rows: 100_000,
      cols: 100_000,
    }));
    for (const text of [formatRunTable(summary), formatRunTable({ ...summary, layers })]) {
      expect(Math.max(...text.split("\n").map((line) => line.length))).toBeLessThanOrEqual(80);
      expect(text).toMatch(/^[\x20-\x7e\n]+$/);
      expect(text).not.toMatch(/ $/m);
    }
  });

  it("shows the change at each stage, and the sample as a sample", () => {
    const text = formatRunTable(summary);
    expect(text).toMatch(/^wire +10000 +97\.41 +97\.08 to 97\.70 +-0\.34$/m);
    expect(text).toMatch(/^spice +8 +8 of 8 .* sample$/m);
  });

  it("names the worst tile against its tolerance, and says when one fails", () => {
    expect(formatRunTable(summary)).toMatch(/6 tiles, worst error 3\.6e-9 \(limit 1e-6\): pass/);
    const [first, ...rest] = summary.crosscheck as [RunSummary["crosscheck"][number]];
    const bad = { ...summary, crosscheck: [{ ...first, maxRelativeError: 2e-6 }, ...rest] };
    expect(formatRunTable(bad)).toMatch(/worst error 2\.0e-6 \(limit 1e-6\): 1 FAILED/);
    const broken = { ...summary, crosscheck: [...rest, { ...first, maxRelativeError: Number.NaN }] };
    expect(formatRunTable(broken)).toMatch(/worst error NaN .*1 FAILED/);
  });

  it("gives the mean of several chips, where there are some", () => {
    const ci95 = [0.9711, 0.9771] as const;
    const last = {
      stage: "wire" as const,
      mean: 0.9741,
      deviation: 0.0012,
      ci95,
      accuracies: [0.9729, 0.9741, 0.9753],
    };
    const text = formatRunTable({ ...summary, monteCarlo: { chips: 3, stages: [last] } });
    expect(text).toMatch(/^Chips +3, mean 97\.41 % \(97\.11 to 97\.71\), sigma 0\.12$/m);
    expect(formatRunTable(summary)).not.toContain("Chips");
  });

  it("says so where nothing was checked or warned of", () => {
    const text = formatRunTable({ ...summary, crosscheck: [], warnings: [] });
    expect(text).toMatch(/cross-check +not asked for/);
    expect(text).toMatch(/Warnings +none/);
  });
});
