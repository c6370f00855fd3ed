import * as Plot from "@observablehq/plot";
import { type Html, html } from "../html.ts";
import { plain, prefixFor } from "../units.ts";
import { spread } from "./end-names.ts";
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
  const domain = extent(rows.map(({ b }) => b));
  const names = endsOf(
    curves.map(({ name }) => rows.filter((row) => row.name === name)),
    closed === true,
  );
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
        ...frame,
        marginLeft: 58,
        marginRight: 56,
        x: { ...axis(x, sx.symbol), labelAnchor: "right" },
        y: { ...axis(y, sy.symbol), domain },
        marks: [
          Plot.gridX({ stroke: "var(--grid)", strokeOpacity: 1 }),
          Plot.gridY({ stroke: "var(--grid)", strokeOpacity: 1 }),
          Plot.line(rows, { x: "a", y: "b", z: "name", stroke: "var(--blue)", strokeWidth: 1.4 }),
          ...moved(names, domain, y.log === true).map(({ text, a, b, dy }) =>
            Plot.text([{ a, b }], {
              x: "a",
              y: "b",
              text: [text],
              textAnchor: "start",
              dx: 4,
              dy,
              fill: "var(--muted)",
            }),
          ),
        ],
      }),
    html`${caption}`,
  );
}

const frame = { height: 300, marginTop: 26, marginBottom: 40 };

interface Row {
  readonly name: string;
  readonly a: number;
  readonly b: number;
}

/** Where each curve's name stands: at its last point, or at its largest x. */
function endsOf(curves: readonly (readonly Row[])[], closed: boolean): Row[] {
  return curves.flatMap((rows) => {
    const last = rows.at(-1);
    if (last === undefined) return [];
    return [closed ? rows.reduce((most, row) => (row.a > most.a ? row : most), last) : last];
  });
}

/** Names with the pixels that they move by, so that none covers another. */
function moved(names: readonly Row[], domain: readonly [number, number], log: boolean) {
  const inner = frame.height - frame.marginTop - frame.marginBottom;
  const along = (value: number) => (log ? Math.log10(value) : value);
  const [low, high] = [along(domain[0]), along(domain[1])];
  const wanted = names
    .map((row) => ({ ...row, text: row.name, dy: inner * (1 - (along(row.b) - low) / (high - low)) }))
    .sort((one, other) => one.dy - other.dy);
  const placed = spread(wanted, inner).reverse();
  return wanted.map((row, k) => ({ ...row, dy: (placed[k]?.dy ?? row.dy) - row.dy }));
}

function extent(values: readonly number[]): [number, number] {
  const [low, high] = values.reduce(
    ([least, most], v) => [Math.min(least, v), Math.max(most, v)],
    [Infinity, -Infinity],
  );
  return low < high ? [low, high] : [low - 1, low + 1];
}

function scaleOf(log: boolean | undefined, most: number) {
  return log ? { symbol: "", factor: 1 } : prefixFor(most);
}
