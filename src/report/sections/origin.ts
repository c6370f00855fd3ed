import type { Section } from "../page.ts";
import type { CellProvenance, ModelsUsed } from "../sizing-report.ts";
import { provenanceSection } from "./provenance.ts";

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
  const used = ["Process", `${process}, models ${models.name}, corner ${models.corner}`] as const;
  return provenanceSection(provenance, { input: "Table", more: [used] });
}
