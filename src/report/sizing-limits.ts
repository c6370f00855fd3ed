import { wilsonInterval } from "../foundation/index.ts";
import { conditionUnits } from "../spec/index.ts";
import type { MeasurementRow, YieldRow } from "./sizing-report.ts";
import { exactQuantity } from "./sizing-units.ts";

type Bounds = Pick<MeasurementRow, "min" | "max">;

/** Does a value keep its limits, both ends included? A run without a value fails; "info" where there is nothing to keep. */
export function limitStatus(value: number | null, { min, max }: Bounds): MeasurementRow["status"] {
  if (value === null || !Number.isFinite(value)) return "fail";
  if (min === null && max === null) return "info";
  return (min === null || value >= min) && (max === null || value <= max) ? "pass" : "fail";
}

/** Did the run give nothing? A cell that is silent there has answered: it misses its limit. */
export function hasFailed({ value, error }: Pick<MeasurementRow, "value" | "error">): boolean {
  return value === null && error?.code !== "MEASUREMENT_SILENT";
}

/** One name for a limit, plain ASCII: `neuron.spikeRate(iin=100nA)`. */
export function limitName({ cell, measure, at }: Pick<MeasurementRow, "cell" | "measure" | "at">): string {
  const conditions = Object.entries(conditionUnits).flatMap(([name, unit]) => {
    const value = at[name as keyof typeof conditionUnits];
    return value === undefined ? [] : [`${name}=${exactQuantity(value, unit)}`];
  });
  return `${cell}.${measure}${conditions.length === 0 ? "" : `(${conditions.join(", ")})`}`;
}

/** Distance of a value from the limit it is closest to, in the unit of the measure: positive inside, negative beyond. */
export interface Margin {
  readonly side: "min" | "max";
  readonly distance: number;
  /** Of the limit; null where the limit is 0. */
  readonly relative: number | null;
}

/** Null where there is no value, or no limit. */
export function marginOf({ value, min, max }: Pick<MeasurementRow, "value" | "min" | "max">): Margin | null {
  if (value === null) return null;
  const sides = [
    ...(min === null ? [] : [{ side: "min" as const, distance: value - min, limit: min }]),
    ...(max === null ? [] : [{ side: "max" as const, distance: max - value, limit: max }]),
  ];
  const [nearest] = sides.sort((a, b) => a.distance - b.distance);
  if (nearest === undefined) return null;
  const { side, distance, limit } = nearest;
  return { side, distance, relative: limit === 0 ? null : distance / Math.abs(limit) };
}

/** All that was measured for one limit. */
export interface LimitBlock extends Pick<MeasurementRow, "name" | "unit" | "min" | "typ" | "max"> {
  /** Without mismatch: corners x temperatures x supplies. */
  readonly rows: readonly MeasurementRow[];
  readonly samples: readonly MeasurementRow[];
  /** Row that is nearest to a limit or furthest beyond; with a typical value alone, furthest from it. Null: no run gave a value. */
  readonly worst: MeasurementRow | null;
  /** Rows beyond a limit, and rows whose run failed. */
  readonly missed: number;
  readonly failed: number;
  /** Of `rows`; a run that failed fails its limit. */
  readonly status: MeasurementRow["status"];
}

/** Measurements by limit, in the order of their first rows. */
export function limitBlocks(measurements: readonly MeasurementRow[]): LimitBlock[] {
  const groups = new Map<string, MeasurementRow[]>();
  for (const row of measurements) {
    const key = JSON.stringify([row.name, row.min, row.typ, row.max]);
    const group = groups.get(key);
    if (group) group.push(row);
    else groups.set(key, [row]);
  }
  return [...groups.values()].map(blockOf);
}

function blockOf(all: readonly MeasurementRow[]): LimitBlock {
  const { name, unit, min, typ, max } = all[0] as MeasurementRow;
  const rows = all.filter(({ sample }) => sample === null);
  const failed = rows.filter(hasFailed).length;
  const fails = rows.filter(({ status }) => status === "fail").length;
  return {
    ...{ name, unit, min, typ, max, rows, failed },
    samples: all.filter(({ sample }) => sample !== null),
    worst: worstOf(rows),
    missed: fails - failed,
    status: fails > 0 ? "fail" : min === null && max === null ? "info" : "pass",
  };
}

function worstOf(rows: readonly MeasurementRow[]): MeasurementRow | null {
  const distance = (row: MeasurementRow) =>
    marginOf(row)?.distance ?? (row.typ === null ? 0 : -Math.abs((row.value as number) - row.typ));
  return rows
    .filter(({ value }) => value !== null)
    .reduce<MeasurementRow | null>(
      (worst, row) => (worst === null || distance(row) < distance(worst) ? row : worst),
      null,
    );
}

/** Yield of each limit that has Monte Carlo samples; sigma with n - 1. */
export function yieldRows(measurements: readonly MeasurementRow[]): YieldRow[] {
  return limitBlocks(measurements)
    .filter(({ samples }) => samples.length > 0)
    .map(({ name, samples }) => {
      const values = samples.flatMap(({ value }) => (value === null ? [] : [value]));
      const passed = samples.filter(({ status }) => status !== "fail").length;
      const failed = samples.filter(hasFailed).length;
      const mean = values.reduce((sum, value) => sum + value / values.length, 0);
      const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
      return {
        ...{ name, samples: samples.length, passed, failed },
        missed: samples.length - passed - failed,
        yield: passed / samples.length,
        ci95: wilsonInterval(passed, samples.length),
        mean: values.length > 0 ? mean : null,
        sigma: values.length > 1 ? Math.sqrt(squares / (values.length - 1)) : null,
      };
    });
}

/** Values in the order of their first appearance. */
export function distinct<T>(values: readonly T[]): T[] {
  return [...new Set(values)];
}

/** Corners that were measured, or the one of the models where nothing was: `corner tt`, `corners tt, ff`. */
export function cornersText(
  models: { readonly corner: string },
  measurements: readonly MeasurementRow[],
): string {
  const measured = distinct(measurements.map(({ corner }) => corner));
  const corners = measured.length === 0 ? [models.corner] : measured;
  return `${corners.length === 1 ? "corner" : "corners"} ${corners.join(", ")}`;
}
