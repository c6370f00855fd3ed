import * as Plot from "@observablehq/plot";
import { type Html, html } from "../html.ts";
import { type Axis, type AxisSpec, axisFor } from "./axis.ts";
import { endNames } from "./end-names.ts";
import { piecesOf, thinned } from "./pieces.ts";
import { drawPlot, figure } from "./plot.ts";

/** One curve or one set of points, SI. Points that are not finite are left out, and part the line. */
export interface Series {
  /** Written at its right end; null: not named. */
  readonly name: string | null;
  readonly x: ArrayLike<number>;
  readonly y: ArrayLike<number>;
  readonly look: "line" | "points" | "dashed";
}

export interface ChartSpec {
  /** Read aloud in place of the drawing. */
  readonly label: string;
  readonly x: AxisSpec;
  readonly y: AxisSpec;
  readonly series: readonly Series[];
  /** Places on the x axis without a value: `✗` for a run that failed, `○` for a neuron that is silent. */
  readonly gaps?: readonly { readonly x: number; readonly sign: "✗" | "○" }[];
  /** Lines across the drawing, named at its edge. */
  readonly ruleX?: readonly { readonly x: number; readonly name: string }[];
  readonly ruleY?: readonly { readonly y: number; readonly name: string }[];
  readonly height?: number;
  /** False: the x axis has neither ticks nor name, for a drawing with another below it. */
  readonly xAxis?: boolean;
  /** Room at the right for names; null: as much as they need. Equal in drawings that stand over each other. */
  readonly right?: number;
}

/** A figure of curves over one pair of axes; a sentence in its place where no point can be shown. */
export function chartFigure(size: "full" | "half", spec: ChartSpec, caption: Html): Html {
  if (axesOf(spec) === null) return html`<p class="note">${caption} No point of it can be shown.</p>`;
  return figure(size, (width) => drawChart(spec, width), caption);
}

/** The drawing itself; "" where no point can be shown. */
export function drawChart(spec: ChartSpec, width: number): string {
  const axes = axesOf(spec);
  if (axes === null) return "";
  const { series, gaps = [], ruleX = [], ruleY = [], height = 290, xAxis = true } = spec;
  const { x, y } = axes;
  const bottom = xAxis ? 40 : 12;
  const names = endNames(namedHeights(spec), y, height - 26 - bottom);
  const ofX = (value: number) => value * x.scale.factor;
  return drawPlot(spec.label, {
    width,
    height,
    marginLeft: 56,
    marginRight: spec.right ?? rightFor(names.map(({ text }) => text)),
    marginTop: 26,
    marginBottom: bottom,
    x: xAxis
      ? { ...plotAxis(x, width), labelAnchor: "right" }
      : { ...plotAxis(x, width), axis: null, label: null },
    y: plotAxis(y, 0.7 * height + 240),
    marks: [
      Plot.gridX({ stroke: "var(--grid)", strokeOpacity: 1, ticks: ticksOf(x, width) }),
      Plot.gridY({ stroke: "var(--grid)", strokeOpacity: 1, ticks: ticksOf(y, 0.7 * height + 240) }),
      x.log || x.domain[0] >= 0 ? null : Plot.ruleX([0], { stroke: "var(--muted)", strokeWidth: 0.75 }),
      y.log || y.domain[0] >= 0 ? null : Plot.ruleY([0], { stroke: "var(--muted)", strokeWidth: 0.75 }),
      Plot.ruleX(
        ruleX.map((rule) => ofX(rule.x)),
        guide,
      ),
      Plot.ruleY(
        ruleY.map((rule) => rule.y * y.scale.factor),
        guide,
      ),
      ...series.flatMap((one) => marksOf(one, axes)),
      ...gaps
        .filter(({ x: at }) => !x.log || at > 0)
        .map(({ x: at, sign }) =>
          Plot.text([sign], {
            x: ofX(at),
            frameAnchor: "bottom",
            dy: -6,
            fill: sign === "✗" ? "var(--red)" : "var(--muted)",
            fontWeight: "bold",
          }),
        ),
      ...ruleX.map(({ x: at, name }) =>
        Plot.text([name], {
          x: ofX(at),
          frameAnchor: "top",
          textAnchor: "start",
          dx: 4,
          dy: 2,
          fill: "var(--muted)",
          stroke: "var(--bg)",
          strokeWidth: 4,
        }),
      ),
      ...names.map(({ text, dy }) =>
        Plot.text([text], {
          frameAnchor: "top-right",
          lineAnchor: "middle",
          textAnchor: "start",
          dx: 5,
          dy,
          fill: "var(--muted)",
        }),
      ),
    ],
  });
}

const guide = { stroke: "var(--muted)", strokeDasharray: "2 3" } as const;

/** Pixels that names at the right edge need. */
export function rightFor(names: readonly string[]): number {
  const longest = Math.max(0, ...names.map((name) => name.length));
  return longest === 0 ? 14 : 12 + 6.6 * longest;
}

/** Both axes around all that is drawn; null where nothing is. */
function axesOf({ x, y, series, gaps = [], ruleX = [], ruleY = [] }: ChartSpec) {
  const log = { x: x.log === true, y: y.log === true };
  const points = series.flatMap((one) => piecesOf(one, log).flat());
  if (points.length === 0) return null;
  const xs = [...points.map(([a]) => a), ...gaps.map((gap) => gap.x), ...ruleX.map((rule) => rule.x)];
  const ys = [...points.map(([, b]) => b), ...ruleY.map((rule) => rule.y)];
  const axes = { x: axisFor(x, xs), y: axisFor(y, ys) };
  return axes.x && axes.y ? { x: axes.x, y: axes.y } : null;
}

/** Names of curves at their last points, and of lines across. */
function namedHeights({ x, y, series, ruleY = [] }: ChartSpec) {
  const log = { x: x.log === true, y: y.log === true };
  return [
    ...series.flatMap((one) => {
      const last = piecesOf(one, log).at(-1)?.at(-1);
      return one.name === null || last === undefined ? [] : [{ text: one.name, y: last[1] }];
    }),
    ...ruleY.map((rule) => ({ text: rule.name, y: rule.y })),
  ];
}

function ticksOf({ ticks }: Axis, pixels: number): number {
  // Plot takes a count or the values; its types of marks know the count alone
  return (typeof ticks === "number" && pixels < 400 ? ticks - 1 : ticks) as number;
}

function plotAxis(axis: Axis, pixels: number): Plot.ScaleOptions {
  return {
    type: axis.log ? "log" : "linear",
    domain: [...axis.domain],
    label: axis.label,
    labelArrow: "none",
    ticks: ticksOf(axis, pixels),
    tickFormat: axis.format,
  };
}

function marksOf(series: Series, axes: { readonly x: Axis; readonly y: Axis }): Plot.Markish[] {
  const { x, y } = axes;
  return piecesOf(series, { x: x.log, y: y.log }).map((piece) => {
    if (series.look === "points") {
      const dots = piece.map(([a, b]) => [a * x.scale.factor, b * y.scale.factor]);
      return Plot.dot(dots, { x: "0", y: "1", r: 3.5, fill: "var(--blue)", stroke: "var(--bg)" });
    }
    return Plot.line(thinned(piece, axes), {
      x: "0",
      y: "1",
      ...(series.look === "dashed"
        ? { stroke: "var(--muted)", strokeWidth: 1.4, strokeDasharray: "5 4" }
        : { stroke: "var(--blue)", strokeWidth: 1.6 }),
    });
  });
}
