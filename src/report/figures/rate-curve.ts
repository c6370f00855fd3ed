import * as Plot from "@observablehq/plot";
import { summarize } from "../../foundation/index.ts";
import { type Html, html } from "../html.ts";
import type { NeuronStage, NeuronStageSummary } from "../neuron-stage.ts";
import { integer, prefixFor, share } from "../units.ts";
import { drawPlot, figure } from "./plot.ts";

type Drawn = NeuronStageSummary & NeuronStage;

/** The neuron's rate against its current, and under it, on the same axis, where the network drives it. */
export function rateCurveFigure(neuron: Drawn): Html {
  const { points, rheobase, deadShare, saturatedShare } = neuron;
  const zone = rheobase > 2e-3 * (points.at(-1)?.current ?? 0) ? " Shaded: the dead zone." : ""; // two pixels
  return figure(
    "full",
    (width) => `${drawRates(neuron, width)}\n${drawDrives(neuron, width)}`,
    html`<strong>Rate instead of ReLU.</strong> Above: dots are SPICE at ${integer(points.length)} currents, the line is what
the network computes with, dashed is ReLU in the same scales. Below: membrane currents of the positive activations of hidden layers over
all test images; ${share(deadShare)} of them are in the dead zone, ${share(saturatedShare)} beyond the last current, where the rate is
held.${zone}`,
  );
}

/** The axis of current that both drawings share. */
function currentAxis({ points, rheobase }: Drawn) {
  const last = (points.at(-1) as Drawn["points"][number]).current;
  const { symbol, factor } = prefixFor(last);
  const dead =
    rheobase > 0 ? [Plot.rect([{ to: rheobase * factor }], { x1: 0, x2: "to", fill: "var(--shade)" })] : [];
  return { factor, unit: `${symbol}A`, domain: [0, last * factor * 1.04] as [number, number], dead };
}

const margins = { marginLeft: 60, marginRight: 14 };

function drawRates(neuron: Drawn, width: number): string {
  const { points, curve, scales } = neuron;
  const x = currentAxis(neuron);
  const top = summarize(points.map(({ rate }) => rate)).max * 1.08;
  const { symbol, factor } = prefixFor(top);
  // As far as ReLU stays in the drawing.
  const lines = scales.map(({ currentScale, rateScale }) => {
    const end = Math.min(x.domain[1] / x.factor, (top * currentScale) / rateScale);
    return [
      [0, 0],
      [end * x.factor, ((end * rateScale) / currentScale) * factor],
    ];
  });
  return drawPlot(
    `Spike rate against membrane current, ${points.length} points from SPICE, and ReLU for comparison`,
    {
      ...margins,
      width,
      height: 270,
      marginTop: 26,
      marginBottom: 22,
      x: { domain: x.domain, label: null, tickFormat: () => "", ticks: width > 600 ? 8 : 4 },
      y: { domain: [0, top * factor], label: `spike rate, ${symbol}Hz`, labelArrow: "none", ticks: 5 },
      marks: [
        ...x.dead,
        Plot.gridY({ stroke: "var(--grid)", strokeOpacity: 1, ticks: 5 }),
        ...lines.map((line) =>
          Plot.line(line, {
            x: "0",
            y: "1",
            stroke: "var(--muted)",
            strokeWidth: 1.4,
            strokeDasharray: "5 4",
          }),
        ),
        Plot.line(
          Array.from(curve.current, (i, k) => [i * x.factor, (curve.rate[k] as number) * factor]),
          { x: "0", y: "1", stroke: "var(--blue)", strokeWidth: 1.6 },
        ),
        Plot.dot(
          points.map(({ current, rate }) => [current * x.factor, rate * factor]),
          { x: "0", y: "1", r: 3.5, fill: "var(--blue)", stroke: "var(--bg)" },
        ),
        Plot.ruleY([0], { stroke: "var(--ink)" }),
      ],
    },
  );
}

function drawDrives(neuron: Drawn, width: number): string {
  const { edges, counts } = neuron.histogram;
  const x = currentAxis(neuron);
  const bars = Array.from(counts, (count, k) => ({
    from: (edges[k] as number) * x.factor,
    to: (edges[k + 1] as number) * x.factor,
    count,
  })).filter(({ count }) => count > 0);
  return drawPlot("Histogram of the membrane currents of the positive activations of hidden layers", {
    ...margins,
    width,
    height: 170,
    marginTop: 26,
    marginBottom: 40,
    x: {
      domain: x.domain,
      label: `membrane current, ${x.unit}`,
      labelArrow: "none",
      labelAnchor: "right",
      ticks: width > 600 ? 8 : 4,
    },
    y: { label: "activations in a bin", labelArrow: "none", ticks: 3, tickFormat: (n: number) => integer(n) },
    marks: [
      ...x.dead,
      Plot.gridY({ stroke: "var(--grid)", strokeOpacity: 1, ticks: 3 }),
      Plot.rect(bars, {
        x1: "from",
        x2: "to",
        y1: 0,
        y2: "count",
        fill: "var(--blue)",
        insetLeft: 0.5,
        insetRight: 0.5,
      }),
      Plot.ruleY([0], { stroke: "var(--ink)" }),
    ],
  });
}
