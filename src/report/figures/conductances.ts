import * as Plot from "@observablehq/plot";
import { summarize } from "../../foundation/index.ts";
import { conductanceHistogram } from "../histogram.ts";
import { type Html, html } from "../html.ts";
import type { RunReport } from "../run-report.ts";
import { engineering, integer, prefixFor } from "../units.ts";
import { logTicks } from "./log-axis.ts";
import { drawPlot, figure } from "./plot.ts";

/** Above this ratio of the fullest to a typical bin, counts go on a logarithmic axis. */
const logRatio = 30;

interface Bar {
  readonly sign: string;
  readonly from: number;
  readonly to: number;
  readonly count: number;
}

/** Conductances of one programmed layer: gPos above, gNeg below, the same axes. */
export function conductanceFigure(layer: RunReport["conductances"][number]): Html {
  const { edges, gPos, gNeg } = conductanceHistogram(layer);
  const scale = prefixFor(edges.at(-1) ?? 0);
  const bars = (sign: string, counts: Uint32Array): Bar[] =>
    Array.from(counts, (count, i) => ({
      sign,
      from: (edges[i] as number) * scale.factor,
      to: (edges[i + 1] as number) * scale.factor,
      count,
    })).filter(({ count }) => count > 0);
  const all = [...bars("gPos", gPos), ...bars("gNeg", gNeg)];
  const counts = all.map(({ count }) => count).sort((a, b) => a - b);
  const top = counts.at(-1) ?? 1;
  const log = top / (counts[counts.length >> 1] ?? 1) > logRatio;
  const floor = log ? 0.7 : 0;
  const ticks = log ? logTicks(1, top * 2).filter(isDecade) : 4;
  const means = { gPos: summarize(layer.gPos).mean, gNeg: summarize(layer.gNeg).mean };
  const notes = (["gPos", "gNeg"] as const).map((sign) => ({
    sign,
    text: `${sign}, mean ${engineering(means[sign], "S")}`,
  }));
  return figure(
    "half",
    (width) =>
      drawPlot(`Histogram of the conductances of layer ${layer.layer}, gPos and gNeg`, {
        width,
        height: 290,
        marginLeft: 60,
        marginRight: 12,
        marginTop: 26,
        marginBottom: 40,
        fy: { domain: ["gPos", "gNeg"], label: null, axis: null, padding: 0.14 },
        x: { label: `conductance, ${scale.symbol}S`, labelArrow: "none", labelAnchor: "right", ticks: 5 },
        y: {
          type: log ? "log" : "linear",
          domain: [floor, top * (log ? 2 : 1.1)],
          label: `cells in a bin${log ? " (log)" : ""}`,
          labelArrow: "none",
          ticks,
          tickFormat: integer,
        },
        marks: [
          Plot.gridY({
            stroke: "var(--grid)",
            strokeOpacity: 1,
            ticks,
          }),
          Plot.rect(all, {
            fy: "sign",
            x1: "from",
            x2: "to",
            y1: floor,
            y2: "count",
            fill: "var(--blue)",
            insetLeft: 0.5,
            insetRight: 0.5,
          }),
          Plot.ruleY([floor], { stroke: "var(--ink)" }),
          Plot.text(notes, {
            fy: "sign",
            text: "text",
            frameAnchor: "top-right",
            dy: 3,
            fill: "var(--ink)",
            stroke: "var(--bg)",
            strokeWidth: 4,
          }),
        ],
      }),
    html`<strong>Layer ${layer.layer}.</strong> Programmed conductances of ${integer(layer.gPos.length)} pairs,
${log ? "counts on a logarithmic scale" : "counts"}. A weight is proportional to gPos − gNeg.`,
  );
}

function isDecade(count: number): boolean {
  return Number.isInteger(Math.log10(count));
}
