import { type CrosscheckReport, crosscheckCsvFiles, renderCrosscheckReport } from "../../report/index.ts";
import { deckFiles } from "../deck-files.ts";
import type { Outcome } from "../environment.ts";
import type { RanDeck } from "../simulate.ts";

/** All files of a cross-check; their list goes into the summary. */
export function crosscheckFiles(
  report: CrosscheckReport,
  simulated: readonly RanDeck[],
): Outcome<CrosscheckReport> {
  const others = [
    { path: "spec.yaml", content: report.specYaml },
    ...crosscheckCsvFiles(report),
    ...deckFiles(simulated),
  ];
  const files = ["summary.json", "report.html", ...others.map(({ path }) => path)].sort();
  const complete = { ...report, summary: { ...report.summary, files } };
  return {
    report: complete,
    files: [
      { path: "summary.json", content: `${JSON.stringify(complete.summary, null, 2)}\n` },
      { path: "report.html", content: renderCrosscheckReport(complete) },
      ...others,
    ],
  };
}
