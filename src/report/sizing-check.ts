import { assertFinite, fail } from "./check.ts";
import { limitStatus } from "./sizing-limits.ts";
import type { DeviceRow, MeasurementRow, PublishedCurrent, SizingReport } from "./sizing-report.ts";

/** Throws REPORT_INPUT at the first part of `report` that contradicts itself or is not a number. */
export function assertSizingReport({ summary }: SizingReport): void {
  assertDevices(summary.devices);
  assertDeviation(summary.deviation);
  summary.measurements.forEach(assertMeasurement);
  const names = new Set(summary.measurements.map(({ name }) => name));
  for (const row of summary.yield) {
    const at = `yield / ${row.name}`;
    if (!names.has(row.name)) fail(at, "no measurement has this name");
    if (!(row.samples > 0) || row.passed + row.missed + row.failed !== row.samples) {
      fail(
        at,
        `${row.passed} passed, ${row.missed} missed and ${row.failed} failed of ${row.samples} samples`,
      );
    }
    for (const value of [row.yield, ...row.ci95]) {
      if (!(value >= 0 && value <= 1)) fail(at, `yield and interval must be from 0 to 1, got ${value}`);
    }
  }
}

function assertMeasurement(row: MeasurementRow, index: number): void {
  const at = `measurements / ${index} / ${row.name}`;
  assertFinite(at, Float64Array.of(row.temperatureC, row.supply));
  if (row.value !== null) assertFinite(at, Float64Array.of(row.value));
  if ((row.value === null) !== (row.error !== null)) {
    fail(at, `value ${row.value} with error ${row.error?.code ?? null}: one of them must be null`);
  }
  const status = limitStatus(row.value, row);
  if (row.status !== status) fail(at, `status is "${row.status}", but value and limits say "${status}"`);
}

export function assertDevices(devices: readonly DeviceRow[]): void {
  for (const { cell, name, w, l, m } of devices)
    assertFinite(`devices / ${cell} / ${name}`, Float64Array.of(w, l, m));
}

export function assertDeviation(deviation: readonly PublishedCurrent[] | null): void {
  for (const { device, measured, published, min, max, relative } of deviation ?? []) {
    assertFinite(`deviation / ${device}`, Float64Array.of(measured, published, min, max, relative));
  }
}
