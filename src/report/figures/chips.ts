import * as Plot from "@observablehq/plot";
import { summarize } from "../../foundation/index.ts";
import { type Html, html } from "../html.ts";
import type { MonteCarlo } from "../monte-carlo.ts";
import { integer, plain } from "../units.ts";
import { drawPlot, figure } from "./plot.ts";

/** Accuracy of every chip after every stage: a stroke a chip, the mean and its interval over them. */
export function chipsFigure({ chips, stages }: MonteCarlo, nameOf: (stage: string) => string): Html {
  const points = stages.flatMap(({ stage, accuracies }) =>
    accuracies.map((accuracy) => ({ stage: nameOf(stage), x: 100 * accuracy })),
  );
  const means = stages.map(({ stage, mean, ci95 }) => {
    return { stage: nameOf(stage), mean: 100 * mean, low: 100 * ci95[0], high: 100 * ci95[1] };
  });
  const { min, max } = summarize([
    ...points.map(({ x }) => x),
    ...means.flatMap(({ low, high }) => [Math.max(low, 0), Math.min(high, 100)]),
  ]);
  const room = Math.max(0.05 * (max - min), 0.01);
  return figure(
    "full",
    (width) => {
      const wide = width > 600;
      return drawPlot(`Accuracy of ${chips} chips after each stage, with their mean`, {
        width,
        height: 50 + stages.length * 34,
        marginLeft: wide ? 118 : 92,
        marginRight: 20,
        marginTop: 6,
        marginBottom: 44,
        x: {
          domain: [Math.max(0, min - room), Math.min(100, max + room)],
          ticks: wide ? 8 : 3,
          tickFormat: plain,
          label: "accuracy, %",
          labelOffset: 40,
          labelArrow: "none",
          labelAnchor: "center",
        },
        y: { domain: means.map(({ stage }) => stage), label: null, padding: 0.35, tickSize: 0 },
        marks: [
          Plot.gridX({ stroke: "var(--grid)", strokeOpacity: 1, ticks: wide ? 8 : 3 }),
          Plot.axisY({
            label: null,
            tickSize: 0,
            tickPadding: 12,
            fontSize: wide ? 14 : 12,
            fill: "var(--ink)",
          }),
          Plot.tickX(points, { x: "x", y: "stage", stroke: "var(--blue)", strokeOpacity: 0.6 }),
          Plot.ruleY(means, { x1: "low", x2: "high", y: "stage", stroke: "var(--ink)", strokeWidth: 1.5 }),
          Plot.dot(means, { x: "mean", y: "stage", r: 4, fill: "var(--ink)", stroke: "var(--bg)" }),
        ],
      });
    },
    html`<strong>Chips.</strong> A stroke each of ${integer(chips)} chips; dot and line: their mean with its 95 % interval.`,
  );
}
