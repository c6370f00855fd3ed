import * as Plot from "@observablehq/plot";
import { createMatrix, type Matrix, summarize } from "../../foundation/index.ts";
import { type Html, html, raw } from "../html.ts";
import type { RunReport } from "../run-report.ts";
import { plain, share } from "../units.ts";
import { drawPlot, widths } from "./plot.ts";

/** Colours of the map, `--s0` .. `--s7` of the style sheet: from little to much. */
const colours = 8;
/** More cells a side than this cannot be told apart on a page; blocks of cells are then drawn as one. */
const largestSide = 128;

/** Map of the drive that each cell of one tile loses in wires; word lines enter at the left, bit lines leave at the bottom. */
export function irDropFigure({ layer, polarity, tile, loss }: RunReport["irDrop"]): Html {
  const block = Math.ceil(Math.max(loss.rows, loss.cols) / largestSide);
  const map = block > 1 ? blockMaximum(loss, block) : loss;
  const { min, max, mean } = summarize(loss.data);
  const worst = indexOf(loss, max);
  const step = niceStep((max * 100) / colours);
  const place = `tile (${tile[0]}, ${tile[1]}) of layer ${layer}, ${polarity === "pos" ? "gPos" : "gNeg"}`;
  const label = `IR drop over ${place}: from ${share(min)} to ${share(max)} of the drive`;
  const draw = (width: number) =>
    drawMap(label, { map, step, width, block, worst: max > 0 ? { ...worst, text: share(max) } : null });
  return html`<figure>
<div class="wide">${raw(draw(widths.half))}</div>
<div class="narrow">${raw(draw(widths.narrow))}</div>
${legend(step, max)}
<figcaption><strong>IR drop.</strong> Share of the word line drive that each cell loses in wires, all word lines at read
voltage: ${place}. Mean ${share(mean)}; worst ${share(max)} at row ${worst.row}, column ${worst.col} (ringed).${
    block > 1 ? ` A square is the largest of ${block} × ${block} cells.` : ""
  }</figcaption>
</figure>`;
}

interface Drawing {
  readonly map: Matrix;
  /** Width of one colour, percent. */
  readonly step: number;
  readonly width: number;
  /** Cells a side of one square. */
  readonly block: number;
  readonly worst: { readonly row: number; readonly col: number; readonly text: string } | null;
}

function drawMap(label: string, { map, step, width, block, worst }: Drawing): string {
  const rows = map.rows * block;
  const cols = map.cols * block;
  const inner = width - 52 - 12;
  const runs = mergeRuns(map, step);
  // square cells, unless the tile is so long and thin that it would leave the page
  const height = Math.min(Math.max((inner * rows) / cols, 90), inner * 1.6);
  return drawPlot(label, {
    width,
    height: height + 70,
    marginLeft: 52,
    marginRight: 12,
    marginTop: 30,
    marginBottom: 40,
    x: {
      domain: [0, cols],
      label: "bit line (column), sensed below",
      labelArrow: "none",
      labelAnchor: "right",
    },
    y: {
      domain: [rows, 0],
      ticks: 6,
      label: "word line (row), driven from the left",
      labelArrow: "none",
      labelAnchor: "top",
    },
    marks: [
      ...Array.from({ length: colours }, (_, colour) =>
        Plot.rect(
          runs.filter((run) => run.colour === colour),
          {
            x1: (run: Run) => run.from * block,
            x2: (run: Run) => run.to * block,
            y1: (run: Run) => run.row * block,
            y2: (run: Run) => (run.row + 1) * block,
            fill: `var(--s${colour})`,
            shapeRendering: "crispEdges",
          },
        ),
      ),
      Plot.axisX({
        ticks: 5,
        label: "bit line (column), sensed below",
        labelArrow: "none",
        labelAnchor: "right",
      }),
      Plot.frame({ stroke: "var(--muted)" }),
      ...(worst ? worstMark(worst, rows, cols) : []),
    ],
  });
}

/** A ring on the worst cell, and its value on the side where there is room. */
function worstMark(worst: NonNullable<Drawing["worst"]>, rows: number, cols: number): Plot.Markish[] {
  const at = { x: worst.col + 0.5, y: worst.row + 0.5 };
  const right = worst.col > cols / 2;
  return [
    Plot.dot([at], { x: "x", y: "y", r: 5, stroke: "var(--bg)", strokeWidth: 4 }),
    Plot.dot([at], { x: "x", y: "y", r: 5, stroke: "var(--red)", strokeWidth: 2 }),
    Plot.text([at], {
      x: "x",
      y: "y",
      text: () => worst.text,
      textAnchor: right ? "end" : "start",
      dx: right ? -10 : 10,
      dy: worst.row > rows / 2 ? -4 : 4,
      fontWeight: 600,
      fill: "var(--ink)",
      stroke: "var(--bg)",
      strokeWidth: 4,
    }),
  ];
}

function legend(step: number, max: number): Html {
  const used = Math.min(colours, Math.max(1, Math.ceil((max * 100) / step - 1e-9)));
  const items = Array.from(
    { length: used },
    (_, i) =>
      html`<li><i style="background:var(--s${i})"></i><span>${plain(Number((i * step).toPrecision(6)))}</span></li>`,
  );
  return html`<p class="scale-title">drive lost, %</p>
<ul class="scale">${items}<li class="end"><span>${plain(Number((used * step).toPrecision(6)))}</span></li></ul>`;
}

interface Run {
  readonly row: number;
  readonly from: number;
  readonly to: number;
  readonly colour: number;
}

/** Neighbours of one colour in a row as one rectangle. */
function mergeRuns(map: Matrix, step: number): Run[] {
  const runs: Run[] = [];
  const colourAt = (row: number, col: number) => {
    const percent = 100 * (map.data[row * map.cols + col] as number);
    return Math.min(Math.max(Math.floor(percent / step), 0), colours - 1);
  };
  for (let row = 0; row < map.rows; row++) {
    let from = 0;
    for (let col = 1; col <= map.cols; col++) {
      const colour = colourAt(row, from);
      if (col < map.cols && colourAt(row, col) === colour) continue;
      runs.push({ row, from, to: col, colour });
      from = col;
    }
  }
  return runs;
}

/** The least of 1, 2, 2.5, 5 times a power of ten that is not below `least`. */
export function niceStep(least: number): number {
  if (!(least > 0)) return 1;
  const decade = 10 ** Math.floor(Math.log10(least));
  const factor = [1, 1.5, 2, 2.5, 3, 4, 5, 6, 8].find((f) => f * decade >= least * (1 - 1e-9)) ?? 10;
  return factor * decade;
}

function indexOf(matrix: Matrix, value: number): { row: number; col: number } {
  const index = matrix.data.indexOf(value);
  return { row: Math.floor(index / matrix.cols), col: index % matrix.cols };
}

function blockMaximum(matrix: Matrix, block: number): Matrix {
  const out = createMatrix(Math.ceil(matrix.rows / block), Math.ceil(matrix.cols / block));
  for (let i = 0; i < matrix.rows; i++) {
    for (let j = 0; j < matrix.cols; j++) {
      const to = Math.floor(i / block) * out.cols + Math.floor(j / block);
      out.data[to] = Math.max(out.data[to] as number, matrix.data[i * matrix.cols + j] as number);
    }
  }
  return out;
}
