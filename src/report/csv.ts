import { ReportError } from "./error.ts";

/**
 * CSV of equally long columns (RFC 4180: CRLF, quotes doubled), a heading line first; keys carry the unit: `conductance_S`.
 * Numbers are printed with all their digits; NaN and infinity by name.
 *
 * @throws ReportError REPORT_CSV_COLUMNS when a column is longer or shorter than the first
 */
export function emitCsv(columns: Readonly<Record<string, ArrayLike<number | string>>>): string {
  const entries = Object.entries(columns);
  const rows = entries[0]?.[1].length ?? 0;
  for (const [name, column] of entries) {
    if (column.length === rows) continue;
    throw new ReportError("REPORT_CSV_COLUMNS", `${column.length} values, but the first column has ${rows}`, {
      at: [name],
      hint: "All columns of one CSV file need the same length.",
    });
  }
  const lines = [entries.map(([name]) => quoted(name)).join(",")];
  for (let i = 0; i < rows; i++) lines.push(entries.map(([, column]) => quoted(String(column[i]))).join(","));
  return `${lines.join("\r\n")}\r\n`;
}

function quoted(text: string): string {
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** The same from records: one row each. Column names are the keys that `row` gives. */
export function emitCsvRows<T>(
  items: readonly T[],
  columns: Readonly<Record<string, (item: T, index: number) => number | string>>,
): string {
  return emitCsv(
    Object.fromEntries(Object.entries(columns).map(([name, value]) => [name, items.map(value)])),
  );
}
