import { drawBridge6t1r } from "./draw-bridge-6t1r.ts";
import { drawCell1t1r } from "./draw-cell-1t1r.ts";
import { drawLif9t } from "./draw-lif-9t.ts";
import type { Drawing } from "./drawing.ts";

/** Drawings of the built-in topologies, by name, and of the cell of an array. To add one: its file, and its line here. */
export const drawings: Readonly<Record<string, Drawing>> = {
  "lif-9t": drawLif9t,
  "bridge-6t1r": drawBridge6t1r,
  cell_1t1r: drawCell1t1r,
};
