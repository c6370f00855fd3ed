import * as Plot from "@observablehq/plot";
import { type Html, html } from "../html.ts";
import type { WaterfallStage } from "../run-report.ts";
import { type StageRow, stageRows } from "../stages.ts";
import { integer, percent, percentDigits, points } from "../units.ts";
import { drawPlot, figure } from "./plot.ts";

/** Accuracy after each stage with its 95 % interval, on an axis that is zoomed to where the stages differ and says so. */
export function waterfallFigure(stages: readonly WaterfallStage[]): Html {
  const rows = stageRows(stages);
  const domain = zoomedDomain(rows);
  const zoomed = domain[0] > 0 || domain[1] < 100;
  const images = rows[0]?.images ?? 0;
  const samples = rows.filter(({ sample }) => sample).map(({ name }) => name);
  const label = `Accuracy by stage: ${rows.map((row) => `${row.name} ${percent(row.accuracy, row.images)}`).join(", ")}`;
  return figure(
    "full",
    (width) => draw({ label, rows, domain, zoomed, width }),
    html`<strong>Where the accuracy goes.</strong> Dots: share of ${integer(images)} test images that are right; whiskers: 95 %
interval (Wilson); bars: what a stage takes or gives. ${
      zoomed ? `The axis is zoomed: it runs from ${domain[0]} to ${domain[1]} %, not from 0. ` : ""
    }All stages see the same images, so a change smaller than a whisker can still be real.${
      samples.length > 0
        ? ` Samples (${samples.join(", ")}) saw fewer, and are to be compared image by image, not by accuracy; an arrow head marks an interval that leaves the drawing.`
        : ""
    }`,
  );
}

interface Drawing {
  readonly label: string;
  readonly rows: readonly StageRow[];
  readonly domain: readonly [number, number];
  readonly zoomed: boolean;
  readonly width: number;
}

function draw({ label, rows, domain, zoomed, width }: Drawing): string {
  const wide = width > 600;
  const full = rows.filter(({ sample }) => !sample);
  const clip = (fraction: number) => Math.min(Math.max(fraction * 100, domain[0]), domain[1]);
  const y = (row: StageRow) => row.name;
  const changed = full.filter(({ before }) => before !== null);
  return drawPlot(label, {
    width,
    height: 50 + rows.length * (wide ? 42 : 46),
    marginLeft: wide ? 118 : 92,
    marginRight: wide ? 212 : 72,
    marginTop: 6,
    marginBottom: 44,
    x: {
      domain,
      ticks: wide ? 8 : 3,
      label: `accuracy, %${zoomed ? " (zoomed axis, not from 0)" : ""}`,
      labelOffset: 40,
      labelArrow: "none",
      labelAnchor: "center",
    },
    y: { domain: rows.map(y), label: null, padding: 0.35, tickSize: 0 },
    marks: [
      Plot.gridX({ stroke: "var(--grid)", strokeOpacity: 1, ticks: wide ? 8 : 3 }),
      Plot.axisY({ label: null, tickSize: 0, tickPadding: 12, fontSize: wide ? 14 : 12, fill: "var(--ink)" }),
      Plot.barX(changed, {
        x1: (row: StageRow) => clip(row.before as number),
        x2: (row: StageRow) => clip(row.accuracy),
        y,
        fill: (row: StageRow) => (row.accuracy < (row.before as number) ? "var(--loss)" : "var(--gain)"),
        insetTop: 2,
        insetBottom: 2,
      }),
      Plot.link(changed, {
        x1: (row: StageRow) => clip(row.before as number),
        x2: (row: StageRow) => clip(row.before as number),
        y1: (row: StageRow) => rows[rows.indexOf(row) - 1]?.name,
        y2: y,
        stroke: "var(--muted)",
        strokeDasharray: "2,3",
      }),
      Plot.ruleY(rows, {
        x1: (row: StageRow) => clip(row.ci95[0]),
        x2: (row: StageRow) => clip(row.ci95[1]),
        y,
        stroke: "var(--ink)",
        strokeWidth: 1.5,
      }),
      Plot.dot(ends(rows, domain), {
        x: "x",
        y: "name",
        symbol: (end: End) => end.symbol,
        rotate: (end: End) => end.rotate,
        r: 5,
        stroke: "var(--ink)",
        fill: "var(--ink)",
      }),
      Plot.dot(
        rows.filter((row) => row.accuracy * 100 >= domain[0] && row.accuracy * 100 <= domain[1]),
        { x: (row: StageRow) => row.accuracy * 100, y, r: 5, fill: "var(--blue)", stroke: "var(--bg)" },
      ),
      Plot.text(rows, {
        y,
        frameAnchor: "right",
        textAnchor: "end",
        dx: wide ? 84 : 68,
        dy: wide ? 0 : -8,
        text: valueText,
        fontSize: 14,
        fontWeight: 600,
        fill: "var(--ink)",
      }),
      Plot.text(rows, {
        y,
        frameAnchor: "right",
        textAnchor: wide ? "start" : "end",
        dx: wide ? 98 : 68,
        dy: wide ? 0 : 8,
        text: (row: StageRow) => changeText(row, wide),
        fill: "var(--muted)",
      }),
    ],
  });
}

function valueText(row: StageRow): string {
  if (row.sample) return `${Math.round(row.accuracy * row.images)} of ${row.images}`;
  return percent(row.accuracy, row.images);
}

function changeText(row: StageRow, wide: boolean): string {
  if (row.sample) return wide ? `${percentDigits(row.ci95[0], 1)} to ${percent(row.ci95[1], 1)} ` : "sample";
  if (row.before === null) return wide ? "start" : "";
  return `${points(row.accuracy - row.before, row.images)} ${wide ? "points" : "pt"}`;
}

interface End {
  readonly name: string;
  readonly x: number;
  readonly symbol: "triangle";
  readonly rotate: number;
}

/** Arrow heads where an interval goes on beyond the drawing. */
function ends(rows: readonly StageRow[], [low, high]: readonly [number, number]): End[] {
  return rows.flatMap(({ name, ci95 }): End[] => [
    ...(ci95[0] * 100 < low ? [{ name, x: low, symbol: "triangle", rotate: -90 } as const] : []),
    ...(ci95[1] * 100 > high ? [{ name, x: high, symbol: "triangle", rotate: 90 } as const] : []),
  ]);
}

/** Percent, from the stages that saw all images: their intervals and a little air, on round numbers; from 0 when they spread far. */
function zoomedDomain(rows: readonly StageRow[]): readonly [number, number] {
  const full = rows.filter(({ sample }) => !sample);
  const low = 100 * Math.min(...full.map(({ ci95 }) => ci95[0]));
  const high = 100 * Math.max(...full.map(({ ci95 }) => ci95[1]));
  if (high - low > 50) return [0, 100];
  const step = [0.1, 0.2, 0.5, 1, 2, 5, 10].find((size) => (high - low) / size <= 10) ?? 10;
  const round = (value: number) => Number(value.toFixed(1));
  return [
    Math.max(0, round(Math.floor(low / step) * step)),
    Math.min(100, round(Math.ceil(high / step) * step)),
  ];
}
