import { emitLayout, type LayoutFormat, type LayoutView, layoutEnding } from "../../netlist/index.ts";
import type { NetlistFile } from "./netlist-file.ts";

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
