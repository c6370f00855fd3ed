import type { Summary } from "../../foundation/index.ts";
import { conductanceFigure } from "../figures/conductances.ts";
import { type Html, html, nothing } from "../html.ts";
import type { Section } from "../page.ts";
import type { RunReport } from "../run-report.ts";
import { table } from "../table.ts";
import { engineering, integer, share } from "../units.ts";

/** What was written into the cells of each layer, and how well. */
export function layersSection({ summary, conductances }: RunReport): Section {
  const missed = summary.layers.filter(({ programming }) => programming.unreachable > 0);
  return {
    id: "layers",
    title: "Programmed layers",
    body: html`<div class="pair">${conductances.map((layer) => conductanceFigure(layer))}</div>
${table({
  caption: "Conductances as programmed: mean, then least to most.",
  columns: [
    { title: "Layer" },
    { title: "Rows × columns", number: true },
    { title: "Tiles", number: true },
    { title: "gPos", number: true },
    { title: "gNeg", number: true },
  ],
  rows: summary.layers.map(({ name, rows, cols, tiles, gPos, gNeg }) => [
    name,
    `${integer(rows)} × ${integer(cols)}`,
    integer(tiles),
    spread(gPos),
    spread(gNeg),
  ]),
})}
${table({
  caption:
    "Programming outcome. Error: reached minus target, root mean square, of the window. A cell stops at the first pulse inside its tolerance, so most lie near the edge they came from.",
  columns: [
    { title: "Layer" },
    { title: "Cells", number: true },
    { title: "Not reached", number: true },
    { title: "Pulses a cell, mean", number: true },
    { title: "Error, % of window", number: true },
  ],
  rows: summary.layers.map(({ name, programming }) => [
    name,
    integer(programming.cells),
    unreachable(programming),
    programming.meanPulses.toFixed(1),
    (100 * programming.rmsError).toFixed(2),
  ]),
})}
${missed.length > 0 ? html`<p class="note">A cell counts as not reached when its pulses ran out outside the tolerance; it is evaluated with the conductance that it has.</p>` : nothing}`,
  };
}

function spread({ min, max, mean }: Summary): Html {
  return html`${engineering(mean, "S")}<small>${engineering(min, "S")} to ${engineering(max, "S")}</small>`;
}

function unreachable({ cells, unreachable }: RunReport["summary"]["layers"][number]["programming"]): Html {
  if (unreachable === 0) return html`0`;
  return html`${integer(unreachable)}<small>${share(unreachable / cells)}</small>`;
}
