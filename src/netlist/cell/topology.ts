import type { Unit, Warning } from "../../foundation/index.ts";
import type { MismatchNumbers, Transistor, TransistorCall } from "../../pdk/index.ts";
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
  /** Transistor that a user's file names; null: the process's standard one of that polarity. The table's `model` goes first. */
  readonly model: string | null;
  /** Devices in parallel that a user's file asks for, which the table must then give too; left out or null: it says nothing. */
  readonly devices?: number | null;
  /** What it does there, for comments and reports: `inverter 1`. */
  readonly role: string;
}

/** A capacitor or a bias that the topology has a value for and the table may replace. */
export interface CellParameter {
  readonly unit: Unit;
  /** In SI units; null: the table has to give one. */
  readonly value: number | null;
  readonly meaning: string;
}

/** A circuit without sizes, as data: built in, or read from a user's `.subckt` file. */
export interface Topology {
  readonly name: string;
  readonly kind: CellKind;
  /** One line for the head of its netlist. */
  readonly purpose: string;
  /** Ports of the subcircuit, in order: those of its kind (`cellPorts`), and biases, each with a parameter of its name. */
  readonly ports: readonly string[];
  readonly transistors: readonly TransistorPlace[];
  /** Cards beside the transistors, with `{name}` where a parameter stands: `Cm mem gnd {cm}`. */
  readonly passives: readonly string[];
  /** Parameters named as a port are the voltage that the bench holds this port at; the others are those of the subcircuit. */
  readonly parameters: Readonly<Record<string, CellParameter>>;
  /** Nodes of the memristor, top and bottom electrode; null where the cell has none. */
  readonly memristor: readonly [string, string] | null;
  /** Cards of further subcircuits that `passives` call. */
  readonly subcircuits: readonly string[];
  /** What a reader must know: source, assumptions. Shown in netlists and reports. */
  readonly notes: readonly string[];
}

/** A transistor with its size: what `ModelSet.call` writes (fingers taken as devices in parallel), and what the table says. */
export interface SizedTransistor extends TransistorPlace, TransistorCall {
  readonly nodes: readonly [string, string, string, string];
  readonly instance: string;
  /** As drawn: what the size rules are checked against. */
  readonly drawn: Transistor;
}

/** A topology with the sizes of a table, for one process. */
export interface SizedCell {
  /** As the table calls it: `neuron`. */
  readonly name: string;
  readonly topology: Topology;
  readonly transistors: readonly SizedTransistor[];
  /** In SI units, every one of the topology. */
  readonly parameters: Readonly<Record<string, number>>;
  readonly memristor: DeviceSpec | null;
  /** The file from layout that its devices are from; null: they are the table's. */
  readonly extracted: {
    readonly file: string;
    readonly sha256: string;
    readonly warnings: readonly Warning[];
  } | null;
}

/** Conditions of one simulation of a cell. */
export interface CellConditions {
  /** [V] */
  readonly supply: number;
  /** [degree C] */
  readonly temperatureC: number;
  /** Mismatch of the transistors, one sample; null: none. */
  readonly mismatch: MismatchNumbers | null;
  /** Added to the title of the deck, to tell it from others: `tt -40 C 1.62 V`, `sample 17`. */
  readonly label?: string;
}
