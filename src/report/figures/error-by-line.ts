import * as Plot from "@observablehq/plot";
import type { CrosscheckReport, TileCurrents } from "../crosscheck-report.ts";
import { type Html, html } from "../html.ts";
import { errorColours } from "./error-scale.ts";
import { drawPlot, figure } from "./plot.ts";

/** More rows than this do not fit a page: the worst are shown. */
const mostTiles = 32;

/** A row of squares a tile: the largest error of each bit line over all inputs, of the largest output of the tile. */
export function errorByLineFigure({ currents, summary }: CrosscheckReport): Html {
  const rows = currents
    .map((tile) => ({ name: tile.name, errors: lineErrors(tile) }))
    .sort((one, other) => largest(other.errors) - largest(one.errors))
    .slice(0, mostTiles);
  const cols = Math.max(...rows.map(({ errors }) => errors.length));
  const squares = rows.flatMap(({ name, errors }) =>
    Array.from(errors, (error, line) => ({ name, line, ...errorColours(error, summary.tolerance) })),
  );
  const label = `Largest error of each bit line of ${rows.length} tiles`;
  return figure(
    "full",
    (width) =>
      drawPlot(label, {
        width,
        height: 18 * rows.length + 62,
        marginLeft: 16 + 6.6 * Math.max(...rows.map(({ name }) => name.length)),
        marginRight: 14,
        marginTop: 14,
        marginBottom: 44,
        x: { domain: [0, cols], label: "bit line", labelArrow: "none", labelAnchor: "right", ticks: 5 },
        y: { domain: rows.map(({ name }) => name), label: null, tickSize: 0, padding: 0.12 },
        marks: [
          Plot.barX(squares, {
            y: "name",
            x1: "line",
            x2: ({ line }: { line: number }) => line + 1,
            fill: "fill",
            shapeRendering: "crispEdges",
          }),
        ],
      }),
    html`<strong>Error by bit line.</strong> Largest difference of SPICE and solver over all inputs, of the largest output of the tile${
      currents.length > mostTiles ? `; the ${mostTiles} tiles with the largest of ${currents.length}` : ""
    }.`,
  );
}

/** Of each bit line (cols). */
export function lineErrors({ spice, solver }: TileCurrents): Float64Array {
  const { rows, cols } = solver;
  const errors = new Float64Array(cols);
  let scale = 0;
  for (let k = 0; k < rows * cols; k++) {
    const error = Math.abs((spice.data[k] as number) - (solver.data[k] as number));
    errors[k % cols] = Math.max(errors[k % cols] as number, error);
    scale = Math.max(scale, Math.abs(solver.data[k] as number));
  }
  return errors.map((error) => error / scale);
}

const largest = (values: Float64Array) => values.reduce((most, value) => Math.max(most, value), 0);
