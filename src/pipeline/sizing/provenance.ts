import type { Warning } from "../../foundation/index.ts";
import type { CellNotes, CellProvenance, ModelsUsed } from "../../report/index.ts";
import type { Environment } from "../environment.ts";
import { type RanDeck, solversOf } from "../simulate.ts";
import { specHashOf } from "../spec-hash.ts";
import type { SizingTable } from "./table.ts";

/** How a result came about; no engine where nothing ran. */
export function provenanceOf(
  { spec, cells }: SizingTable,
  { versions, startedAt }: Environment,
  ran: readonly RanDeck[],
): CellProvenance {
  const [first] = ran;
  return {
    memspice: versions.memspice,
    specHash: specHashOf(spec, extractedOf(cells)),
    seed: spec.seed,
    engine: first === undefined ? null : { ...first.simulation.engine, solver: solversOf(ran) },
    node: versions.node,
    startedAt,
  };
}

/** The models of the first corner of a table. Those inside the engine are not fetched for a table that asks for no run. */
export async function modelsOf({ library, points, spec }: SizingTable, ran: boolean): Promise<ModelsUsed> {
  const [{ corner }] = points;
  const { name, source, corners } = library;
  if (!ran && source === "embedded" && spec.conditions.corners === null) {
    return { name, source, corner, corners, hash: null };
  }
  const models = await library.corner(corner);
  return { name, source, corner: models.corner, corners, hash: models.hash };
}

export function notesOf({ cells }: SizingTable): CellNotes[] {
  return cells.map(({ name, topology, extracted }) => {
    const { kind, notes } = topology;
    const file = extracted === null ? null : { file: extracted.file, sha256: extracted.sha256 };
    return { name, topology: topology.name, kind, notes, extracted: file };
  });
}

/** What was done to cells from layout so that SPICE can run them. */
export function extractedWarnings(cells: SizingTable["cells"]): Warning[] {
  return cells.flatMap(({ extracted }) => extracted?.warnings ?? []);
}

/** The files that cells came back from layout in: with them a table is another one. */
function extractedOf(cells: SizingTable["cells"]): object {
  const files = cells.flatMap(({ name, extracted }) =>
    extracted === null ? [] : [[name, extracted.sha256]],
  );
  return files.length === 0 ? {} : { extracted: Object.fromEntries(files) };
}
