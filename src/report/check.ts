import { ReportError } from "./error.ts";
import type { MemristorReport } from "./memristor-report.ts";
import type { RunReport } from "./run-report.ts";

const pixels = 28 * 28;

/** Throws REPORT_INPUT at the first part of `report` that cannot be drawn as what it claims to be. */
export function assertRunReport(report: RunReport): void {
  const { waterfall } = report.summary;
  if (waterfall.length === 0) fail("waterfall", "at least one stage is needed, got none");
  for (const { stage, accuracy, images, ci95 } of waterfall) {
    const at = `waterfall / ${stage}`;
    if (!(images > 0)) fail(at, `images must be more than 0, got ${images}`);
    for (const value of [accuracy, ...ci95]) {
      if (!(value >= 0 && value <= 1)) fail(at, `accuracy and interval must be from 0 to 1, got ${value}`);
    }
  }
  const { rows, cols, data } = report.irDrop.loss;
  if (rows * cols === 0 || data.length !== rows * cols) {
    fail("irDrop / loss", `${rows} x ${cols} cells, but ${data.length} values`);
  }
  assertFinite("irDrop / loss", data);
  report.digits.forEach((digit, i) => {
    if (digit.pixels.length !== pixels)
      fail(`digits / ${i}`, `${pixels} pixels expected, got ${digit.pixels.length}`);
  });
  for (const { layer, gPos, gNeg } of report.conductances) {
    assertFinite(`conductances / ${layer} / gPos`, gPos);
    assertFinite(`conductances / ${layer} / gNeg`, gNeg);
  }
  assertCurves(report);
  if (report.neuron !== null) assertNeuron(report.neuron);
}

function assertNeuron({ curve, histogram }: NonNullable<RunReport["neuron"]>): void {
  assertFinite("neuron / curve / current", curve.current);
  assertFinite("neuron / curve / rate", curve.rate);
  if (histogram.edges.length !== histogram.counts.length + 1) {
    fail("neuron / histogram", `${histogram.edges.length} edges for ${histogram.counts.length} bins`);
  }
}

/** Throws REPORT_INPUT when a curve is empty, ragged or not finite. */
export function assertCurves({ hysteresis, pulses }: Pick<MemristorReport, "hysteresis" | "pulses">): void {
  const { time, voltage, current } = hysteresis;
  if (time.length < 2 || time.length !== voltage.length || time.length !== current.length) {
    fail(
      "hysteresis",
      `time, voltage and current have ${time.length}, ${voltage.length} and ${current.length} points`,
    );
  }
  assertFinite("hysteresis / time", time);
  assertFinite("hysteresis / voltage", voltage);
  assertFinite("hysteresis / current", current);
  for (const name of ["potentiation", "depression"] as const) {
    if (pulses[name].length < 2)
      fail(`pulses / ${name}`, `at least 2 points are needed, got ${pulses[name].length}`);
    assertFinite(`pulses / ${name}`, pulses[name]);
  }
}

/** Throws REPORT_INPUT at the first value that is not a finite number. */
export function assertFinite(at: string, values: Float64Array): void {
  const index = values.findIndex((value) => !Number.isFinite(value));
  if (index >= 0) fail(at, `value ${index} is ${values[index]}, not a finite number`);
}

/** Throws REPORT_INPUT; the parts of `at` are parted by ` / `. */
export function fail(at: string, problem: string): never {
  throw new ReportError("REPORT_INPUT", problem, {
    at: at.split(" / "),
    hint: "A report shows only what was computed; the room that made this value should not have let it through.",
  });
}
