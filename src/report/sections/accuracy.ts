import { waterfallFigure } from "../figures/waterfall.ts";
import { html } from "../html.ts";
import type { Section } from "../page.ts";
import type { RunReport } from "../run-report.ts";
import { stageRows } from "../stages.ts";
import { table } from "../table.ts";
import { integer, percentDigits, points } from "../units.ts";

export function accuracySection({ summary }: RunReport): Section {
  const rows = stageRows(summary.waterfall);
  const start = rows[0]?.accuracy ?? Number.NaN;
  return {
    id: "accuracy",
    title: "Accuracy by stage",
    body: html`${waterfallFigure(summary.waterfall)}
${table({
  caption: "Each stage adds one departure from ideal arithmetic to those before it.",
  columns: [
    { title: "Stage" },
    { title: "Accuracy,\u00a0%", number: true },
    { title: "95 % interval", number: true },
    { title: "Change here, points", number: true },
    { title: "Change from float, points", number: true },
    { title: "Images", number: true },
  ],
  rows: rows.map((row) => [
    html`${row.name}<small>${row.meaning}</small>`,
    row.sample
      ? `${integer(row.accuracy * row.images)} of ${integer(row.images)}`
      : percentDigits(row.accuracy, row.images),
    `${percentDigits(row.ci95[0], row.sample ? 1000 : row.images)} to ${percentDigits(row.ci95[1], row.sample ? 1000 : row.images)}`,
    row.before === null ? (row.sample ? "sample" : "–") : points(row.accuracy - row.before, row.images),
    row.sample ? "sample" : row.before === null ? "–" : points(row.accuracy - start, row.images),
    integer(row.images),
  ]),
})}`,
  };
}
