import { assertCurves } from "./check.ts";
import { emitCsv } from "./csv.ts";
import { levelsFigure } from "./figures/levels.ts";
import { html } from "./html.ts";
import type { MemristorReport } from "./memristor-report.ts";
import { renderPage } from "./page.ts";
import type { CsvFile } from "./run-csv.ts";
import { curveCsvFiles } from "./run-csv.ts";
import { specSection, timingsSection, warningsSection } from "./sections/appendix.ts";
import { memristorBody } from "./sections/memristor.ts";
import { oneTransistorBody, oneTransistorCsvFiles } from "./sections/one-transistor.ts";
import { provenanceSection } from "./sections/provenance.ts";
import { studyBody, studyCsvFiles } from "./sections/study.ts";
import { facts, record } from "./table.ts";
import { engineering, integer, plain, share } from "./units.ts";

/**
 * The report of `characterize memristor`: hysteresis, pulses, levels, read disturb, provenance; one HTML document.
 *
 * @throws ReportError REPORT_INPUT when a curve is empty, ragged or not finite
 */
export function renderMemristorReport(report: MemristorReport): string {
  assertCurves(report);
  const { memristor, readDisturb, hysteresis, warnings } = report;
  const { memspice, specHash } = report.provenance;
  const range = `${engineering(memristor.gMin, "S")} to ${engineering(memristor.gMax, "S")}`;
  return renderPage({
    title: `${report.name}: ${memristor.model} memristor · memspice`,
    header: html`<p class="eyebrow">memspice characterize memristor · ${report.name}</p>
<h1>${memristor.model} memristor: ${range}</h1>
<p class="lead">${integer(memristor.levels)} programmable levels in the window that weights are mapped to, from ${integer(memristor.pulses)} identical pulses up and as many down, all from SPICE.</p>
${facts([
  { name: "Window, ratio", value: plain(memristor.gMax / memristor.gMin), note: range },
  {
    name: "Read disturb",
    value: share(readDisturb.relativeChange),
    note: `${integer(readDisturb.reads)} reads of ${engineering(readDisturb.width, "s")}, worst state`,
  },
  { name: "Pinch", value: plain(hysteresis.pinch), note: "current at zero voltage, of the peak" },
])}`,
    sections: [
      { id: "curves", title: "Curves", body: memristorBody(report) },
      ...(report.study === null ? [] : [{ id: "study", title: "Behaviour", body: studyBody(report.study) }]),
      ...(report.oneTransistor === null
        ? []
        : [
            {
              id: "one-transistor",
              title: "One transistor, one memristor",
              body: oneTransistorBody(report.oneTransistor),
            },
          ]),
      { id: "levels", title: "Levels", body: levelsFigure(report.pulses) },
      {
        id: "parameters",
        title: "Model parameters",
        body: record(report.parameters.map(({ name, value, unit }) => [name, parameterText(value, unit)])),
      },
      timingsSection(report.timings),
      provenanceSection(report.provenance),
      warningsSection(warnings),
      specSection(report.specYaml),
    ],
    footer: `memspice ${memspice}, spec ${specHash.slice(0, 12)}. Curves are beside this file as CSV.`,
  });
}

const symbols: Readonly<Record<string, string>> = {
  V: "V",
  A: "A",
  ohm: "Ω",
  S: "S",
  s: "s",
  m: "m",
  F: "F",
  Hz: "Hz",
};

function parameterText(value: number | string, unit: string): string {
  if (typeof value === "string") return value;
  const symbol = symbols[unit];
  if (symbol !== undefined) return engineering(value, symbol);
  return unit === "" ? plain(value) : `${plain(value)}\u00a0${unit.replaceAll("^2", "²")}`;
}

/** `hysteresis.csv`, `pulses.csv` and `parameters.csv`. */
export function memristorCsvFiles(report: MemristorReport): CsvFile[] {
  const { parameters } = report;
  return [
    ...curveCsvFiles(report),
    ...(report.study === null ? [] : studyCsvFiles(report.study)),
    ...(report.oneTransistor === null ? [] : oneTransistorCsvFiles(report.oneTransistor)),
    {
      path: "parameters.csv",
      content: emitCsv({
        parameter: parameters.map(({ name }) => name),
        value: parameters.map(({ value }) => value),
        unit: parameters.map(({ unit }) => unit),
      }),
    },
  ];
}
