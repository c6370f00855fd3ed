import * as Plot from "@observablehq/plot";
import type { CrosscheckReport, TileComparison } from "../crosscheck-report.ts";
import { type Html, html, raw } from "../html.ts";
import { plain } from "../units.ts";
import { errorColours } from "./error-scale.ts";
import { drawPlot, widths } from "./plot.ts";

type Layer = CrosscheckReport["layers"][number];

/** Tiles of a layer as they lie, both polarities side by side, each with its largest error; those that did not run are left empty. */
export function errorByTileFigure(
  { name, grid }: Layer,
  { tiles, tolerance }: { readonly tiles: readonly TileComparison[]; readonly tolerance: number },
): Html {
  const own = tiles.filter(({ layer }) => layer === name);
  const draw = (width: number) => drawTiles({ own, grid, tolerance, width, name });
  return html`<figure>
<div class="wide">${raw(draw(widths.half))}</div>
<div class="narrow">${raw(draw(widths.narrow))}</div>
<figcaption><strong>Layer ${name}.</strong> ${own.length} of ${2 * grid[0] * grid[1]} tiles ran. Row and column of the tile; empty squares were not
asked for${own.some(({ status }) => status === "error") ? "; ✗ gave no answer" : ""}.</figcaption>
</figure>`;
}

interface Drawing {
  readonly own: readonly TileComparison[];
  readonly grid: readonly [number, number];
  readonly tolerance: number;
  readonly width: number;
  readonly name: string;
}

function drawTiles({ own, grid: [rows, cols], tolerance, width, name }: Drawing): string {
  const x = (polarity: "pos" | "neg", col: number) => `${polarity === "pos" ? "gPos" : "gNeg"} ${col}`;
  const columns = (["pos", "neg"] as const).flatMap((polarity) =>
    Array.from({ length: cols }, (_, col) => x(polarity, col)),
  );
  const side = (width - 52) / columns.length;
  const height = Math.min(Math.max(24 * rows, 60), 720);
  const squares = own.map((tile) => ({
    x: x(tile.polarity, tile.tile[1]),
    y: tile.tile[0],
    ...errorColours(tile.maxRelativeError ?? Number.NaN, tolerance),
    text: tile.maxRelativeError === null ? "✗" : side < 52 ? "" : plain(tile.maxRelativeError),
  }));
  const empty = columns.flatMap((column) => Array.from({ length: rows }, (_, y) => ({ x: column, y })));
  const readable = height / rows >= 14;
  return drawPlot(`Largest error of each tile of layer ${name}`, {
    width,
    height: height + 52,
    marginLeft: 40,
    marginRight: 12,
    marginTop: 24,
    marginBottom: 28,
    x: { domain: columns, label: null, tickSize: 0, axis: side < 46 ? null : "bottom", padding: 0.06 },
    y: {
      domain: Array.from({ length: rows }, (_, row) => row),
      label: "tile row",
      labelArrow: "none",
      labelAnchor: "top",
      tickSize: 0,
      ...(readable ? {} : { ticks: [] }),
      padding: 0.1,
    },
    marks: [
      Plot.cell(empty, { x: "x", y: "y", fill: "none", stroke: "var(--rule)" }),
      Plot.cell(squares, { x: "x", y: "y", fill: "fill" }),
      ...(readable ? [Plot.text(squares, { x: "x", y: "y", text: "text", fill: "ink" })] : []),
    ],
  });
}
