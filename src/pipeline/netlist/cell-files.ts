import { cellLayout, type LayoutView, type SizedCell, schematicFiles } from "../../netlist/index.ts";
import type { Process } from "../../pdk/index.ts";
import { layoutFiles, layoutFormats } from "./layout-files.ts";
import { type NetlistFile, type NetlistFormat, textFile } from "./netlist-file.ts";

export interface CellFormats {
  readonly process: Process;
  readonly formats: readonly NetlistFormat[];
  readonly globals: boolean;
}

/**
 * Cells as a layout sees them, in the formats that are not `sim`: netlists, and schematics with the symbols that these share.
 *
 * @throws NetlistError of a cell that has no form in a format
 */
export function cellFiles(
  cells: readonly SizedCell[],
  { process, formats, globals }: CellFormats,
): NetlistFile[] {
  if (formats.every((format) => format === "sim")) return [];
  return viewFiles(
    cells.map((cell) => viewOf(cell, process)),
    { process, formats, globals },
  );
}

/** A sized cell as a layout sees it, drawn as its topology is. */
export function viewOf(cell: SizedCell, process: Process): DrawnView {
  return { view: cellLayout(cell, process), drawing: cell.topology.name };
}

/** A cell as a layout sees it, and the name of its drawing: that of its topology, or of the cell of an array. */
export interface DrawnView {
  readonly view: LayoutView;
  readonly drawing: string;
}

/** As `cellFiles`, of cells that have no topology. */
export function viewFiles(
  views: readonly DrawnView[],
  { process, formats, globals }: CellFormats,
): NetlistFile[] {
  const netlists = views.flatMap(({ view }) => layoutFiles(view, layoutFormats(formats), globals));
  const drawn = formats.includes("xschem") ? views : [];
  const schematics = drawn.flatMap(({ view, drawing }) =>
    schematicFiles(view, process, drawing).map(({ path, text }) => {
      const cell = path.startsWith(`${view.name}.s`) ? view.name : null;
      return textFile({ path: `xschem/${path}`, format: "xschem", cell }, text);
    }),
  );
  const shared = new Map(schematics.filter(({ cell }) => cell === null).map((file) => [file.path, file]));
  return [...netlists, ...schematics.filter(({ cell }) => cell !== null), ...shared.values()];
}
