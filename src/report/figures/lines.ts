import * as Plot from "@observablehq/plot";
import { type Html, html } from "../html.ts";
import { plain, prefixFor } from "../units.ts";
import { drawPlot, figure } from "./plot.ts";

export interface LinesFigure {
  readonly label: string;
  readonly x: { readonly name: string; readonly unit: string; readonly log?: boolean };
  readonly y: { readonly name: string; readonly unit: string; readonly log?: boolean };
  /** A curve each: its name, and points [x, y] in SI units. */
  readonly curves: readonly {
    readonly name: string;
    readonly points: readonly (readonly [number, number])[];
  }[];
  /** The curves come back to where they began: their names stand at the largest x. */
  readonly closed?: boolean;
  readonly caption: Html;
}

/** Curves over one another, each with its name at its end. A logarithmic axis shows powers of ten. */
export function linesFigure({ label, x, y, curves, closed, caption }: LinesFigure): Html {
  const all = curves.flatMap(({ points }) => points);
  const most = (k: 0 | 1) => all.reduce((a, point) => Math.max(a, Math.abs(point[k])), 0);
  const [sx, sy] = [scaleOf(x.log, most(0)), scaleOf(y.log, most(1))];
  const rows = curves.flatMap(({ name, points }) =>
    points.map(([a, b]) => ({ name, a: a * sx.factor, b: b * sy.factor })),
  );
  const select = closed ? Plot.selectMaxX : Plot.selectLast;
  const axis = (of: LinesFigure["x"], symbol: string) => ({
    label: `${of.name}, ${symbol}${of.unit}`,
    labelArrow: "none" as const,
    type: of.log ? ("log" as const) : ("linear" as const),
    ticks: 5,
    tickFormat: of.log ? (value: number) => value.toExponential(0) : plain,
  });
  return figure(
    "half",
    (width) =>
      drawPlot(label, {
        width,
        height: 300,
        marginLeft: 58,
        marginRight: 56,
        marginTop: 26,
        marginBottom: 40,
        x: { ...axis(x, sx.symbol), labelAnchor: "right" },
        y: axis(y, sy.symbol),
        marks: [
          Plot.gridX({ stroke: "var(--grid)", strokeOpacity: 1 }),
          Plot.gridY({ stroke: "var(--grid)", strokeOpacity: 1 }),
          Plot.line(rows, { x: "a", y: "b", z: "name", stroke: "var(--blue)", strokeWidth: 1.4 }),
          Plot.text(
            rows,
            select({
              x: "a",
              y: "b",
              z: "name",
              text: "name",
              textAnchor: "start",
              dx: 4,
              fill: "var(--muted)",
            }),
          ),
        ],
      }),
    html`${caption}`,
  );
}

function scaleOf(log: boolean | undefined, most: number) {
  return log ? { symbol: "", factor: 1 } : prefixFor(most);
}
