import { isAboutSize } from "../pdk/index.ts";
import { brokenRules } from "./sizing-issues.ts";
import { cornersText, hasFailed, type LimitBlock, limitBlocks } from "./sizing-limits.ts";
import type { DeviceRow, MeasurementRow, SizingSummary, YieldRow } from "./sizing-report.ts";
import { exactQuantity, microns } from "./sizing-units.ts";

const width = 110;
/** Lines of one kind before the rest are counted: the sheet has them all. */
const most = 12;

/**
 * The sheet on the command line: plain ASCII, no line over 110 columns, no line break at the end. Legal devices are counted, equal
 * faults share a line; limits show their worst value.
 */
export function formatSizingTable(summary: SizingSummary): string {
  const blocks = limitBlocks(summary.measurements);
  return [
    ...headLines(summary),
    ...extractedLines(summary),
    ...deviceLines(summary.devices),
    ...limitLines(blocks.filter(({ rows }) => rows.length > 0)),
    ...yieldLines(summary, blocks),
    "",
    ...failureLines(summary.measurements),
    `Warnings  ${summary.warnings.length === 0 ? "none" : summary.warnings.length}`,
    summary.status === "ok" ? "PASS" : "FAIL",
  ].join("\n");
}

function headLines({ process, models, deviation, measurements }: SizingSummary): string[] {
  const head = `Process   ${process}, models ${models.name}, ${cornersText(models, measurements)}`;
  const [first, ...rest] = deviation ?? [];
  if (first === undefined) return [cut(head, width)];
  const furthest = rest.reduce(
    (most, row) => (Math.abs(row.relative) > Math.abs(most.relative) ? row : most),
    first,
  );
  const distance = `${furthest.relative < 0 ? "" : "+"}${(100 * furthest.relative).toFixed(1)} %`;
  const among = rest.length === 0 ? "" : `, the furthest of ${rest.length + 1}`;
  return [
    cut(head, width),
    cut(`Models    ${distance} from the foundry's published current of ${furthest.device}${among}`, width),
  ];
}

function extractedLines({ cells }: SizingSummary): string[] {
  return cells.flatMap(({ name, extracted }) =>
    extracted === null ? [] : [cut(`Extracted ${name}: the devices are those of ${extracted.file}`, width)],
  );
}

function deviceLines(devices: readonly DeviceRow[]): string[] {
  const bad = new Map<string, DeviceRow[]>();
  for (const row of devices.filter(({ issues }) => issues.length > 0)) {
    const key = JSON.stringify([row.cell, row.model, row.w, row.l, row.m, row.nf, brokenRules(row.issues)]);
    bad.set(key, [...(bad.get(key) ?? []), row]);
  }
  const illegal = [...bad.values()].reduce((sum, rows) => sum + rows.length, 0);
  const head = `Devices   ${devices.length - illegal} of ${devices.length} legal and modelled`;
  if (illegal === 0) return [head];
  return [
    head,
    "",
    line([
      ["device", -28],
      ["model", -17],
      ["W/L um", -13],
      ["result", -7],
      ["rules broken", -32],
      ["nearest", -13],
    ]),
    "-".repeat(width),
    ...limited([...bad.values()], "groups of devices", (rows) => {
      const first = rows[0] as DeviceRow;
      return line([
        [`${first.cell} ${rows.map(({ name }) => name).join(" ")}`, -28],
        [first.model, -17],
        [sizeOf(first), -13],
        ["FAIL", -7],
        [brokenRules(first.issues).join(", "), -32],
        [nearestOf(first), -13],
      ]);
    }),
  ];
}

function nearestOf({ nearest, issues }: DeviceRow): string {
  if (nearest !== null) return sizeOf(nearest);
  return issues.some(isAboutSize) ? "none" : "-";
}

function sizeOf({ w, l, m }: { readonly w: number; readonly l: number; readonly m: number }): string {
  return `${microns(w)}/${microns(l)}${m === 1 ? "" : `x${m}`}`;
}

