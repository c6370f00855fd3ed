import type { NeuronPoint, NeuronReport } from "../cell-report.ts";
import { byBiasFigure, byCurrentFigure, rateFigure } from "../figures/neuron-curves.ts";
import { panelsFigure } from "../figures/panels.ts";
import { html } from "../html.ts";
import type { Section } from "../page.ts";
import { table } from "../table.ts";
import { engineering } from "../units.ts";
import { runFailures } from "./cell-common.ts";
import { verdictMark } from "./verdict.ts";

/** Curves, waveform and table of a neuron. */
export function neuronSections(report: NeuronReport): Section[] {
  const { byBias, byCurrent } = report;
  const [biased] = byBias;
  return [
    { id: "rate", title: "Rate against current", body: rateFigure(report) },
    {
      id: "refractory",
      title: "Refractory time and rate against bias",
      body:
        biased === undefined
          ? html`<p>Not measured: the circuit has no refractory bias, or none was asked for.</p>`
          : html`<div class="pair">
${byBiasFigure(byBias, "refractoryTime", {
  name: "refractory time",
  unit: "s",
  caption: html`<strong>Refractory time.</strong> From the end of a spike until the membrane charges again, at ${engineering(biased.iin, "A")}.`,
})}
${byBiasFigure(byBias, "spikeRate", {
  name: "spike rate",
  unit: "Hz",
  caption: html`<strong>Rate against bias.</strong> The same runs.`,
})}
</div>`,
    },
    { id: "energy", title: "Energy and supply current", body: energyBody(report) },
    waveformSection(report),
    {
      id: "measures",
      title: "Measures",
      body: html`${measuresTable("By membrane current.", byCurrent, { title: "Membrane current", of: currentOf })}
${byBias.length === 0 ? html`` : measuresTable("By refractory bias.", byBias, { title: "Bias vb", of: biasOf })}
${runFailures([
  ...byCurrent.map((point) => ({ where: currentOf(point), error: point.error })),
  ...byBias.map((point) => ({ where: `${currentOf(point)}, vb ${biasOf(point)}`, error: point.error })),
])}`,
    },
  ];
}

function energyBody({ byCurrent, restCurrent }: NeuronReport) {
  return html`<div class="pair">
${byCurrentFigure(byCurrent, "energyPerSpike", {
  name: "energy a spike",
  unit: "J",
  caption: html`<strong>Energy.</strong> From the supply in one period; what the input brings is not in it.`,
})}
${byCurrentFigure(byCurrent, "supplyCurrent", {
  name: "supply current",
  unit: "A",
  caption: html`<strong>Supply current.</strong> Mean over whole periods.${
    restCurrent === null ? "" : ` With no input it is ${engineering(restCurrent, "A")}.`
  }`,
})}
</div>`;
}

function waveformSection({ waveform, supply }: NeuronReport): Section {
  const body =
    waveform === null
      ? html`<p>No waveform was kept.</p>`
      : panelsFigure(
          {
            label: "Neuron",
            time: waveform.time,
            panels: [
              {
                y: { name: "membrane", unit: "V", zero: true },
                series: [{ name: null, y: waveform.membrane, look: "line" }],
              },
              {
                y: { name: "output", unit: "V", zero: true },
                series: [{ name: null, y: waveform.output, look: "line" }],
              },
              {
                y: { name: "supply current", unit: "A", zero: true },
                series: [{ name: null, y: waveform.supplyCurrent, look: "line" }],
              },
            ],
          },
          html`<strong>One run.</strong> ${engineering(waveform.iin, "A")} into the membrane${
            waveform.vb === null ? "" : `, vb ${engineering(waveform.vb, "V")}`
          }, supply ${engineering(supply, "V")}. A spike is counted where the output rises through half the supply.`,
        );
  return { id: "waveform", title: "Waveform", body };
}

function measuresTable(
  caption: string,
  points: readonly NeuronPoint[],
  condition: { readonly title: string; readonly of: (point: NeuronPoint) => string },
) {
  const shown = (value: number | null, unit: string) => (value === null ? "–" : engineering(value, unit));
  return table({
    caption,
    columns: [
      { title: condition.title },
      { title: "Rate", number: true },
      { title: "Threshold", number: true },
      { title: "Spike width", number: true },
      { title: "Refractory time", number: true },
      { title: "Energy a spike", number: true },
      { title: "Supply current", number: true },
    ],
    rows: points.map((point) => [
      condition.of(point),
      point.error !== null
        ? verdictMark(false, "", "failed")
        : point.spikeRate === 0
          ? "no spike"
          : shown(point.spikeRate, "Hz"),
      shown(point.threshold, "V"),
      shown(point.spikeWidth, "s"),
      shown(point.refractoryTime, "s"),
      shown(point.energyPerSpike, "J"),
      shown(point.supplyCurrent, "A"),
    ]),
  });
}

const currentOf = ({ iin }: NeuronPoint) => engineering(iin, "A");
const biasOf = ({ vb }: NeuronPoint) => (vb === null ? "–" : engineering(vb, "V"));
