import { conditionsFigure } from "../figures/conditions.ts";
import { type Html, html, nothing } from "../html.ts";
import type { Section } from "../page.ts";
import { distinct, type LimitBlock, type Margin, marginOf } from "../sizing-limits.ts";
import type { MeasurementRow } from "../sizing-report.ts";
import { quantity, type Scale, scaled, scaleFor } from "../sizing-units.ts";
import { table } from "../table.ts";
import { plain, share } from "../units.ts";
import { counted, limitTitle, statusMark } from "./verdict.ts";

/** Every limit with its worst value, then each over corners, temperatures and supplies. */
export function limitsSection(blocks: readonly LimitBlock[]): Section {
  const shown = blocks.filter(({ rows }) => rows.length > 0);
  return {
    id: "limits",
    title: "Limits",
    body:
      shown.length === 0
        ? html`<p>Nothing was measured: the table has no limits, or its devices cannot be simulated.</p>`
        : html`${overview(shown)}
${shown.filter(({ rows }) => rows.length > 1).map(blockBody)}
${failuresTable(shown.flatMap(({ rows }) => rows))}`,
  };
}

function overview(blocks: readonly LimitBlock[]): Html {
  return table({
    caption:
      "Each limit at its worst: the value nearest to a limit, or furthest beyond it, over all corners, temperatures and supplies.",
    columns: [
      { title: "Limit" },
      { title: "Result" },
      { title: "Worst", number: true },
      { title: "Distance", number: true },
      { title: "Min", number: true },
      { title: "Typ", number: true },
      { title: "Max", number: true },
    ],
    rows: blocks.map((block) => [
      limitTitle(block.name),
      html`${statusMark(block.status)}${block.rows.length > 1 || block.failed > 0 ? html`<small>${tally(block)}</small>` : nothing}`,
      block.worst === null
        ? "no value"
        : html`${exact(block.worst.value as number, block)}<small>${place(block.worst)}</small>`,
      block.worst === null ? "–" : distance(marginOf(block.worst), block.unit),
      ...[block.min, block.typ, block.max].map((limit) =>
        limit === null ? "–" : quantity(limit, block.unit),
      ),
    ]),
  });
}

/** Four digits in the block's scale, so that a near miss shows. */
function exact(value: number, block: LimitBlock): string {
  const scale = scaleOf(block);
  return `${scaled(value, scale)}${scale.unit === "" ? "" : `\u00a0${scale.unit}`}`;
}

function tally({ rows, missed, failed }: LimitBlock): string {
  const parts = [
    ...(missed > 0 ? [`${missed} missed`] : []),
    ...(failed > 0 ? [`${counted(failed, "run")} failed`] : []),
  ];
  return parts.length === 0 ? `all ${rows.length}` : `${parts.join(", ")} of ${rows.length}`;
}

/** `ss, −40 °C, 1.62 V` */
export function place({ corner, temperatureC, supply }: MeasurementRow): string {
  return `${corner}, ${degrees(temperatureC)}, ${plain(supply)}\u00a0V`;
}

function degrees(celsius: number): string {
  return `${String(celsius).replace("-", "−")}\u00a0°C`;
}

function distance(margin: Margin | null, unit: string): Html | string {
  if (margin === null) return "–";
  const { side, relative } = margin;
  const beyond = margin.distance < 0;
  const of = relative === null ? quantity(Math.abs(margin.distance), unit) : share(Math.abs(relative));
  return html`${of}<small>${beyond ? (side === "min" ? "below min" : "above max") : side === "min" ? "over min" : "under max"}</small>`;
}

function blockBody(block: LimitBlock): Html {
  const values = matrix(block);
  return html`${conditionsFigure(block)}
${
  block.status === "fail"
    ? values
    : html`<details><summary>All ${block.rows.length} values of ${block.name}</summary>${values}</details>`
}`;
}

/** Values by corner and temperature (rows) and supply (columns), the worst framed. */
function matrix(block: LimitBlock): Html {
  const { rows } = block;
  const supplies = distinct(rows.map(({ supply }) => supply)).sort((a, b) => a - b);
  const lines = new Map<string, MeasurementRow[]>();
  for (const row of rows) {
    const key = `${row.corner}, ${degrees(row.temperatureC)}`;
    lines.set(key, [...(lines.get(key) ?? []), row]);
  }
  const scale = scaleOf(block);
  return table({
    caption: `${block.name}${scale.unit === "" ? "" : ` in ${scale.unit}`}: ✓ within the limits, ✗ beyond them or without a value; the worst is framed.`,
    columns: [
      { title: "Corner, temperature" },
      ...supplies.map((supply) => ({ title: `${plain(supply)} V`, number: true })),
    ],
    rows: [...lines].map(([line, cells]) => [
      line,
      ...supplies.map((supply) => {
        const found = cells.find((row) => row.supply === supply);
        return found === undefined ? "not run" : valueCell(found, block, scale);
      }),
    ]),
  });
}

function valueCell(row: MeasurementRow, block: LimitBlock, scale: Scale): Html {
  if (row.value === null) return html`<span class="miss">✗ failed</span>`;
  const text = scaled(row.value, scale);
  const frame = row === block.worst ? " worst" : "";
  if (row.status === "info") return frame ? html`<span class="worst">${text}</span>` : html`${text}`;
  return row.status === "pass"
    ? html`<span class="pass${frame}">✓ ${text}</span>`
    : html`<span class="miss${frame}">✗ ${text}</span>`;
}

function scaleOf({ rows, unit, min, typ, max }: LimitBlock): Scale {
  const all = [...rows.map(({ value }) => value), min, typ, max].map((value) => Math.abs(value ?? 0));
  return scaleFor(Math.max(0, ...all), unit);
}

/** At most so many places of equal failures are listed. */
const mostPlaces = 12;

/** Runs without a result, by limit and reason. Nothing, where there are none. */
export function failuresTable(rows: readonly MeasurementRow[]): Html {
  const failed = rows.filter(({ value }) => value === null);
  if (failed.length === 0) return nothing;
  const groups = new Map<string, MeasurementRow[]>();
  for (const row of failed) {
    const key = JSON.stringify([row.name, row.error]);
    groups.set(key, [...(groups.get(key) ?? []), row]);
  }
  return table({
    caption: `${counted(failed.length, "run")} failed; each counts as a missed limit.`,
    columns: [{ title: "Limit" }, { title: "Why" }, { title: "Where" }],
    rows: [...groups.values()].map((group) => {
      const { name, error } = group[0] as MeasurementRow;
      return [
        html`${limitTitle(name)}<small>${counted(group.length, "run")}</small>`,
        error === null
          ? "no reason given"
          : html`<span class="prose">${error.message}<small>${error.code}</small></span>`,
        places(group),
      ];
    }),
  });
}

function places(rows: readonly MeasurementRow[]): string {
  const shown = rows
    .slice(0, mostPlaces)
    .map((row) => (row.sample === null ? place(row) : `sample\u00a0${row.sample}`))
    .join("; ");
  return rows.length > mostPlaces ? `${shown}; and ${rows.length - mostPlaces} more` : shown;
}
