import type { Warning } from "../../foundation/index.ts";
import { assertNames, cellSubcircuit, type SizedCell } from "../../netlist/index.ts";
import { assertKnown } from "../assert-known.ts";
import { checkSizes } from "../sizing/legality.ts";
import type { SizingTable } from "../sizing/table.ts";
import { cellFiles } from "./cell-files.ts";
import type { NetlistFormat, Netlists } from "./netlist-file.ts";
import { simFiles } from "./sim-files.ts";

export interface TableRequest {
  readonly formats: readonly NetlistFormat[];
  /** Names of the cells, as the table spells them; empty: all. */
  readonly cells: readonly string[];
  readonly globals: boolean;
}

/**
 * Netlists of the cells of a sizing table.
 *
 * @throws PipelineError CELL_UNKNOWN; NetlistError, PdkError of a cell that has no form in a format
 */
export async function tableNetlists(table: SizingTable, request: TableRequest): Promise<Netlists> {
  const { formats, globals } = request;
  const cells = chosenCells(table, request.cells);
  assertNames(cells.map(cellSubcircuit), ["cells"]);
  const files = cellFiles(cells, { process: table.process, formats, globals });
  const simulated = formats.includes("sim") ? await simOf(table, cells) : [];
  return { files: [...files, ...simulated], warnings: await sizeWarnings(table, cells) };
}

async function simOf({ library, points, spec }: SizingTable, cells: readonly SizedCell[]) {
  const [{ corner, temperatureC, supply }] = points;
  const models = await library.corner(corner);
  const conditions = { supply, temperatureC, mismatch: null };
  const iin = spec.characterization.neuron.shown;
  return cells.flatMap((cell) => simFiles(cell, { models, conditions, iin }));
}

function chosenCells({ cells }: SizingTable, names: readonly string[]): readonly SizedCell[] {
  assertKnown(
    "cell",
    names,
    cells.map(({ name }) => name),
  );
  return names.length === 0 ? cells : cells.filter(({ name }) => names.includes(name));
}

async function sizeWarnings(table: SizingTable, cells: readonly SizedCell[]): Promise<Warning[]> {
  const chosen = new Set(cells.map(({ name }) => name));
  const rows = (await checkSizes(table)).filter(({ cell }) => chosen.has(cell));
  return rows.flatMap(({ cell, name, issues }) =>
    issues
      .filter(({ code }) => code !== "PDK_NO_MODEL_BIN") // about simulation: `sim` refuses it, a layout may have it
      .map(({ code, message }) => ({ code, at: `cells / ${cell} / ${name}`, message })),
  );
}
