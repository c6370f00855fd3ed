import type { Process } from "../../pdk/index.ts";
import type { LayoutView } from "../layout/view.ts";
import { drawings } from "./drawings.ts";
import { emitSchematic } from "./emit-schematic.ts";
import { emitSymbol } from "./emit-symbol.ts";
import { drawSchematic } from "./schematic.ts";
import { type SymbolFile, standIns, xschemrc } from "./stand-in.ts";

/** Folder of the symbols that stand in for those of a PDK. */
export const standInFolder = "stand-in";

/**
 * All that Xschem needs of a cell: its schematic and symbol, symbols that are our own, stand-ins for those of the PDK, and the `xschemrc`
 * that finds them.
 *
 * @param drawing name of a built-in topology, or of the cell of an array, which has one; others are drawn in columns
 * @throws NetlistError NETLIST_SCHEMATIC_SYMBOL, NETLIST_SCHEMATIC_SIZE
 */
export function schematicFiles(view: LayoutView, process: Process, drawing: string): SymbolFile[] {
  const schematic = drawSchematic(view, process, drawings[drawing]);
  const symbols = standIns(schematic.devices).map(({ path, text }) =>
    path.startsWith("memspice/") ? { path, text } : { path: `${standInFolder}/${path}`, text },
  );
  return [
    { path: `${view.name}.sch`, text: emitSchematic(schematic) },
    { path: `${view.name}.sym`, text: emitSymbol(view) },
    ...symbols,
    { path: "xschemrc", text: xschemrc(standInFolder) },
  ];
}
