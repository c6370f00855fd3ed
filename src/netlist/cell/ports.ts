import type { CellKind } from "./topology.ts";

/** Ports that the test bench of a kind connects by name; a topology of that kind has them all, in any order. */
export const cellPorts = {
  neuron: {
    mem: "membrane: the input current flows into it",
    vout: "output: low, and high during a spike",
    vdd: "supply",
    gnd: "ground",
  },
  synapse: {
    vpre: "presynaptic spike",
    vpos: "postsynaptic spike",
    ipos: "current out, into the postsynaptic membrane",
    vdd: "supply",
    gnd: "ground",
  },
} as const satisfies Readonly<Record<CellKind, Readonly<Record<string, string>>>>;

/** What a port is for; a port that the kind does not name is a bias, held by the bench at the parameter of its name. */
export function portMeaning(kind: CellKind, port: string): string {
  const known: Readonly<Record<string, string>> = cellPorts[kind];
  return known[port] ?? "bias voltage";
}

/** Ports that the bench holds at a voltage of the table's: those that the kind does not name. */
export function biasPorts(kind: CellKind, ports: readonly string[]): readonly string[] {
  return ports.filter((port) => !(port in cellPorts[kind]));
}
