import { html } from "../html.ts";
import type { Section } from "../page.ts";
import type { CellNotes } from "../sizing-report.ts";

/** Circuits and what a reader must know of them: sources, assumptions. */
export function circuitsSection(cells: readonly CellNotes[]): Section {
  return {
    id: "circuits",
    title: cells.length === 1 ? "Circuit" : "Circuits",
    body: html`${cells.map(
      ({ name, topology, kind, notes, extracted }) => html`<h3>${name}: ${topology}, a ${kind}</h3>
${
  extracted === null
    ? ""
    : html`<p>Extracted from its layout: <code>${extracted.file}</code>, SHA-256 <code>${extracted.sha256.slice(0, 16)}</code>.</p>`
}
${
  notes.length === 0
    ? html`<p>The topology has no notes.</p>`
    : html`<ul>${notes.map((note) => html`<li>${note}</li>`)}</ul>`
}
`,
    )}`,
  };
}
