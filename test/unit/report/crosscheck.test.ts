import { describe, expect, it } from "vitest";
import { lineErrors } from "../../../src/report/figures/error-by-line.ts";
import { errorColours } from "../../../src/report/figures/error-scale.ts";
import {
  type CrosscheckReport,
  crosscheckCsvFiles,
  formatCrosscheckTable,
  renderCrosscheckReport,
} from "../../../src/report/index.ts";
import { sampleCrosscheck } from "./crosscheck-sample.ts";
import { expectSoundPage, rowsOf, wordsIn } from "./page-checks.ts";

const parts = ["tiles", "images", "timings", "provenance", "warnings", "spec"];
const bad = sampleCrosscheck();
const good = sampleCrosscheck(true);

describe("the page of a cross-check", () => {
  it("is sound, with a scatter, a map a layer and one by bit line", () => {
    expectSoundPage(renderCrosscheckReport(good), parts, 4);
    expectSoundPage(renderCrosscheckReport(bad), parts, 4);
    expect(renderCrosscheckReport(bad)).toBe(renderCrosscheckReport(sampleCrosscheck()));
  });

  it("says that all is well, or all that is not, first", () => {
    expect(wordsIn(renderCrosscheckReport(good))).toContain("SPICE and the solver agree");
    const words = wordsIn(renderCrosscheckReport(bad));
    expect(words).toContain("SPICE and the solver do not agree");
    expect(words).toContain(
      "1 of 4 tiles above the tolerance, another class for 1 of 3 images, outputs of whole images apart by 4e−5, 1 of 4 tiles without an answer, 1 of 3 images without an answer",
    );
  });

  it("does not call it a difference where SPICE gave no answer", () => {
    const tiles = bad.summary.tiles.filter(({ status }) => status !== "fail");
    const silent = { ...good, summary: { ...good.summary, status: "failed" as const, tiles } };
    expect(wordsIn(renderCrosscheckReport(silent))).toContain("SPICE did not answer everywhere");
  });

  it("shows every tile, and why one gave no answer", () => {
    const rows = rowsOf(renderCrosscheckReport(bad), "tiles");
    expect(rows.map((row) => [row[0], row.at(-1)])).toEqual([
      ["hidden-pos-r0-c064 × 8", "✓ pass"],
      ["hidden-neg-r0-c064 × 8", "✗ fail"],
      ["hidden-neg-r1-c064 × 8", "✗ no answer"],
      ["output-pos-r0-c064 × 8", "✓ pass"],
      ["hidden-neg-r1-c0", "no result after 300 sENGINE_TIMEOUT"],
    ]);
    expect(rows[0]).toContain("8.7e−14");
    expect(rows[0]).toContain("3.2 s"); // native
  });

  it("shows every image, the failed and the disagreeing first", () => {
    const rows = rowsOf(renderCrosscheckReport(bad), "images");
    expect(rows.map((row) => row.slice(0, 6))).toEqual([
      ["9", "2", "2", "2", "2", "✗"],
      ["17", "3", "3", "3", "3", "8 ✗"],
      ["4", "7", "7", "7", "7", "7"],
      ["test image 9", "no result after 300 sENGINE_TIMEOUT"],
    ]);
  });

  it("says so where nothing was asked for", () => {
    const { summary } = good;
    const none = { ...good, currents: [], images: [], summary: { ...summary, tiles: [], network: null } };
    const page = renderCrosscheckReport(none);
    expectSoundPage(page, parts, 0);
    expect(wordsIn(page)).toContain("No tile was compared with SPICE");
    expect(wordsIn(page)).toContain("No image ran through the whole network");
    expect(formatCrosscheckTable(none.summary)).toContain("not asked for");
  });

  it("refuses currents of another shape than their tile", () => {
    const [first, ...others] = good.currents as [CrosscheckReport["currents"][0]];
    const currents = [{ ...first, images: [4] }, ...others];
    expect(() => renderCrosscheckReport({ ...good, currents })).toThrow(/REPORT_INPUT.*hidden-pos-r0-c0/);
  });
});

describe("colours of errors", () => {
  it("darken by a decade to the tolerance, and are red above it and where there is no number", () => {
    const fill = (error: number) => errorColours(error, 1e-6).fill;
    expect([0, 1e-14, 1.01e-13, 1e-7, 1.01e-7, 1e-6, 1.01e-6, Number.NaN].map(fill)).toEqual(
      ["--s0", "--s0", "--s1", "--s6", "--s7", "--s7", "--red", "--red"].map((name) => `var(${name})`),
    );
  });

  it("are drawn for each bit line, on the scale of the tile", () => {
    const errors = lineErrors(bad.currents[1] as CrosscheckReport["currents"][0]);
    expect([...errors.subarray(0, 7)]).toEqual([0, 0, 0, 0, 0, 0, 0]);
    expect(errors[7]).toBeCloseTo(3e-4, 12);
  });
});

describe("files and table of a cross-check", () => {
  const file = (name: string) =>
    crosscheckCsvFiles(bad)
      .find(({ path }) => path === name)
      ?.content.trimEnd()
      .split("\r\n") as string[];

  it("has one line a tile, with its error code, and one a current, image and logit", () => {
    expect(file("crosscheck.csv")).toHaveLength(1 + 4);
    expect(file("crosscheck.csv")[3]).toBe(
      "hidden-neg-r1-c0,hidden,neg,1,0,64,8,2,,,,0.000001,,,,error,ENGINE_TIMEOUT",
    );
    expect(file("currents.csv")).toHaveLength(1 + 2 * (8 + 8 + 4));
    expect(file("currents.csv")[1]).toMatch(/^hidden-pos-r0-c0,4,0,0.0000102,0.00001,0.00001,/);
    expect(file("images.csv")[3]).toBe("9,2,2,2,2,,ENGINE_TIMEOUT");
    expect(file("logits.csv")).toHaveLength(1 + 3 * 10);
    expect(crosscheckCsvFiles({ ...bad, images: [] }).map(({ path }) => path)).toEqual([
      "crosscheck.csv",
      "currents.csv",
    ]);
  });

  it.each([
    ["good", good],
    ["bad", bad],
  ])("keeps the table to 80 columns of ASCII when %s", (_, { summary }) => {
    for (const native of [summary.provenance.native, null]) {
      const table = formatCrosscheckTable({ ...summary, provenance: { ...summary.provenance, native } });
      for (const line of table.split("\n")) expect(line).toMatch(/^[\x20-\x7e]{0,80}$/);
    }
  });

  it("ends the table with the verdict", () => {
    expect(formatCrosscheckTable(good.summary)).toMatch(/\nPASS {6}tolerance 1e-6$/);
    expect(formatCrosscheckTable(bad.summary)).toMatch(/\nFAIL {6}1 of 4 tiles above the tolerance/);
    expect(formatCrosscheckTable(bad.summary)).toMatch(/hidden-neg-r1-c0 .* - .*ERROR/);
  });
});
