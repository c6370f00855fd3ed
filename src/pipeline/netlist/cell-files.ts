import { cellLayout, type SizedCell, schematicFiles } from "../../netlist/index.ts";
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
  const views = cells.map((cell) => ({ view: cellLayout(cell, process), topology: cell.topology.name }));
  const netlists = views.flatMap(({ view }) => layoutFiles(view, layoutFormats(formats), globals));
  const drawn = formats.includes("xschem") ? views : [];
  const schematics = drawn.flatMap(({ view, topology }) =>
    schematicFiles(view, process, topology).map(({ path, text }) => {
      const cell = path.startsWith(`${view.name}.s`) ? view.name : null;
      return textFile({ path: `xschem/${path}`, format: "xschem", cell }, text);
    }),
  );
  const shared = new Map(schematics.filter(({ cell }) => cell === null).map((file) => [file.path, file]));
  return [...netlists, ...schematics.filter(({ cell }) => cell !== null), ...shared.values()];
}
