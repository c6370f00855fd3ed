import { describe, expect, it } from "vitest";
import { formatRunTable, renderMemristorReport, renderRunReport } from "../../src/report/index.ts";
import { sampleMemristor, sampleReport } from "../unit/report/sample.ts";
import { wordsOf } from "./words.ts";

describe("reports in words", () => {
  it("of a run", () =>
    expect(wordsOf(renderRunReport(sampleReport()))).toMatchFileSnapshot("report-run.txt"));
  it("of a memristor", () =>
    expect(wordsOf(renderMemristorReport(sampleMemristor()))).toMatchFileSnapshot("report-memristor.txt"));
  it("of a run, on the command line", () =>
    expect(`${formatRunTable(sampleReport().summary)}\n`).toMatchFileSnapshot("report-table.txt"));
});
