import { rateCurveFigure } from "../figures/rate-curve.ts";
import { html } from "../html.ts";
import type { NeuronStage, NeuronStageSummary } from "../neuron-stage.ts";
import type { Section } from "../page.ts";
import { record } from "../table.ts";
import { engineering, plain, share } from "../units.ts";

/** The neuron that stood in for ReLU: its curve from SPICE, how it was scaled, and where the network drove it. */
export function neuronSection(summary: NeuronStageSummary, stage: NeuronStage): Section {
  const { sizing, cell, models, corner, temperatureC, supply, points } = summary;
  const last = points.at(-1)?.current ?? Number.NaN;
  const firing = points.find(({ rate }) => rate > 0)?.current ?? Number.NaN;
  return {
    id: "neuron",
    title: "Neuron in place of ReLU",
    body: html`${rateCurveFigure({ ...summary, ...stage })}
${record([
  ["Neuron", `cell ${cell} of ${sizing}`],
  ["Models", `${models}, corner ${corner}, ${temperatureC} °C, supply ${engineering(supply, "V")}`],
  ["Silent up to", `${engineering(summary.rheobase, "A")}; fires at ${engineering(firing, "A")}`],
  [
    "Rate at the last current",
    `${engineering(summary.saturation, "Hz")} at ${engineering(last, "A")}, held beyond`,
  ],
  ...summary.scales.map(
    ({ layer, currentScale, rateScale }) =>
      [
        `An activation of 1, ${layer}`,
        `drives ${engineering(currentScale, "A")}; a rate of ${engineering(rateScale, "Hz")} counts as 1`,
      ] as const,
  ),
  ["Positive activations", `${share(summary.positiveShare)} of all; the others drive no current`],
  ["In the dead zone", `${share(summary.deadShare)} of the positive ones`],
  ["Beyond the last current", `${share(summary.saturatedShare)} of the positive ones`],
])}
<p class="note">Bias and sign are dealt with before the neuron: the two bit-line currents are subtracted, the bias is added, and what is
positive becomes a current. The ${plain(summary.clip)} quantile of the positive activations of the training images drives the last
current; a rate becomes an activation by least squares over the same images, against the ReLU that the network was trained with. Rates are
those of a long time: counting spikes in a finite window would round them as well, and is left out.</p>`,
  };
}
