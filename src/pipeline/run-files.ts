import { networkToFiles, type TrainedNetwork } from "../network/index.ts";
import { type RunReport, renderRunReport, runCsvFiles } from "../report/index.ts";
import { deckFiles } from "./deck-files.ts";
import type { Outcome } from "./environment.ts";
import type { OutputFile } from "./output.ts";
import type { RanDeck } from "./simulate.ts";

/** All files of a run; their list goes into the summary, so that the next run can tidy up after this one. */
export function runFiles(
  report: RunReport,
  network: TrainedNetwork,
  simulated: readonly RanDeck[],
): Outcome<RunReport> {
  const weights = networkToFiles(network).map(({ path, content }) => ({ path: `network/${path}`, content }));
  const others: OutputFile[] = [
    { path: "spec.yaml", content: report.specYaml },
    ...runCsvFiles(report),
    ...deckFiles(simulated),
    ...weights,
  ];
  const files = ["summary.json", "report.html", ...others.map(({ path }) => path)].sort();
  const complete: RunReport = { ...report, summary: { ...report.summary, files } };
  return {
    report: complete,
    files: [
      { path: "summary.json", content: `${JSON.stringify(complete.summary, null, 2)}\n` },
      { path: "report.html", content: renderRunReport(complete) },
      ...others,
    ],
  };
}
