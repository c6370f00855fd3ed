import * as Plot from "@observablehq/plot";
import { summarize } from "../../foundation/index.ts";
import { type Html, html } from "../html.ts";
import type { RunReport } from "../run-report.ts";
import { engineering, integer, plain, prefixFor } from "../units.ts";
import { logTicks } from "./log-axis.ts";
import { drawPlot, figure } from "./plot.ts";

/** Above this ratio of largest to smallest conductance a linear axis hides the low end. */
const logRatio = 20;

interface Step {
  readonly pulse: number;
  readonly conductance: number;
}

/** Conductance after each of n identical pulses up, then down; the window that weights are mapped to is shaded. */
export function pulseFigure(pulses: RunReport["pulses"]): Html {
  const { potentiation, depression, window } = pulses;
  const all = summarize([...potentiation, ...depression]);
  const scale = prefixFor(window.gMax);
  const up = steps(potentiation, 0, scale.factor);
  const down = steps(depression, potentiation.length - 1, scale.factor);
  const log = all.min > 0 && all.max / all.min > logRatio;
  const count = potentiation.length - 1;
  const label = `Conductance over pulse number, ${count} pulses up and ${depression.length - 1} down, ${log ? "logarithmic" : "linear"} axis`;
  const edges = [window.gMin * scale.factor, window.gMax * scale.factor] as const;
  const low = Math.min(all.min, window.gMin) * scale.factor;
  const high = Math.max(all.max, window.gMax) * scale.factor;
  // room below the curve for the names of the two halves
  const domain = log ? [low / 2, high * 1.25] : [0, high * 1.05];
  const ticks = log ? logTicks(low / 2, high * 1.25) : 6;
  return figure(
    "half",
    (width) =>
      drawPlot(label, {
        width,
        height: 300,
        marginLeft: 52,
        marginTop: 26,
        marginBottom: 40,
        x: { label: "pulse number", labelArrow: "none", labelAnchor: "right", ticks: 5 },
        y: {
          type: log ? "log" : "linear",
          label: `conductance at read, ${scale.symbol}S${log ? " (log)" : ""}`,
          labelArrow: "none",
          domain,
          ticks,
          tickFormat: plain,
        },
        marks: [
          Plot.rect([0], {
            x1: 0,
            x2: count + depression.length - 1,
            y1: edges[0],
            y2: edges[1],
            fill: "var(--shade)",
          }),
          Plot.gridY({ stroke: "var(--grid)", strokeOpacity: 1, ticks }),
          Plot.ruleX([count], { stroke: "var(--rule)" }),
          Plot.line([...up, ...down], {
            x: "pulse",
            y: "conductance",
            stroke: "var(--blue)",
            strokeWidth: 1.8,
          }),
          Plot.text([`${engineering(pulses.vSet, "V")} pulses`], {
            x: count / 2,
            frameAnchor: "bottom",
            dy: -8,
            fill: "var(--ink)",
          }),
          Plot.text([`${engineering(pulses.vReset, "V")} pulses`], {
            x: count + (depression.length - 1) / 2,
            frameAnchor: "bottom",
            dy: -8,
            fill: "var(--ink)",
          }),
          Plot.text(["window used"], {
            x: 0,
            y: edges[1],
            textAnchor: "start",
            dx: 6,
            dy: 10,
            fill: "var(--muted)",
          }),
        ],
      }),
    html`<strong>Programming curve.</strong> SPICE, conductance read at ${engineering(pulses.vRead, "V")} after each of
${integer(count)} pulses of ${engineering(pulses.width, "s")} up, then ${integer(depression.length - 1)} down, ${
      log ? "logarithmic" : "linear"
    } scale. Shaded: the window that weights are mapped to, ${engineering(window.gMin, "S")} to ${engineering(window.gMax, "S")};
${levelsIn(pulses)} of the ${integer(potentiation.length + depression.length)} reads lie in it.`,
  );
}

/** How many reads of the curve lie in the window, both ends included. */
function levelsIn({ potentiation, depression, window }: RunReport["pulses"]): number {
  const slack = 1e-9 * window.gMax;
  const inside = (g: number) => g >= window.gMin - slack && g <= window.gMax + slack;
  return potentiation.filter(inside).length + depression.filter(inside).length;
}

function steps(conductance: Float64Array, first: number, factor: number): Step[] {
  return Array.from(conductance, (g, i) => ({ pulse: first + i, conductance: g * factor }));
}
