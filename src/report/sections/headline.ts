import { summarize } from "../../foundation/index.ts";
import { type Html, html, nothing } from "../html.ts";
import type { RunReport } from "../run-report.ts";
import { builtFrom, type StageRow, stageRows } from "../stages.ts";
import { facts } from "../table.ts";
import { engineering, integer, percent, percentDigits, plain, points, share } from "../units.ts";

/** What was built, what accuracy is left, and where the rest went. */
export function headline(report: RunReport): Html {
  const { summary } = report;
  const rows = stageRows(summary.waterfall);
  const { first, last } = builtFrom(rows);
  const shapes = summary.layers.map(({ rows, cols }) => `${rows} × ${cols}`);
  const tiles = summary.layers.reduce((sum, layer) => sum + layer.tiles, 0);
  const { gMin, gMax } = report.pulses.window;
  return html`<p class="eyebrow">memspice run · ${report.name}</p>
<h1>${percent(last.accuracy, last.images)} of ${integer(last.images)} test images right as built</h1>
<p class="lead">${listed(shapes)} weights on ${integer(tiles)} crossbar ${tiles === 1 ? "tile" : "tiles"} of
${summary.memristor.model} memristors, ${engineering(gMin, "S")} to ${engineering(gMax, "S")}. ${whereItWent(rows)}</p>
${verdict(report)}
${facts([
  {
    name: "Accuracy as built",
    value: percent(last.accuracy, last.images),
    note: `95 % interval ${interval(last)}`,
  },
  {
    name: "Trained, float weights",
    value: percent(first.accuracy, first.images),
    note: `${summary.dataset.name}, ${integer(summary.dataset.train)} training images`,
  },
  {
    name: "Change, all stages",
    value: `${points(last.accuracy - first.accuracy, last.images)} points`,
    note: `${rows.filter(({ sample }) => !sample).length - 1} stages from float to built`,
  },
  programmingFact(report),
  {
    name: "Largest IR drop",
    value: share(summarize(report.irDrop.loss.data).max),
    note: `of the drive, in the most loaded tile`,
  },
  spiceFact(report),
])}`;
}

/** One sentence from the data: which stages took the difference, the largest first. */
export function whereItWent(rows: readonly StageRow[]): string {
  const { first, last } = builtFrom(rows);
  const changes = rows.flatMap(({ cause, before, accuracy, sample, change }) =>
    sample || before === null ? [] : [{ cause, change: accuracy - before, paired: change?.ci95 ?? null }],
  );
  if (changes.length === 0) return "No stage of the hardware was evaluated.";
  const { images } = first;
  const total = first.accuracy - last.accuracy;
  const chance = (row: (typeof changes)[number]) =>
    row.paired !== null && row.paired[0] <= 0 && row.paired[1] >= 0;
  const visible = changes.filter(
    (row) => Number(percentDigits(Math.abs(row.change), images)) > 0 && !chance(row),
  );
  const size = (change: number) => percentDigits(Math.abs(change), images);
  const lost = visible.filter(({ change }) => change < 0).sort((a, b) => a.change - b.change);
  const gained = visible.filter(({ change }) => change > 0).sort((a, b) => b.change - a.change);
  const parts = [
    ...lost.map(({ cause, change }) => `${cause} took ${size(change)}`),
    ...gained.map(({ cause, change }) => `${cause} gave ${size(change)}`),
  ];
  if (parts.length === 0) {
    const beyond = changes.some(({ change }) => change !== 0) ? " beyond chance" : "";
    return `No stage changes the ${percent(first.accuracy, images)} of the float weights${beyond}.`;
  }
  const start = `Float weights reach ${percent(first.accuracy, images)}`;
  const sum =
    Number(size(total)) === 0
      ? "the array the same"
      : `the array ${size(total)} points ${total > 0 ? "less" : "more"}`;
  return `${start}, ${sum}: ${listed(parts)}.`;
}

function interval({ ci95, images }: StageRow): string {
  return `${percentDigits(ci95[0], images)} to ${percent(ci95[1], images)}`;
}

function programmingFact({ summary }: RunReport) {
  const cells = summary.layers.reduce((sum, { programming }) => sum + programming.cells, 0);
  const unreachable = summary.layers.reduce((sum, { programming }) => sum + programming.unreachable, 0);
  return {
    name: "Cells not reached",
    value: integer(unreachable),
    note: `of ${integer(cells)}${unreachable > 0 ? `, ${share(unreachable / cells)}` : ""}`,
  };
}

function spiceFact({ summary }: RunReport) {
  const { spice } = summary;
  const worst = summary.crosscheck.reduce((most, row) => Math.max(most, row.maxRelativeError), 0);
  if (spice) {
    return {
      name: "SPICE and solver agree",
      value: `${spice.agreement} of ${spice.images}`,
      note: summary.crosscheck.length > 0 ? `images; tiles to ${plain(worst)} of the output` : "images",
    };
  }
  return summary.crosscheck.length > 0
    ? { name: "SPICE against solver", value: plain(worst), note: "largest error of a tile, of its output" }
    : { name: "SPICE against solver", value: "not run", note: "the spec asks for no cross-check" };
}

function verdict({ summary }: RunReport): Html {
  const failed = summary.crosscheck.filter((row) => !(row.maxRelativeError <= row.tolerance)).length;
  const warnings = summary.warnings.length;
  const bad =
    failed > 0
      ? html`<p class="notice bad"><strong>✗ Cross-check failed.</strong> ${failed} of ${summary.crosscheck.length} tiles differ from
SPICE by more than the tolerance; the figures below rest on a solver that is then not confirmed. <a href="#crosscheck">See the tiles.</a></p>`
      : summary.status === "failed"
        ? html`<p class="notice bad"><strong>✗ Cross-check failed.</strong> SPICE and the solver differ on whole images by more than the
tolerance; the figures below rest on a solver that is then not confirmed. <a href="#crosscheck">See the comparison.</a></p>`
        : nothing;
  const note =
    warnings > 0
      ? html`<p class="notice"><a href="#warnings">${warnings === 1 ? "One warning" : `${warnings} warnings`}</a> should be read with these figures.</p>`
      : nothing;
  return html`${bad}${note}`;
}

/** `a`, `a and b`, `a, b and c`. */
export function listed(parts: readonly string[]): string {
  return parts.length < 2 ? (parts[0] ?? "") : `${parts.slice(0, -1).join(", ")} and ${parts.at(-1)}`;
}
