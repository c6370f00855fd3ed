import * as Plot from "@observablehq/plot";
import type { TileCurrents } from "../crosscheck-report.ts";
import { type Html, html } from "../html.ts";
import { integer, plain, prefixFor } from "../units.ts";
import { drawPlot, figure } from "./plot.ts";

/** More points than this lie on one another. */
const mostPoints = 1500;

/** Bit line currents in SPICE, and by ideal arithmetic, over those of the solver. */
export function currentScatterFigure(currents: readonly TileCurrents[]): Html {
  const all = currents.flatMap(({ ideal, solver, spice }) =>
    Array.from(solver.data, (x, k) => ({
      x,
      spice: spice.data[k] as number,
      ideal: ideal.data[k] as number,
    })),
  );
  const step = Math.ceil(all.length / mostPoints);
  const { symbol, factor } = prefixFor(
    all.reduce((most, { x, ideal }) => Math.max(most, Math.abs(x), Math.abs(ideal)), 0),
  );
  const points = all
    .filter((_, k) => k % step === 0)
    .map(({ x, spice, ideal }) => ({ x: x * factor, spice: spice * factor, ideal: ideal * factor }));
  const low = points.reduce((least, { x, spice, ideal }) => Math.min(least, x, spice, ideal), 0);
  const high = points.reduce((most, { x, spice, ideal }) => Math.max(most, x, spice, ideal), 0);
  const domain = [low * 1.05, high * 1.05];
  const axis = { domain, ticks: 5, tickFormat: plain, labelArrow: "none" as const };
  return figure(
    "half",
    (width) =>
      drawPlot("Bit line currents in SPICE and by ideal arithmetic over those of the solver", {
        width,
        height: 340,
        marginLeft: 52,
        marginRight: 16,
        marginTop: 26,
        marginBottom: 40,
        x: { ...axis, label: `solver, ${symbol}A`, labelAnchor: "right" },
        y: { ...axis, label: `SPICE, v G, ${symbol}A` },
        marks: [
          Plot.gridX({ stroke: "var(--grid)", strokeOpacity: 1, ticks: 5 }),
          Plot.gridY({ stroke: "var(--grid)", strokeOpacity: 1, ticks: 5 }),
          Plot.line(
            [domain, domain].map((_, k) => [domain[k], domain[k]]),
            { stroke: "var(--muted)", strokeWidth: 0.75 },
          ),
          Plot.dot(points, {
            x: "x",
            y: "ideal",
            r: 2.5,
            stroke: "var(--red)",
            strokeWidth: 0.8,
            strokeOpacity: 0.7,
          }),
          Plot.dot(points, { x: "x", y: "spice", r: 1.8, fill: "var(--blue)" }),
        ],
      }),
    html`<strong>Bit line currents.</strong> Dots: SPICE; rings: ideal arithmetic, v G without wires. Where SPICE and solver agree, the
dots lie on the line; how far the rings lie from it is what wires take, and cells whose current is not v G. ${integer(points.length)} of ${integer(all.length)} currents are drawn.`,
  );
}
