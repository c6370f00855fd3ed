import { describe, expect, it } from "vitest";
import { formatSizingTable, type SizingSummary } from "../../../src/report/index.ts";
import { sampleKept, samplePublished, sampleSheet } from "./sizing-sample.ts";

const { summary } = sampleSheet();
const text = formatSizingTable(summary);
const published = formatSizingTable(samplePublished().summary);

describe("formatSizingTable", () => {
  it("is plain ASCII in 110 columns and 25 lines, even with long names and many limits", () => {
    const long: SizingSummary = {
      ...summary,
      process: "a process with quite a long name".repeat(5),
      measurements: summary.measurements.flatMap((row) =>
        Array.from({ length: 20 }, (_, i) => ({ ...row, name: `${row.name} number ${i}, and at length` })),
      ),
    };
    for (const one of [text, published, formatSizingTable(sampleKept().summary), formatSizingTable(long)]) {
      expect(Math.max(...one.split("\n").map((line) => line.length))).toBeLessThanOrEqual(110);
      expect(one).toMatch(/^[\x20-\x7e\n]+$/);
      expect(one).not.toMatch(/ $/m);
    }
    for (const one of [text, published]) {
      expect(one.split("\n").length).toBeGreaterThanOrEqual(15);
      expect(one.split("\n").length).toBeLessThanOrEqual(25);
    }
    expect(formatSizingTable(long)).toContain("... and 68 more limits");
  });

  it("ends with the verdict in one word", () => {
    expect(text.split("\n").at(-1)).toBe("FAIL");
    expect(published.split("\n").at(-1)).toBe("FAIL");
    expect(formatSizingTable(sampleKept().summary).split("\n").at(-1)).toBe("PASS");
  });

  it("puts devices with equal faults on one line, and only counts legal ones", () => {
    expect(published).toMatch(
      /^neuron W2 W4 W5 W6 W8 +nfet_01v8 +0\.2\/0\.1 +FAIL +difftap\.2, poly\.1a, no model +0\.42\/0\.15$/m,
    );
    expect(published).toMatch(/^synapse W4 W6 .* 5\/0\.15x3$/m);
    expect(published).toContain("0 of 15 legal and modelled");
    expect(text).toContain("15 of 15 legal and modelled");
    expect(text).not.toContain("rules broken");
  });

  it("shows the worst value of each limit with its place and how many rows fail", () => {
    expect(text).toMatch(
      /^neuron\.spikeRate\(iin=100nA\) +365kHz 384\.5kHz +404kHz +413\.6kHz +ff 125 C 1\.98 V +FAIL 6\/45$/m,
    );
    expect(text).toMatch(/^neuron\.refractoryTime\(iin=100nA, vb=500mV\) +- +260ns +- .* info$/m);
    expect(text).toMatch(/^synapse\.mirrorGain\(g=50uS\) +0\.8 +1 +1\.3 .* pass$/m);
    expect(published).toContain("none measured");
  });

  it("shows yield with failed runs as failures, and why runs failed", () => {
    expect(text).toMatch(
      /^neuron\.spikeRate\(iin=100nA\) +200 +147 +51 +2 +73\.5 +67\.0\.\.79\.1 +17\.77kHz$/m,
    );
    expect(text).toContain("Failed    5 of 580 runs: ENGINE_NO_CONVERGENCE 5");
  });

  it("names the device whose current is furthest from the published one", () => {
    expect(text).toContain(
      "+31.6 % from the foundry's published current of pfet_01v8_hvt, the furthest of 3",
    );
    expect(published).not.toContain("published current");
  });

  it("says so where every run of a limit failed, and where a size has no legal neighbour", () => {
    const error = { code: "ENGINE_TIMEOUT", message: "took too long" };
    const measurements = summary.measurements
      .filter(({ sample }) => sample === null)
      .map((row) => ({ ...row, value: null, status: "fail" as const, error }));
    expect(formatSizingTable({ ...summary, measurements, yield: [] })).toMatch(
      /spikeRate.* no value +FAIL 45\/45$/m,
    );
    const devices = samplePublished().summary.devices.map((row) => ({ ...row, nearest: null }));
    expect(formatSizingTable({ ...summary, devices })).toMatch(/^neuron W3 .* none$/m);
  });
});
