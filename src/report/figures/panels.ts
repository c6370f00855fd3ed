import { type Html, html } from "../html.ts";
import type { AxisSpec } from "./axis.ts";
import { drawChart, rightFor, type Series } from "./chart.ts";
import { figure } from "./plot.ts";

export interface Panel {
  readonly y: AxisSpec;
  readonly series: readonly Omit<Series, "x">[];
  readonly ruleY?: readonly { readonly y: number; readonly name: string }[];
}

/** Waveforms of one run: drawings over each other with one axis of time. */
export function panelsFigure(
  waves: { readonly label: string; readonly time: Float64Array; readonly panels: readonly Panel[] },
  caption: Html,
): Html {
  const { label, time, panels } = waves;
  const names = panels.flatMap(({ series, ruleY = [] }) => [
    ...series.flatMap(({ name }) => (name === null ? [] : [name])),
    ...ruleY.map(({ name }) => name),
  ]);
  const draw = (width: number) =>
    panels
      .map((panel, i) => {
        const last = i === panels.length - 1;
        return drawChart(
          {
            label: `${label}: ${panel.y.name} over time`,
            x: { name: "time", unit: "s" },
            y: panel.y,
            series: panel.series.map((one) => ({ ...one, x: time })),
            ...(panel.ruleY && { ruleY: panel.ruleY }),
            height: last ? 168 : 140,
            xAxis: last,
            right: rightFor(names),
          },
          width,
        );
      })
      .join("\n");
  return figure("full", draw, html`${caption}`);
}
