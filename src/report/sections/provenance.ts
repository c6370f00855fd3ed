import { html } from "../html.ts";
import type { Section } from "../page.ts";
import type { RunSummary } from "../run-report.ts";
import type { CellProvenance } from "../sizing-report.ts";
import { record } from "../table.ts";

export interface OriginOptions {
  /** What was hashed; a spec where left out. */
  readonly input?: "Spec" | "Table";
  /** Rows that a page has beside those of all, after the engine. */
  readonly more?: readonly (readonly [name: string, text: string])[];
}

/** Where results come from: versions, hash of the input, seed, engine. */
export function provenanceSection(
  origin: CellProvenance,
  { input = "Spec", more = [] }: OriginOptions = {},
): Section {
  const { memspice, specHash, seed, engine, node, startedAt } = origin;
  return {
    id: "provenance",
    title: "Provenance",
    body: record([
      ["Started", startedAt],
      ["memspice", memspice],
      [input, html`<code>${specHash}</code>`],
      ["Seed", String(seed)],
      ["Engine", engine === null ? "none: nothing was simulated" : engineText(engine)],
      ...more,
      ["Node.js", node],
    ]),
  };
}

function engineText({ name, version, ngspice, solver }: RunSummary["provenance"]["engine"]): string {
  return `${name} ${version}, ngspice ${ngspice}, solver ${solver}`;
}
