import { type Deck, emitDeck } from "../netlist/index.ts";
import { networkToFiles, type TrainedNetwork } from "../network/index.ts";
import { type RunReport, renderRunReport, runCsvFiles } from "../report/index.ts";
import type { Outcome } from "./environment.ts";
import type { OutputFile } from "./output.ts";

/** All files of a run; their list goes into the summary, so that the next run can tidy up after this one. */
export function runFiles(
  report: RunReport,
  network: TrainedNetwork,
  simulated: readonly Deck[],
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

/** Every deck that was simulated, and what it includes, as files in `netlists/` that run where they lie. */
export function deckFiles(simulated: readonly Deck[]): OutputFile[] {
  const files = new Map<string, OutputFile>();
  for (const deck of simulated) {
    const path = `netlists/${fileNameOf(deck.title)}.sp`;
    files.set(path, { path, content: emitDeck(deck) });
    for (const { path: name, text } of deck.files)
      files.set(name, { path: `netlists/${name}`, content: text });
  }
  return [...files.values()];
}

function fileNameOf(title: string): string {
  return title
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
}
