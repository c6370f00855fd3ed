import type { ErrorRecord } from "../../foundation/index.ts";
import type { CrosscheckReport, TileComparison } from "../crosscheck-report.ts";
import { currentScatterFigure } from "../figures/current-scatter.ts";
import { errorByLineFigure } from "../figures/error-by-line.ts";
import { errorByTileFigure } from "../figures/error-by-tile.ts";
import { errorLegend } from "../figures/error-scale.ts";
import { type Html, html, nothing } from "../html.ts";
import type { Section } from "../page.ts";
import { table } from "../table.ts";
import { duration, integer, plain } from "../units.ts";
import { runFailures } from "./cell-common.ts";
import { counted, verdictMark } from "./verdict.ts";

/** Tiles in SPICE against the solver: the table, and where the errors lie. */
export function comparedTilesSection(report: CrosscheckReport): Section {
  const { summary, currents, layers } = report;
  const { tiles, tolerance } = summary;
  const body =
    tiles.length === 0
      ? html`<p>No tile was compared with SPICE: the spec asks for none.</p>`
      : html`${tilesTable(report)}
${runFailures(tiles.map((tile) => ({ where: tile.name, error: tileError(tile) })))}
${
  currents.length === 0
    ? nothing
    : html`<div class="pair">
${currentScatterFigure(currents)}
<div>
${layers.map((layer) => errorByTileFigure(layer, { tiles, tolerance }))}
</div>
</div>
${errorByLineFigure(report)}
${errorLegend(tolerance)}`
}`;
  return { id: "tiles", title: "Tiles", body };
}

function tilesTable({ summary }: CrosscheckReport): Html {
  const { tiles, provenance, array } = summary;
  const native = provenance.native !== null;
  const undriven =
    array.undriven === 0
      ? ""
      : ` ${counted(array.undriven, "tile")} of the network see black pixels alone and are not drawn: 0 A agrees with 0 A.`;
  return table({
    caption: `Emitted decks in SPICE on test images. Errors: largest difference from the solver over all bit lines and inputs, of the largest output of the tile; tolerance ${plain(summary.tolerance)}. v G: ideal arithmetic, without wires. Times of all inputs, by the clock: SPICE with reading the deck, solver from conductances on.${undriven}`,
    columns: [
      { title: "Tile" },
      { title: "Inputs", number: true },
      { title: "SPICE", number: true },
      { title: "v G", number: true },
      ...(native ? [{ title: "Native against SPICE", number: true }] : []),
      { title: "SPICE, time", number: true },
      ...(native ? [{ title: "Native, time", number: true }] : []),
      { title: "Solver, time", number: true },
      { title: "Result" },
    ],
    rows: tiles.map((tile) => [
      html`<span class="name">${tile.name}</span><small>${tile.rows} × ${tile.cols}</small>`,
      integer(tile.inputs),
      tile.maxRelativeError === null ? "–" : plain(tile.maxRelativeError),
      tile.maxIdealError === null ? "–" : plain(tile.maxIdealError),
      ...(native ? [tile.native?.status === "ok" ? plain(tile.native.maxRelativeDifference) : "–"] : []),
      tile.seconds === null ? "–" : duration(tile.seconds.spice),
      ...(native ? [tile.native?.status === "ok" ? duration(tile.native.seconds) : "–"] : []),
      tile.seconds === null ? "–" : duration(tile.seconds.solver),
      resultOf(tile),
    ]),
  });
}

function resultOf({ status }: TileComparison): Html {
  return verdictMark(status === "pass", "pass", status === "fail" ? "fail" : "no answer");
}

/** Why a tile has no answer, from either simulator. */
export function tileError({ error, native }: TileComparison): ErrorRecord | null {
  return error ?? (native?.status === "failed" ? native.error : null);
}
