import { summarize } from "../../foundation/index.ts";
import { chipsFigure } from "../figures/chips.ts";
import { html } from "../html.ts";
import type { MonteCarlo } from "../monte-carlo.ts";
import type { Section } from "../page.ts";
import type { RunReport } from "../run-report.ts";
import { stageRows } from "../stages.ts";
import { table } from "../table.ts";
import { integer, percentDigits } from "../units.ts";

/** One trained network in several chips. */
export function chipsSection({ summary }: RunReport, monteCarlo: MonteCarlo): Section {
  const rows = stageRows(summary.waterfall);
  const names = new Map<string, string>(rows.map(({ stage, name }) => [stage, name]));
  const nameOf = (stage: string) => names.get(stage) ?? stage;
  const digits = (accuracy: number) => percentDigits(accuracy, rows[0]?.images ?? 0);
  return {
    id: "chips",
    title: "From chip to chip",
    body: html`${chipsFigure(monteCarlo, nameOf)}
${table({
  caption: `The same trained network in ${integer(monteCarlo.chips)} chips, on the same test images. Each draws anew what is sampled by device, pulse or read; what is fixed, a map of stuck cells too, they share. Interval: 95 %, of the mean, by Student's t, cut at 0 and 100 %.`,
  columns: [
    { title: "Stage" },
    { title: "Mean,\u00a0%", number: true },
    { title: "95 % interval", number: true },
    { title: "Standard deviation, points", number: true },
    { title: "Least", number: true },
    { title: "Most", number: true },
  ],
  rows: monteCarlo.stages.map(({ stage, mean, deviation, ci95, accuracies }) => {
    const { min, max } = summarize(accuracies);
    return [
      nameOf(stage),
      digits(mean),
      `${digits(ci95[0])} to ${digits(ci95[1])}`,
      (100 * deviation).toFixed(3),
      digits(min),
      digits(max),
    ];
  }),
})}
<p class="note">Any chip can be built again: <code>montecarlo.chip</code> is its number, from 0.</p>`,
  };
}