function limitLines(blocks: readonly LimitBlock[]): string[] {
  if (blocks.length === 0) return ["", "Limits    none measured"];
  return [
    "",
    line([
      ["limit", -43],
      ["min", 9],
      ["typ", 9],
      ["max", 9],
      ["worst", 10],
      ["  at", -20],
      ["result", -10],
    ]),
    "-".repeat(width),
    ...limited(blocks, "limits", (block) => {
      const { unit, worst } = block;
      return line([
        [block.name, -43],
        ...[block.min, block.typ, block.max].map((limit) => [short(limit, unit), 9] as const),
        [worst === null ? "no value" : short(worst.value, unit), 10],
        [worst === null ? "" : `  ${place(worst)}`, -20],
        [resultOf(block), -10],
      ]);
    }),
  ];
}

function resultOf({ status, rows, failed, missed }: LimitBlock): string {
  if (status !== "fail") return status;
  return rows.length === 1 ? "FAIL" : `FAIL ${failed + missed}/${rows.length}`;
}

function yieldLines({ yield: rows }: SizingSummary, blocks: readonly LimitBlock[]): string[] {
  if (rows.length === 0) return [];
  const unitOf = ({ name }: YieldRow) => blocks.find((block) => block.name === name)?.unit ?? "1";
  return [
    "",
    line([
      ["yield under mismatch", -44],
      ["samples", 9],
      ["kept", 7],
      ["missed", 8],
      ["failed", 8],
      ["yield %", 9],
      ["95 %", 14],
      ["sigma", 11],
    ]),
    "-".repeat(width),
    ...limited(rows, "limits", (row) =>
      line([
        [row.name, -44],
        [String(row.samples), 9],
        [String(row.passed), 7],
        [String(row.missed), 8],
        [String(row.failed), 8],
        [(100 * row.yield).toFixed(1), 9],
        [`${(100 * row.ci95[0]).toFixed(1)}..${(100 * row.ci95[1]).toFixed(1)}`, 14],
        [short(row.sigma, unitOf(row)), 11],
      ]),
    ),
  ];
}

/** Runs without a result, by reason. */
function failureLines(rows: readonly MeasurementRow[]): string[] {
  const failed = rows.filter(hasFailed);
  if (failed.length === 0) return [];
  const codes = new Map<string, number>();
  for (const { error } of failed) {
    const code = error?.code ?? "no reason";
    codes.set(code, (codes.get(code) ?? 0) + 1);
  }
  const reasons = [...codes].map(([code, count]) => `${code} ${count}`).join(", ");
  const first = failed[0]?.error;
  return [
    cut(`Failed    ${failed.length} of ${rows.length} runs: ${reasons}`, width),
    ...(first == null ? [] : [cut(`          ${first.message.split("\n")[0]}`, width)]),
  ];
}

function limited<T>(items: readonly T[], kind: string, format: (item: T) => string): string[] {
  const shown = items.slice(0, most).map(format);
  return items.length > most ? [...shown, `... and ${items.length - most} more ${kind}`] : shown;
}

function place({ corner, temperatureC, supply }: MeasurementRow): string {
  return `${corner} ${temperatureC} C ${Number(supply.toPrecision(4))} V`;
}

/** Four digits, ASCII: `384.5kHz`. */
function short(value: number | null, unit: string): string {
  return value === null ? "-" : exactQuantity(Number(value.toPrecision(4)), unit);
}

/** Cells side by side, a blank between them: a negative width is left-aligned. What does not fit is cut with `~`. */
function line(cells: readonly (readonly [text: string, width: number])[]): string {
  return cells
    .map(([text, size], i) => {
      const width = Math.abs(size);
      const shown = cut(text, i === cells.length - 1 ? width : width - 1);
      return size < 0 ? shown.padEnd(width) : shown.padStart(width);
    })
    .join("")
    .trimEnd();
}

function cut(text: string, room: number): string {
  return text.length > room ? `${text.slice(0, room - 1)}~` : text;
}
