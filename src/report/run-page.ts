import { assertRunReport } from "./check.ts";
import { renderPage } from "./page.ts";
import type { RunReport, RunSummary } from "./run-report.ts";
import { accuracySection } from "./sections/accuracy.ts";
import { specSection, timingsSection, warningsSection } from "./sections/appendix.ts";
import { arraySection } from "./sections/array.ts";
import { attributionSection } from "./sections/attribution.ts";
import { chipsSection } from "./sections/chips.ts";
import { compensationSection } from "./sections/compensation.ts";
import { crosscheckSection } from "./sections/crosscheck.ts";
import { designsSection } from "./sections/designs.ts";
import { headline } from "./sections/headline.ts";
import { layersSection } from "./sections/layers.ts";
import { memristorBody } from "./sections/memristor.ts";
import { neuronSection } from "./sections/neuron.ts";
import { provenanceSection } from "./sections/provenance.ts";
import { trainingSection } from "./sections/training.ts";
import { builtFrom, stageRows } from "./stages.ts";
import { percent } from "./units.ts";

/**
 * The report of a run: one HTML document without script, that opens from disk and fetches nothing.
 *
 * The same report gives the same text, byte for byte.
 *
 * @throws ReportError REPORT_INPUT when a part is empty, ragged or not finite
 */
export function renderRunReport(report: RunReport): string {
  assertRunReport(report);
  const { summary } = report;
  const { last } = builtFrom(stageRows(summary.waterfall));
  return renderPage({
    title: `${report.name}: ${percent(last.accuracy, last.images)} as built · memspice`,
    header: headline(report),
    sections: [
      accuracySection(report),
      attributionSection(report),
      ...(summary.monteCarlo === null ? [] : [chipsSection(report, summary.monteCarlo)]),
      ...(summary.compensation === null ? [] : [compensationSection(summary.compensation, summary)]),
      designsSection(report),
      trainingSection(report),
      {
        id: "memristor",
        title: "Memristor in SPICE",
        body: memristorBody({ ...report, memristor: summary.memristor }),
      },
      layersSection(report),
      arraySection(report),
      ...(summary.neuron === null || report.neuron === null
        ? []
        : [neuronSection(summary.neuron, report.neuron)]),
      crosscheckSection(report),
      timingsSection(summary.timings),
      provenanceSection(summary.provenance, { more: ranOn(summary) }),
      warningsSection(summary.warnings),
      specSection(report.specYaml),
    ],
    footer: `memspice ${summary.provenance.memspice}, spec ${summary.provenance.specHash.slice(0, 12)}, seed ${summary.provenance.seed}. Tables and curves are beside this file as CSV.`,
  });
}

function ranOn({ provenance: { tensorflow, process } }: RunSummary): [string, string][] {
  const { name, models, corner, temperatureC } = process;
  return [
    ["TensorFlow.js", `${tensorflow.version}, back end ${tensorflow.backend}`],
    ["Process", `${name}, models ${models}, corner ${corner}, ${temperatureC} °C`],
  ];
}
