import { hashOf } from "../../foundation/index.ts";
import type { CellNotes, CellProvenance, ModelsUsed } from "../../report/index.ts";
import type { Environment } from "../environment.ts";
import { type RanDeck, solversOf } from "../simulate.ts";
import type { SizingTable } from "./table.ts";

/** How a result came about; no engine where nothing ran. */
export function provenanceOf(
  { spec }: SizingTable,
  { versions, startedAt }: Environment,
  ran: readonly RanDeck[],
): CellProvenance {
  const [first] = ran;
  return {
    memspice: versions.memspice,
    specHash: hashOf({ ...spec, solver: null }),
    seed: spec.seed,
    engine: first === undefined ? null : { ...first.simulation.engine, solver: solversOf(ran) },
    node: versions.node,
    startedAt,
  };
}

/** The models of the first corner of a table. */
export async function modelsOf({ library, points }: SizingTable): Promise<ModelsUsed> {
  const { name, source, corner, hash } = await library.corner(points[0].corner);
  return { name, source, corner, hash, corners: library.corners };
}

export function notesOf({ cells }: SizingTable): CellNotes[] {
  return cells.map(({ name, topology }) => {
    const { kind, notes } = topology;
    return { name, topology: topology.name, kind, notes };
  });
}
