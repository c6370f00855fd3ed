import { emitCsvRows } from "./csv.ts";
import type { CsvFile } from "./run-csv.ts";
import { marginOf } from "./sizing-limits.ts";
import type { DeviceRow, MeasurementRow, PublishedCurrent, SizingReport, YieldRow } from "./sizing-report.ts";

/**
 * The tables of the sheet as CSV, SI: `devices.csv`, `measurements.csv`, and where there are any `samples.csv`, `yield.csv` and
 * `published.csv`. What is missing is an empty field.
 */
export function sizingCsvFiles({ summary }: SizingReport): CsvFile[] {
  const { devices, measurements, deviation } = summary;
  const samples = measurements.filter(({ sample }) => sample !== null);
  return [
    { path: "devices.csv", content: devicesCsv(devices) },
    { path: "measurements.csv", content: rowsCsv(measurements.filter(({ sample }) => sample === null)) },
    ...(samples.length > 0
      ? [
          { path: "samples.csv", content: rowsCsv(samples) },
          { path: "yield.csv", content: yieldCsv(summary.yield) },
        ]
      : []),
    ...publishedCsvFiles(deviation),
  ];
}

const or = <T>(value: T | null) => (value === null ? "" : value);

/** One row an issue; a device without any has one row. */
export function devicesCsv(devices: readonly DeviceRow[]): string {
  const rows = devices.flatMap((device) =>
    (device.issues.length === 0 ? [null] : device.issues).map((issue) => ({ device, issue })),
  );
  return emitCsvRows(rows, {
    cell: ({ device }) => device.cell,
    device: ({ device }) => device.name,
    role: ({ device }) => or(device.role),
    model: ({ device }) => device.model,
    w_m: ({ device }) => device.w,
    l_m: ({ device }) => device.l,
    m: ({ device }) => device.m,
    nf: ({ device }) => device.nf,
    result: ({ issue }) => (issue === null ? "pass" : "fail"),
    code: ({ issue }) => issue?.code ?? "",
    rule: ({ issue }) => issue?.rule ?? "",
    actual: ({ issue }) => issue?.actual ?? "",
    limit: ({ issue }) => issue?.limit ?? "",
    unit: ({ issue }) => issue?.unit ?? "",
    message: ({ issue }) => issue?.message ?? "",
    nearest_w_m: ({ device }) => device.nearest?.w ?? "",
    nearest_l_m: ({ device }) => device.nearest?.l ?? "",
    nearest_m: ({ device }) => device.nearest?.m ?? "",
  });
}

function rowsCsv(rows: readonly MeasurementRow[]): string {
  return emitCsvRows(rows, {
    name: ({ name }) => name,
    cell: ({ cell }) => cell,
    measure: ({ measure }) => measure,
    iin_A: ({ at }) => at.iin ?? "",
    vb_V: ({ at }) => at.vb ?? "",
    g_S: ({ at }) => at.g ?? "",
    dt_s: ({ at }) => at.dt ?? "",
    corner: ({ corner }) => corner,
    temperature_C: ({ temperatureC }) => temperatureC,
    supply_V: ({ supply }) => supply,
    sample: ({ sample }) => or(sample),
    value: ({ value }) => or(value),
    unit: ({ unit }) => unit,
    min: ({ min }) => or(min),
    typ: ({ typ }) => or(typ),
    max: ({ max }) => or(max),
    distance: (row) => marginOf(row)?.distance ?? "",
    status: ({ status }) => status,
    error: ({ error }) => error?.code ?? "",
    message: ({ error }) => error?.message ?? "",
  });
}

function yieldCsv(rows: readonly YieldRow[]): string {
  return emitCsvRows(rows, {
    name: ({ name }) => name,
    samples: ({ samples }) => samples,
    passed: ({ passed }) => passed,
    missed: ({ missed }) => missed,
    failed: ({ failed }) => failed,
    yield: (row) => row.yield,
    ci95_low: ({ ci95 }) => ci95[0],
    ci95_high: ({ ci95 }) => ci95[1],
    mean: ({ mean }) => or(mean),
    sigma: ({ sigma }) => or(sigma),
  });
}

/** Measured against published currents; no file where none was measured. */
export function publishedCsvFiles(deviation: readonly PublishedCurrent[] | null): CsvFile[] {
  if (deviation === null || deviation.length === 0) return [];
  const content = emitCsvRows(deviation, {
    device: ({ device }) => device,
    w_m: ({ w }) => w,
    l_m: ({ l }) => l,
    measured_A: ({ measured }) => measured,
    published_A: ({ published }) => published,
    min_A: ({ min }) => min,
    max_A: ({ max }) => max,
    relative: ({ relative }) => relative,
  });
  return [{ path: "published.csv", content }];
}
