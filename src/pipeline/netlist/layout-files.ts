import { emitLayout, type LayoutFormat, type LayoutView, layoutEnding } from "../../netlist/index.ts";
import type { NetlistFile, NetlistFormat } from "./netlist-file.ts";

/** Those of the formats that are netlists of a layout. */
export function layoutFormats(formats: readonly NetlistFormat[]): LayoutFormat[] {
  return formats.filter((format) => format === "lvs" || format === "cdl");
}

/** A view in formats for layout, `<format>/<cell>.<ending>`. */
export function layoutFiles(
  view: LayoutView,
  formats: readonly LayoutFormat[],
  globals: boolean,
): NetlistFile[] {
  return formats.map((format) => ({
    path: `${format}/${view.name}.${layoutEnding[format]}`,
    format,
    cell: view.name,
    lines: () => emitLayout(view, { format, globals }),
  }));
}
