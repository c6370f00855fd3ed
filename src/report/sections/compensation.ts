import type { CompensationStage, CompensationSummary } from "../compensation.ts";
import { html } from "../html.ts";
import type { Section } from "../page.ts";
import type { RunSummary } from "../run-report.ts";
import { type StageRow, stageRows } from "../stages.ts";
import { table } from "../table.ts";
import { duration, engineering, percent, percentDigits, plain, points, share } from "../units.ts";

/** What wires took, and what each way against it won back. */
export function compensationSection(
  compensation: CompensationSummary,
  { waterfall }: Pick<RunSummary, "waterfall">,
): Section {
  const rows = stageRows(waterfall);
  const images = rows[0]?.images ?? 1;
  const { without, plain: start, stages } = compensation;
  const nameOf = (stage: string) => rows.find((row: StageRow) => row.stage === stage) as StageRow;
  return {
    id: "compensation",
    title: "Won back from the wires",
    body: html`<p>Cells without wires reach ${percent(without, images)}, with them ${percent(start, images)}: ${points(start - without, images)} points. Each row has what the rows
above it have. New conductances are written into the same devices, with their errors.</p>
${table({
  caption: "Ways against wire resistance, found from training images alone; accuracy on test images.",
  columns: [
    { title: "Way" },
    { title: "Accuracy,\u00a0%", number: true },
    { title: "Against plain wires, points", number: true },
    { title: "Won back", number: true },
    { title: "Mean conductance", number: true },
    { title: "Gains", number: true },
    { title: "Time", number: true },
  ],
  rows: stages.map((stage) => [
    html`${nameOf(stage.stage).name}<small>${nameOf(stage.stage).meaning}</small>`,
    percentDigits(stage.accuracy, images),
    points(stage.accuracy - start, images),
    stage.wonBack === null ? "–" : share(stage.wonBack),
    perLayer(stage, ({ conductance }) => engineering(conductance.mean, "S")),
    perLayer(stage, ({ gain }) => (gain === null ? "–" : `${plain(gain.min)} to ${plain(gain.max)}`)),
    duration(stage.seconds),
  ]),
})}
<p class="note">Retraining sees further training images, so it can end above the network that was trained first. Gains are multiplied after the
converters, one a column of every pair of tiles; gains and biases of the arrays as built are in gains.csv and biases.csv.</p>`,
  };
}

function perLayer(
  { layers }: CompensationStage,
  text: (layer: CompensationStage["layers"][number]) => string,
) {
  return html`${layers.map((layer) => html`<small>${layer.name} ${text(layer)}</small>`)}`;
}
