import { bridge6t1r } from "./bridge-6t1r.ts";
import { lif9t } from "./lif-9t.ts";
import type { Topology } from "./topology.ts";

/** The topologies that a sizing table may name. To add one: its file, and its line here. */
export const builtInTopologies: readonly Topology[] = [lif9t, bridge6t1r];
