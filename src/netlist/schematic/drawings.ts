import { drawBridge6t1r } from "./draw-bridge-6t1r.ts";
import { drawLif9t } from "./draw-lif-9t.ts";
import type { Drawing } from "./drawing.ts";

/** Drawings of the built-in topologies, by name. To add one: its file, and its line here. */
export const drawings: Readonly<Record<string, Drawing>> = {
  "lif-9t": drawLif9t,
  "bridge-6t1r": drawBridge6t1r,
};
