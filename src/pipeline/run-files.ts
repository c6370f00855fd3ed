import { networkToFiles, type TrainedNetwork } from "../network/index.ts";
import { type RunReport, renderRunReport, runCsvFiles } from "../report/index.ts";
import { deckFiles } from "./deck-files.ts";
import type { Outcome } from "./environment.ts";
import { reportFiles } from "./report-files.ts";
import type { RanDeck } from "./simulate.ts";

/** All files of a run. */
export function runFiles(
  report: RunReport,
  network: TrainedNetwork,
  simulated: readonly RanDeck[],
): Outcome<RunReport> {
  const weights = networkToFiles(network).map(({ path, content }) => ({ path: `network/${path}`, content }));
  return reportFiles(report, renderRunReport, [...runCsvFiles(report), ...deckFiles(simulated), ...weights]);
}
