import type { Warning } from "../../foundation/index.ts";
import { type ExtractedSelectedCell, readExtractedSelectedCell, selectedCell } from "../../netlist/index.ts";
import type { Process } from "../../pdk/index.ts";
import type { RunSpec } from "../../spec/index.ts";
import { assertKnown } from "../assert-known.ts";

/** The 1T1R cell that SPICE has in place of that of the spec; null: none was named. @throws PipelineError CELL_UNKNOWN; NetlistError */
export async function openExtracted(
  files: Readonly<Record<string, string>>,
  { device, array }: Pick<RunSpec, "device" | "array">,
  process: Process,
): Promise<ExtractedSelectedCell | null> {
  const known = array.cell.kind === "1t1r" ? [selectedCell] : [];
  const more = `An array is made of ${selectedCell} with --set array.cell.kind=1t1r.`;
  assertKnown("cell", Object.keys(files), known, { more });
  const path = files[selectedCell];
  return path === undefined
    ? null
    : readExtractedSelectedCell(path, { device, select: array.cell.select, process });
}

/** That SPICE and solver do not have the same cell, and whose it is. */
export function extractedWarnings(extracted: ExtractedSelectedCell | null): Warning[] {
  if (extracted === null) return [];
  const { file, sha256, parts } = extracted;
  const message = `SPICE has the cell of ${file} (SHA-256 ${sha256.slice(0, 16)}), the solver that of the spec: they differ by what the layout adds`;
  return [{ code: "CELL_EXTRACTED", at: selectedCell, message }, ...parts.warnings];
}
