import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { formatRunTable, renderMemristorReport, renderRunReport } from "../../src/report/index.ts";
import { sampleMemristor, sampleReport } from "../unit/report/sample.ts";

/** The words of a page, a block a line, without style and drawings. */
function wordsOf(page: string): string {
  const { document } = parseHTML(page);
  for (const element of document.querySelectorAll("style, title, svg")) element.remove();
  const blocks = document.body.innerHTML
    .replace(/\s+/g, " ")
    .replace(/<\/(?:p|h1|h2|tr|li|dd|figcaption|pre|footer)>/g, "\n");
  const cells = blocks.replace(/<\/(?:td|th|dt)>/g, " | ").replace(/<small>/g, " / ");
  return `${parseHTML(`<!doctype html><html><body>${cells}</body></html>`)
    .document.body.textContent.split("\n")
    .map((line: string) => line.replace(/[^\S\u00a0]+/g, " ").trim())
    .filter((line: string) => line !== "")
    .join("\n")}\n`;
}

describe("reports in words", () => {
  it("of a run", () =>
    expect(wordsOf(renderRunReport(sampleReport()))).toMatchFileSnapshot("report-run.txt"));
  it("of a memristor", () =>
    expect(wordsOf(renderMemristorReport(sampleMemristor()))).toMatchFileSnapshot("report-memristor.txt"));
  it("of a run, on the command line", () =>
    expect(`${formatRunTable(sampleReport().summary)}\n`).toMatchFileSnapshot("report-table.txt"));
});
