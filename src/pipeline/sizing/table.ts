import { resolve } from "node:path";
import { openTopology, readExtracted, type SizedCell, sizeCell } from "../../netlist/index.ts";
import { type ModelLibrary, type Process, readProcess } from "../../pdk/index.ts";
import { measures, type SizingSpec } from "../../spec/index.ts";
import { assertKnown } from "../assert-known.ts";
import type { Environment } from "../environment.ts";
import { PipelineError } from "../error.ts";
import { openLibrary } from "../library.ts";
import { crossPoints, type Point } from "./points.ts";

/** A sizing table with all that it names: process, models, circuits. */
export interface SizingTable {
  /** For folders and titles. */
  readonly name: string;
  readonly spec: SizingSpec;
  readonly process: Process;
  readonly library: ModelLibrary;
  readonly cells: readonly SizedCell[];
  /** The conditions of its limits; never empty. */
  readonly points: readonly [Point, ...Point[]];
}

/** Where a table stands, and where models are found. */
export type TablePlace = Pick<Environment, "folder" | "pdkRoot" | "cache"> & {
  readonly name: string;
  /** Files that take the place of cells, as they came back from layout, by the name of the cell. */
  readonly extracted?: Readonly<Record<string, string>>;
};

/**
 * Opens all that a table names, and nothing is simulated yet.
 *
 * @throws PdkError, NetlistError, SpecError; PipelineError LIMIT_CELL_KIND, CELL_UNKNOWN
 */
export async function openTable(spec: SizingSpec, place: TablePlace): Promise<SizingTable> {
  const process = readProcess(spec.process);
  const { extracted = {} } = place;
  assertKnown("cell", Object.keys(extracted), Object.keys(spec.cells));
  const cells = await Promise.all(
    Object.entries(spec.cells).map(async ([name, cell]) => {
      const topology = await openTopology(name, cell, { folder: place.folder });
      const sized = sizeCell(name, cell, { process, topology });
      const file = extracted[name];
      return file === undefined ? sized : readExtracted(sized, file, process);
    }),
  );
  assertLimitsFit(spec, cells);
  const library = await openLibrary(process, { ...place, library: spec.models.library });
  const { corners, temperatures, supplies } = spec.conditions;
  const points = crossPoints({
    corners: corners ?? [library.typicalCorner],
    temperatures,
    supplies: supplies ?? [process.supply],
  });
  return {
    name: place.name,
    spec: anywhere(spec, place.folder),
    process,
    library,
    cells,
    points: points as [Point, ...Point[]],
  };
}

/** The table as it can be read from any folder: its paths are whole. */
function anywhere(spec: SizingSpec, folder: string): SizingSpec {
  const { library } = spec.models;
  const cells = Object.entries(spec.cells).map(([name, cell]) => {
    const isPath = /[./\\]/.test(cell.topology);
    return [name, isPath ? { ...cell, topology: resolve(folder, cell.topology) } : cell] as const;
  });
  return {
    ...spec,
    cells: Object.fromEntries(cells),
    models: { library: library === null ? null : resolve(folder, library) },
  };
}

/** The kind of a user's own topology is known only now. */
function assertLimitsFit({ limits }: SizingSpec, cells: readonly SizedCell[]): void {
  for (const [i, { cell, measure }] of limits.entries()) {
    const kind = cells.find(({ name }) => name === cell)?.topology.kind;
    if (kind === measures[measure].kind) continue;
    const fitting = Object.entries(measures).filter(([, word]) => word.kind === kind);
    throw new PipelineError(
      "LIMIT_CELL_KIND",
      `${measure} is of a ${measures[measure].kind}, ${cell} is a ${kind}`,
      {
        at: ["limits", String(i), "measure"],
        hint: `Measures of a ${kind}: ${fitting.map(([name]) => name).join(", ")}.`,
      },
    );
  }
}
