import type { AttributionRow } from "../attribution.ts";
import { html, nothing } from "../html.ts";
import type { Section } from "../page.ts";
import type { RunReport, RunSummary } from "../run-report.ts";
import { type StageRow, stageRows } from "../stages.ts";
import { table } from "../table.ts";
import { integer, percentDigits, share } from "../units.ts";
import { listed } from "./headline.ts";

/** Beside the waterfall: what every stage does to every layer, and what was not ideal. */
export function attributionSection({ summary }: RunReport): Section {
  const names = new Map(stageRows(summary.waterfall).map(({ stage, name }) => [stage, name]));
  const { attribution, nonidealities } = summary;
  return {
    id: "attribution",
    title: "Where the accuracy went, by layer",
    body: html`<p class="lead">${whichKnob(summary)}</p>
${
  attribution.length === 0
    ? nothing
    : table({
        caption: `Each stage with all before it, each layer given what the float network puts into it, on ${integer(attribution[0]?.images ?? 0)} test images. Error: output minus ideal output, root mean square, of the ideal output. Worst tile: the pair of tiles whose partial sums err most, of the same. Saturated: of the conversions as the whole network runs.`,
        columns: [
          { title: "Stage" },
          { title: "Layer" },
          { title: "Error", number: true },
          { title: "Correlation with ideal", number: true },
          { title: "Worst tile", number: true },
          { title: "ADC saturated", number: true },
          { title: "DAC saturated", number: true },
          { title: "Weights clipped", number: true },
          { title: "Cells not reached", number: true },
        ],
        rows: attribution.map((row) => [
          names.get(row.stage) ?? row.stage,
          row.layer,
          share(row.error),
          row.correlation.toFixed(4),
          html`${share(row.worstTile.error)}<small>(${row.worstTile.tile.join(", ")})</small>`,
          optional(row.saturatedAdc),
          optional(row.saturatedDac),
          share(row.clippedWeights),
          optional(row.unreachable),
        ]),
      })
}
${table({
  caption: "What is not ideal here, in the order of the stages, and when chance has its say in it.",
  columns: [
    { title: "Non-ideality" },
    { title: "Value" },
    { title: "Sampled" },
    { title: "Stage" },
    { title: "Field of the spec" },
  ],
  rows: nonidealities.map(({ name, value, on, sampled, stage, field }) => [
    name,
    value,
    on ? sampled : "",
    on ? (names.get(stage) ?? stage) : "",
    html`<code>${field}</code>`,
  ]),
})}`,
  };
}

/** Sentences that name the stage that took most, what the layers show there, and the fields that set it. */
export function whichKnob(summary: Pick<RunSummary, "waterfall" | "attribution" | "nonidealities">): string {
  const worst = largestLoss(stageRows(summary.waterfall));
  if (worst === null) return "No stage takes accuracy beyond chance.";
  const { stage, name, before, accuracy, images } = worst;
  const lost = percentDigits((before as number) - accuracy, images);
  const knobs = summary.nonidealities.filter((one) => one.stage === stage && one.on);
  const set = knobs.map(({ name: what, value, field }) => `${what} (${value}; ${field})`);
  const rows = summary.attribution.filter((row) => row.stage === stage);
  const most = rows.reduce<AttributionRow | undefined>(
    (top, row) => (top === undefined || row.error > top.error ? row : top),
    undefined,
  );
  return [
    `Most is lost at the stage ${name}: ${lost} points.`,
    set.length > 0 ? `What sets it: ${listed(set)}.` : "",
    most === undefined ? "" : evidence(most),
  ]
    .filter(Boolean)
    .join(" ");
}

/** The stage that took most of those that all images saw, if it is beyond chance. */
function largestLoss(rows: readonly StageRow[]): StageRow | null {
  const losses = rows.filter(
    ({ sample, before, change }) => !sample && before !== null && (change === null || change.ci95[1] < 0),
  );
  const loss = (row: StageRow) => (row.before as number) - row.accuracy;
  const worst = losses.reduce<StageRow | null>(
    (top, row) => (top === null || loss(row) > loss(top) ? row : top),
    null,
  );
  return worst !== null && loss(worst) > 0 ? worst : null;
}

function evidence({ layer, error, worstTile, saturatedAdc, saturatedDac }: AttributionRow): string {
  const of = `Layer ${layer} errs most there: ${share(error)} of its output, most in tile (${worstTile.tile.join(", ")})`;
  const saturated = [
    ...(saturatedAdc === null ? [] : [`${share(saturatedAdc)} of its ADC readings saturate`]),
    ...(saturatedDac === null ? [] : [`${share(saturatedDac)} of its DAC inputs do`]),
  ];
  return `${of}${saturated.length > 0 ? `; ${listed(saturated)}` : ""}.`;
}

const optional = (value: number | null) => (value === null ? "–" : share(value));
