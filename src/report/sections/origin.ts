import { html } from "../html.ts";
import type { Section } from "../page.ts";
import type { CellProvenance, ModelsUsed } from "../sizing-report.ts";
import { record } from "../table.ts";

/** Where results of cells and devices come from: versions, seed, models. */
export function originSection({
  provenance,
  process,
  models,
}: {
  readonly provenance: CellProvenance;
  readonly process: string;
  readonly models: ModelsUsed;
}): Section {
  const { memspice, specHash, seed, engine, node, startedAt } = provenance;
  return {
    id: "provenance",
    title: "Provenance",
    body: record([
      ["Started", startedAt],
      ["memspice", memspice],
      ["Table", html`<code>${specHash}</code>`],
      ["Seed", String(seed)],
      [
        "Engine",
        engine === null
          ? "none: nothing was simulated"
          : `${engine.name} ${engine.version}, ngspice ${engine.ngspice}, solver ${engine.solver}`,
      ],
      ["Process", `${process}, models ${models.name}, corner ${models.corner}`],
      ["Node.js", node],
    ]),
  };
}
