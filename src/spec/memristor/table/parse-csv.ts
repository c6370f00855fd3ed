import { SpecError } from "../../error.ts";
import { curveFault, curvesFault, type TableCurve } from "./curve.ts";

/** Columns of a table of measurements, in any order; the unit is part of the name. */
const tableColumns = ["voltage_V", "width_s", "pulse", "conductance_S"] as const;
type Column = (typeof tableColumns)[number];

interface Row {
  readonly line: number;
  readonly values: Readonly<Record<Column, number>>;
}

const example = "models/table/example.csv is one that works.";

/**
 * The curves of a CSV file of measurements, in the order of their first rows: a heading, then a row for each conductance, pulse 0 before
 * the first pulse of a voltage. Empty lines, and lines that begin with #, are skipped.
 *
 * @throws SpecError SPEC_TABLE, with file, line and column
 */
export function parseTable(text: string, file: string): TableCurve[] {
  const lines = text
    .split(/\r\n|\n|\r/)
    .map((content, n) => ({ content: content.trim(), line: n + 1 }))
    .filter(({ content }) => content !== "" && !content.startsWith("#"));
  const [heading, ...rest] = lines;
  if (heading === undefined)
    throw fault([file], "the file is empty", `Its columns are ${tableColumns.join(", ")}; ${example}`);
  const columns = columnsOf(heading.content, `${file}:${heading.line}`);
  const rows = rest.map(({ content, line }) => rowOf(content, columns, { file, line }));
  const curves = curvesOf(rows, file);
  const wrong = curvesFault(curves);
  if (wrong !== undefined) throw fault([file], wrong, "Measure a train of pulses in both directions.");
  return curves;
}

function columnsOf(heading: string, at: string): readonly Column[] {
  const names = heading.split(",").map((name) => name.trim().replace(/^"(.*)"$/, "$1"));
  for (const name of names) {
    if (tableColumns.some((known) => known === name)) continue;
    const stem = name.split("_")[0];
    const meant = tableColumns.find((known) => known.split("_")[0] === stem);
    if (meant === undefined)
      throw fault(
        [at, name],
        `no column "${name}" is known`,
        `Columns are ${tableColumns.join(", ")}; ${example}`,
      );
    const problem = `column "${name}" is in another unit than ${meant}`;
    throw fault([at, name], problem, `Write its numbers in SI units, and its heading ${meant}.`);
  }
  for (const name of tableColumns) {
    const times = names.filter((one) => one === name).length;
    if (times === 1) continue;
    const problem = times === 0 ? `there is no column ${name}` : `column ${name} stands there ${times} times`;
    throw fault([at], problem, `Columns are ${tableColumns.join(", ")}; ${example}`);
  }
  return names as Column[];
}

function rowOf(
  content: string,
  columns: readonly Column[],
  { file, line }: { file: string; line: number },
): Row {
  const cells = content.split(",").map((cell) => cell.trim());
  if (cells.length !== columns.length) {
    const problem = `${cells.length} values, but the heading has ${columns.length} columns`;
    throw fault(
      [`${file}:${line}`],
      problem,
      "One row is one conductance; numbers have a decimal point, and no thousands.",
    );
  }
  const entries = columns.map((column, n): [Column, number] => {
    const value = Number(cells[n]);
    if (cells[n] !== "" && Number.isFinite(value)) return [column, value];
    const hint =
      column === "voltage_V"
        ? "The voltage with its sign says the direction: 1.2 raises the conductance, -1.2 lowers it."
        : `Write a plain number, without a unit: ${column} is in SI units.`;
    throw fault([`${file}:${line}`, column], `"${cells[n]}" is not a number`, hint);
  });
  return { line, values: Object.fromEntries(entries) as Record<Column, number> };
}

function curvesOf(rows: readonly Row[], file: string): TableCurve[] {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const { voltage_V: voltage, pulse, width_s: width } = row.values;
    const own = groups.get(voltage) ?? [];
    groups.set(voltage, own);
    const at = (column: Column) => [`${file}:${row.line}`, column];
    if (pulse !== own.length) {
      const problem = `pulse ${pulse} at ${voltage} V, expected pulse ${own.length}`;
      throw fault(
        at("pulse"),
        problem,
        "Pulses of a voltage are counted from 0, without gaps, one train a voltage.",
      );
    }
    const first = own[0]?.values.width_s ?? width;
    if (width !== first) {
      const problem = `a pulse of ${width} s in a curve of ${first} s`;
      throw fault(at("width_s"), problem, "All pulses of a voltage have one width.");
    }
    own.push(row);
  }
  return [...groups].map(([voltage, own]) => {
    const curve = {
      voltage,
      width: own[0]?.values.width_s as number,
      conductance: own.map(({ values }) => values.conductance_S),
    };
    const wrong = curveFault(curve);
    if (wrong === undefined) return curve;
    throw fault([`${file}:${own[wrong.pulse]?.line}`, wrong.column], wrong.problem, wrong.hint);
  });
}

function fault(at: readonly string[], problem: string, hint: string): SpecError {
  return new SpecError("SPEC_TABLE", problem, { at, hint });
}

/** Curves as the CSV text that gives them. */
export function emitTable(curves: readonly TableCurve[]): string {
  const rows = curves.flatMap(({ voltage, width, conductance }) =>
    conductance.map((g, n) => [voltage, width, n, g].join(",")),
  );
  return `${[tableColumns.join(","), ...rows].join("\n")}\n`;
}
