import { assertNeuronReport } from "./cell-check.ts";
import type { NeuronReport } from "./cell-report.ts";
import { rangeOf } from "./figures/neuron-curves.ts";
import { type Html, html } from "./html.ts";
import { renderPage } from "./page.ts";
import {
  cellSections,
  closingSections,
  conditionsText,
  footerOf,
  noticesOf,
} from "./sections/cell-common.ts";
import { neuronSections } from "./sections/neuron-cell.ts";
import { facts } from "./table.ts";
import { engineering } from "./units.ts";

/**
 * The report of `characterize neuron`: one HTML document without script.
 *
 * @throws ReportError REPORT_INPUT when a part is ragged, not finite or contradicts itself
 */
export function renderNeuronReport(report: NeuronReport): string {
  assertNeuronReport(report);
  const rate = rangeOf(report.byCurrent, "spikeRate", "Hz");
  return renderPage({
    title: `${report.cell.topology} neuron: ${rate ?? "no spike"} · memspice`,
    header: header(report, rate),
    sections: [...neuronSections(report), ...cellSections(report), ...closingSections(report)],
    footer: footerOf(report),
  });
}

function header(report: NeuronReport, rate: string | null): Html {
  const { byCurrent, byBias, cell, name } = report;
  const all = [...byCurrent, ...byBias];
  const failed = all.filter(({ error }) => error !== null).length;
  const currents = byCurrent.map(({ iin }) => iin);
  return html`<p class="eyebrow">memspice characterize neuron · ${name}</p>
<h1>${cell.topology} neuron: ${rate ?? "no spike at any current"}</h1>
<p class="lead">${engineering(Math.min(...currents), "A")} to ${engineering(Math.max(...currents), "A")} into its membrane, ${conditionsText(report)}.</p>
${noticesOf(report, failed, all.length)}
${facts(factsOf(report))}`;
}

/** Where no current was silent: the least that was tried, if it fires. */
function leastThatFires({ byCurrent }: NeuronReport): string {
  const [first] = byCurrent;
  return first?.spikeRate ? `${engineering(first.iin, "A")} or less` : "not found";
}

function factsOf(report: NeuronReport) {
  const { byCurrent, rheobase, fit, restCurrent } = report;
  const energy = rangeOf(byCurrent, "energyPerSpike", "J");
  const width = rangeOf(byCurrent, "spikeWidth", "s");
  const refractory = rangeOf(byCurrent, "refractoryTime", "s");
  const threshold = rangeOf(byCurrent, "threshold", "V");
  return [
    {
      name: "Least current that fires",
      value: rheobase === null ? leastThatFires(report) : engineering(rheobase.fires, "A"),
      note: rheobase === null ? "in the range measured" : `silent at ${engineering(rheobase.silent, "A")}`,
    },
    { name: "Energy a spike", value: energy ?? "–", note: "from the supply" },
    { name: "Refractory time", value: refractory ?? "–", note: `spike width ${width ?? "–"}` },
    { name: "Threshold", value: threshold ?? "–", note: "membrane at half the output" },
    {
      name: "Supply current at rest",
      value: restCurrent === null ? "not measured" : engineering(restCurrent, "A"),
      note: "no input",
    },
    {
      name: "Effective capacitance",
      value: fit === null ? "not fitted" : engineering(fit.capacitance, "F"),
      note: fit === null ? "too few periods" : `from ${fit.points} periods`,
    },
  ];
}
