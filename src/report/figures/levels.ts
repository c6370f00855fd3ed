import * as Plot from "@observablehq/plot";
import { type Html, html } from "../html.ts";
import type { RunReport } from "../run-report.ts";
import { engineering, prefixFor, share } from "../units.ts";
import { drawPlot, figure } from "./plot.ts";

interface Level {
  readonly direction: string;
  readonly conductance: number;
}

/** The conductances inside the window, one stroke each: equal pulses do not give equal steps. */
export function levelsFigure({ potentiation, depression, window }: RunReport["pulses"]): Html {
  const scale = prefixFor(window.gMax);
  const inside = (direction: string, values: Float64Array): Level[] =>
    Array.from(values)
      .filter((g) => g >= window.gMin * (1 - 1e-9) && g <= window.gMax * (1 + 1e-9))
      .map((g) => ({ direction, conductance: g * scale.factor }));
  const up = inside("up", potentiation);
  const down = inside("down", depression);
  const gap = largestGap([...up, ...down].map(({ conductance }) => conductance / scale.factor));
  return figure(
    "full",
    (width) =>
      drawPlot(`Programmable conductances in the window: ${up.length} going up, ${down.length} going down`, {
        width,
        height: 150,
        marginLeft: 52,
        marginRight: 12,
        marginTop: 8,
        marginBottom: 40,
        x: {
          domain: [window.gMin * scale.factor, window.gMax * scale.factor],
          label: `conductance, ${scale.symbol}S`,
          labelArrow: "none",
          labelAnchor: "right",
        },
        y: { domain: ["up", "down"], label: null, tickSize: 0, padding: 0.25 },
        marks: [
          Plot.tickX([...up, ...down], {
            x: "conductance",
            y: "direction",
            stroke: "var(--blue)",
            strokeWidth: 1,
          }),
        ],
      }),
    html`<strong>Levels.</strong> Every conductance that the pulses reach inside the window, ${up.length} going up and
${down.length} going down. ${
      gap === null
        ? "Fewer than two levels lie in it."
        : `The widest gap between neighbours is ${engineering(gap, "S")}, ${share(gap / (window.gMax - window.gMin))} of the window.`
    }`,
  );
}

function largestGap(values: readonly number[]): number | null {
  const sorted = [...values].sort((a, b) => a - b);
  if (sorted.length < 2) return null;
  return sorted.slice(1).reduce((widest, value, i) => Math.max(widest, value - (sorted[i] as number)), 0);
}
