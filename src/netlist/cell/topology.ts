import type { Unit } from "../../foundation/index.ts";
import type { TransistorCall } from "../../pdk/index.ts";
import type { DeviceSpec } from "../../spec/index.ts";

export type CellKind = "neuron" | "synapse";

/** A transistor's place in a circuit; sizes come from the table. */
export interface TransistorPlace {
  /** Name in the sizing table, `W1`. */
  readonly name: string;
  /** Instance in the netlist without the `X`, `M11`. */
  readonly instance: string;
  readonly polarity: "n" | "p";
  /** Drain, gate, source, bulk. */
  readonly nodes: readonly [string, string, string, string];
  /** What it does there, for comments and reports: `inverter 1`. */
  readonly role: string;
}

/** A capacitor or a bias that the topology has a value for and the table may replace. */
export interface CellParameter {
  readonly unit: Unit;
  readonly value: number;
  readonly meaning: string;
}

/** A circuit without sizes, as data: built in, or read from a user's `.subckt` file. */
export interface Topology {
  readonly name: string;
  readonly kind: CellKind;
  /** Ports of the subcircuit, in order. */
  readonly ports: readonly string[];
  readonly transistors: readonly TransistorPlace[];
  /** Cards beside the transistors, with `{name}` where a parameter stands: `Cm mem gnd {cm}`. */
  readonly passives: readonly string[];
  readonly parameters: Readonly<Record<string, CellParameter>>;
  /** Nodes of the memristor, top and bottom electrode; null where the cell has none. */
  readonly memristor: readonly [string, string] | null;
  /** What a reader must know: source, assumptions. Shown in netlists and reports. */
  readonly notes: readonly string[];
}

/** A topology with the sizes of a table, for one process. */
export interface SizedCell {
  /** As the table calls it: `neuron`. */
  readonly name: string;
  readonly topology: Topology;
  readonly transistors: readonly (TransistorPlace & TransistorCall & { readonly nf: number })[];
  readonly parameters: Readonly<Record<string, number>>;
  readonly memristor: DeviceSpec | null;
}

/** Conditions of one simulation of a cell. */
export interface CellConditions {
  /** [V] */
  readonly supply: number;
  /** [degree C] */
  readonly temperatureC: number;
  /** See SlimOptions of the room pdk; null: none. */
  readonly mismatch: ((instance: string, k: number) => number) | null;
}
