import { type PlaceRow, placeTransistors } from "./place-transistors.ts";
import type { Topology } from "./topology.ts";

/** The one place where published names meet roles. */
const places: readonly PlaceRow[] = [
  ["W1", "M5", "p", ["vi", "vi", "vdd"], "mirror, input: feeds the bridge"],
  ["W2", "M6", "p", ["ipos", "vi", "vdd"], "mirror, output: into the postsynaptic membrane"],
  ["W3", "M1", "n", ["vi", "vpre", "a"], "pre spike: mirror to a"],
  ["W4", "M2", "n", ["a", "vpos", "gnd"], "post spike: a to ground"],
  ["W5", "M4", "n", ["b", "vpre", "gnd"], "pre spike: b to ground"],
  ["W6", "M3", "n", ["vi", "vpos", "b"], "post spike: mirror to b"],
];

/**
 * The synapse of six transistors and a memristor: an H bridge under a current mirror.
 *
 * A pre spike drives a current from a to b, against the polarity of the memristor (it reads, and depresses), and the mirror copies it
 * into the postsynaptic membrane. A post spike drives the other way (it potentiates). Where both overlap, the wider legs win.
 */
export const bridge6t1r: Topology = {
  name: "bridge-6t1r",
  kind: "synapse",
  purpose: "synapse of six transistors and a memristor: H bridge under a current mirror",
  ports: ["vpre", "vpos", "ipos", "vdd", "gnd"],
  transistors: placeTransistors(places),
  passives: [],
  parameters: {},
  memristor: ["b", "a"],
  subcircuits: [],
  notes: [
    "ASSUMED: which of the published W1..W6 is which transistor. Mirror W1 W2 (M5 M6), pre-gated W3 W5 (M1 M4), post-gated W4 W6 (M2 M3).",
    "The publication does not say. The assumption fits the equal pairs 5/5, 1.5/1.5, 15/15, and the authors' drawings, where post-gated is wider than pre-gated.",
    "Source and drain areas are not drawn: junction capacitances are those that the models assume.",
  ],
};
