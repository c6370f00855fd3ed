import { type PlaceRow, placeTransistors } from "./place-transistors.ts";
import type { Topology } from "./topology.ts";

/** The one place where published names meet roles. */
const places: readonly PlaceRow[] = [
  ["W1", "M11", "p", ["rc", "n1", "vdd"], "reset inverter: charges the refractory capacitor"],
  ["W2", "M12", "n", ["rc", "n1", "ns"], "reset inverter: discharges the refractory capacitor"],
  ["W3", "M13", "n", ["ns", "vb", "gnd"], "starves the reset inverter: sets the refractory time"],
  ["W4", "M14", "n", ["mem", "rc", "gnd"], "discharges the membrane"],
  ["W5", "M6", "n", ["nt", "vout", "gnd"], "tail that both inverters share: regenerative feedback"],
  ["W6", "M7", "n", ["n1", "mem", "nt"], "inverter 1: senses the membrane"],
  ["W7", "M8", "p", ["n1", "mem", "vdd"], "inverter 1: senses the membrane"],
  ["W8", "M9", "n", ["vout", "n1", "nt"], "inverter 2: drives the output"],
  ["W9", "M10", "p", ["vout", "n1", "vdd"], "inverter 2: drives the output"],
];

/**
 * The neuron of nine transistors: the leaky integrate-and-fire core of Shamsi and of Vohra, without input mirror and leak.
 *
 * The input charges `cm`; when the membrane passes the threshold of inverter 1, the output rises, the shared tail latches it, the
 * reset inverter charges `crefr`, and this discharges the membrane; `crefr` then loses its charge at the rate that `vb` sets, and until
 * then the membrane stays discharged.
 */
export const lif9t: Topology = {
  name: "lif-9t",
  kind: "neuron",
  purpose: "integrate-and-fire neuron of nine transistors",
  ports: ["mem", "vout", "vb", "vdd", "gnd"],
  transistors: placeTransistors(places),
  passives: ["Cm mem gnd {cm}", "Crefr rc gnd {crefr}"],
  parameters: {
    cm: { unit: "F", value: 200e-15, meaning: "membrane capacitor" },
    crefr: { unit: "F", value: 20e-15, meaning: "refractory capacitor" },
    vb: {
      unit: "V",
      value: 0.5,
      meaning: "refractory bias: the lower, the longer the membrane stays discharged",
    },
  },
  memristor: null,
  subcircuits: [],
  notes: [
    "Circuit: core of the neuron of Shamsi et al. (2018) and Vohra et al. (2022). W1..W9 are M11 M12 M13 M14 M6 M7 M8 M9 M10 of the authors' drawing.",
    "That order is inferred from the published widths (wide: W3 and W9), which it fits one by one.",
    "Source and drain areas are not drawn. With those of single fingers (0.29 um) a spike takes some 4 % more energy, and the period 0.3 % (tt, 100 nA).",
  ],
};
