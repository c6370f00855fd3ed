import type { CharacterizedWith, DeviceReport, NeuronReport, SynapseReport } from "./cell-report.ts";
import { assertFinite, fail } from "./check.ts";
import { assertDeviation, assertDevices } from "./sizing-check.ts";

/** Throws REPORT_INPUT at the first part that is empty, ragged, not finite, or both a value and a failure. */
export function assertNeuronReport(report: NeuronReport): void {
  assertCommon(report);
  assertDevices(report.devices);
  if (report.byCurrent.length === 0) fail("byCurrent", "at least one point is needed, got none");
  for (const curve of ["byCurrent", "byBias"] as const) {
    report[curve].forEach(({ error, ...point }, i) => {
      const at = `${curve} / ${i}`;
      assertNumbers(at, Object.values(point));
      if ((point.spikeRate === null) !== (error !== null)) bothOrNeither(at, "spikeRate", error);
    });
  }
  if (report.fit !== null) assertNumbers("fit", Object.values(report.fit));
  if (report.waveform !== null) assertWave("waveform", report.waveform);
}

/** Likewise. */
export function assertSynapseReport(report: SynapseReport): void {
  assertCommon(report);
  assertDevices(report.devices);
  report.byConductance.forEach(({ error, ...point }, i) => {
    const at = `byConductance / ${i}`;
    assertNumbers(at, Object.values(point));
    if ((point.readCurrent === null) !== (error !== null)) bothOrNeither(at, "readCurrent", error);
  });
  report.timing?.pairs.forEach(({ dt, change, error }, i) => {
    const at = `timing / pairs / ${i}`;
    assertNumbers(at, [dt, change]);
    if ((change === null) !== (error !== null)) bothOrNeither(at, "change", error);
  });
  if (report.waveform !== null) assertWave("waveform", report.waveform);
}

/** Likewise. */
export function assertDeviceReport(report: DeviceReport): void {
  assertCommon(report);
  for (const { device, w, l, gate, drain, efficiency, figures } of report.transistors) {
    const at = `transistors / ${device} ${w}/${l}`;
    assertNumbers(`${at} / figures`, Object.values(figures));
    for (const [name, { at: held, voltage, current }] of Object.entries({ gate, drain })) {
      if (held.length !== current.length) {
        fail(`${at} / ${name}`, `${held.length} voltages, but ${current.length} curves`);
      }
      current.forEach((curve, i) => {
        assertWave(`${at} / ${name} / ${i}`, { time: voltage, curve });
      });
    }
    assertWave(`${at} / efficiency`, { time: efficiency.density, gmOverId: efficiency.gmOverId });
  }
}

function assertCommon({ deviation, temperatureC, supply }: CharacterizedWith): void {
  assertDeviation(deviation);
  assertNumbers("conditions", [temperatureC, supply]);
}

function assertNumbers(at: string, values: readonly (number | null)[]): void {
  assertFinite(at, Float64Array.from(values.filter((value) => value !== null)));
}

/** All arrays of one length, two points or more, finite. */
function assertWave(
  at: string,
  { time, ...curves }: { readonly time: Float64Array } & Readonly<Record<string, unknown>>,
): void {
  if (time.length < 2) fail(at, `at least 2 points are needed, got ${time.length}`);
  for (const [name, curve] of Object.entries({ time, ...curves })) {
    if (!(curve instanceof Float64Array)) continue;
    if (curve.length !== time.length)
      fail(`${at} / ${name}`, `${curve.length} points, but ${time.length} of the axis`);
    assertFinite(`${at} / ${name}`, curve);
  }
}

function bothOrNeither(at: string, name: string, error: { readonly code: string } | null): never {
  return fail(
    at,
    error === null ? `${name} is missing without an error` : `${name} stands beside the error ${error.code}`,
  );
}
