import * as Plot from "@observablehq/plot";
import { summarize } from "../../foundation/index.ts";
import { type Html, html } from "../html.ts";
import type { RunReport } from "../run-report.ts";
import { engineering, prefixFor, share } from "../units.ts";
import { thinCurve } from "./curve.ts";
import { drawPlot, figure } from "./plot.ts";

/** Current over voltage of the memristor under a sine: a loop that is pinched at the origin. */
export function hysteresisFigure({ voltage, current, time, pinch, lobeArea }: RunReport["hysteresis"]): Html {
  const curve = scaledCurve(voltage, current);
  const { min, max } = summarize(voltage);
  const span = (time.at(-1) ?? 0) - (time[0] ?? 0);
  const label = `Current over voltage from ${engineering(min, "V")} to ${engineering(max, "V")}: a loop pinched at the origin`;
  return figure(
    "half",
    (width) =>
      drawPlot(label, {
        width,
        height: 300,
        marginLeft: 52,
        marginTop: 26,
        marginBottom: 40,
        x: {
          label: `voltage, ${curve.x.symbol}V`,
          labelArrow: "none",
          labelAnchor: "right",
          ticks: 5,
          nice: true,
        },
        y: { label: `current, ${curve.y.symbol}A`, labelArrow: "none", ticks: 6, nice: true },
        marks: [
          Plot.gridX({ stroke: "var(--grid)", strokeOpacity: 1 }),
          Plot.gridY({ stroke: "var(--grid)", strokeOpacity: 1 }),
          Plot.ruleX([0], { stroke: "var(--muted)", strokeWidth: 0.75 }),
          Plot.ruleY([0], { stroke: "var(--muted)", strokeWidth: 0.75 }),
          Plot.line(curve.points, { x: "0", y: "1", stroke: "var(--blue)", strokeWidth: 1.4 }),
          Plot.arrow(directions(curve.points), {
            x1: (d: Direction) => d.from[0],
            y1: (d: Direction) => d.from[1],
            x2: (d: Direction) => d.to[0],
            y2: (d: Direction) => d.to[1],
            stroke: "var(--blue)",
            strokeWidth: 1.6,
            headLength: 16,
          }),
        ],
      }),
    html`<strong>Hysteresis.</strong> SPICE, ${engineering(span, "s")} of a sine between ${engineering(min, "V")} and
${engineering(max, "V")}; arrows show the direction of time. Where the voltage crosses zero the current is at most
${share(pinch)} of its peak. The area of the positive lobe is ${engineering(lobeArea, "W")}.`,
  );
}

function scaledCurve(voltage: Float64Array, current: Float64Array) {
  const x = prefixFor(largest(voltage));
  const y = prefixFor(largest(current));
  const points = thinCurve(
    voltage.map((v) => v * x.factor),
    current.map((i) => i * y.factor),
  );
  return { x, y, points };
}

function largest(values: Float64Array): number {
  const { min, max } = summarize(values);
  return Math.max(Math.abs(min), Math.abs(max));
}

interface Direction {
  readonly from: readonly [number, number];
  readonly to: readonly [number, number];
}

/** Four short pieces of the last part of the curve, to carry arrow heads. */
function directions(points: readonly (readonly [number, number])[]): Direction[] {
  const last = points.slice(Math.floor(points.length / 2));
  return [0.12, 0.38, 0.62, 0.88].flatMap((share) => {
    const at = Math.floor(share * last.length);
    const from = last[at];
    const to = last[Math.min(at + 8, last.length - 1)];
    return from && to && from !== to ? [{ from, to }] : [];
  });
}
