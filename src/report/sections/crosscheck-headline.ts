import type { CrosscheckReport, CrosscheckSummary } from "../crosscheck-report.ts";
import { type Html, html, nothing } from "../html.ts";
import { facts } from "../table.ts";
import { duration, integer, percent, plain } from "../units.ts";
import { counted } from "./verdict.ts";

/** Whether SPICE and solver agree, and by how much. */
export function crosscheckHeadline({ name, summary }: CrosscheckReport): Html {
  const { tiles, network, tolerance, cell, array } = summary;
  const failed = summary.status === "failed";
  const worst = tiles.reduce((most, { maxRelativeError }) => Math.max(most, maxRelativeError ?? 0), 0);
  const ideal = tiles.reduce((most, { maxIdealError }) => Math.max(most, maxIdealError ?? 0), 0);
  const images = network === null ? "" : ` and ${counted(network.images, "whole image")}`;
  const seen = `${counted(tiles.length, "tile")} of ${integer(array.tiles)}${images}`;
  return html`<p class="eyebrow">memspice crosscheck · ${name}</p>
<h1>${titleOf(summary)}</h1>
<p class="lead">${seen} in SPICE, on the
arrays as they are programmed, with their wires${cellNotes[cell]}. Tolerance ${plain(tolerance)} of the largest output.</p>
${failed ? html`<p class="notice bad"><strong>✗ ${faultsOf(summary).join(", ")}.</strong> What the solver says of this network is then not confirmed.</p>` : nothing}
${summary.warnings.length > 0 ? html`<p class="notice"><a href="#warnings">${counted(summary.warnings.length, "warning")}</a> should be read with these figures.</p>` : nothing}
${facts([
  {
    name: "SPICE against solver",
    value: tiles.length === 0 ? "not run" : plain(worst),
    note: "largest error of a tile, of its output",
  },
  {
    name: "Ideal arithmetic",
    value: tiles.length === 0 ? "not run" : plain(ideal),
    note: `v G against the solver: what ${cell === "linear" ? "wires take" : "wires and cells take"}`,
  },
  ...(network === null
    ? []
    : [
        {
          name: "Same class",
          value: `${network.agreement} of ${network.images}`,
          note: "images, SPICE and solver",
        },
        {
          name: "Right in SPICE",
          value: percent(network.accuracy.spice, network.images),
          note: `solver ${percent(network.accuracy.solver, network.images)}`,
        },
        {
          name: "Right without wires",
          value: percent(network.accuracy.ideal, network.images),
          note: `float weights ${percent(network.accuracy.float, network.images)}`,
        },
        {
          name: "An image in SPICE",
          value: duration(network.seconds.spice / network.images),
          note: `${integer(array.tiles)} tiles`,
        },
      ]),
])}`;
}

function titleOf(summary: CrosscheckSummary): string {
  if (differencesOf(summary).length > 0) return "SPICE and the solver do not agree";
  return silencesOf(summary).length > 0 ? "SPICE did not answer everywhere" : "SPICE and the solver agree";
}

const cellNotes: Readonly<Record<CrosscheckSummary["cell"], string>> = {
  linear: "",
  memristor: " and the memristors' own currents",
  "1t1r": ", the memristors' own currents and a select transistor in every cell",
};

/** What did not hold: differences, then what has no answer. */
export function faultsOf(summary: CrosscheckSummary): string[] {
  return [...differencesOf(summary), ...silencesOf(summary)];
}

function differencesOf({ tiles, network, tolerance }: CrosscheckSummary): string[] {
  const above = tiles.filter(({ status }) => status === "fail").length;
  const parts = above > 0 ? [`${above} of ${tiles.length} tiles above the tolerance`] : [];
  if (network === null) return parts;
  const { images, failed, agreement, maxLogitError } = network;
  const other = images - failed - agreement;
  if (other > 0) parts.push(`another class for ${other} of ${images} images`);
  if (maxLogitError !== null && !(maxLogitError <= tolerance))
    parts.push(`outputs of whole images apart by ${plain(maxLogitError)}`);
  return parts;
}

function silencesOf({ tiles, network }: CrosscheckSummary): string[] {
  const silent = tiles.filter(({ status }) => status === "error").length;
  const parts = silent > 0 ? [`${silent} of ${tiles.length} tiles without an answer`] : [];
  if (network !== null && network.failed > 0)
    parts.push(`${network.failed} of ${network.images} images without an answer`);
  return parts;
}
