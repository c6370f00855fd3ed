import { MemspiceError, parseQuantity, type Unit } from "../../foundation/index.ts";
import type { CellSpec } from "../../spec/index.ts";
import { NetlistError } from "../error.ts";
import type { SizedCell, SizedTransistor, Topology, TransistorPlace } from "./topology.ts";

/** What sizing needs to know of a process: its standard transistor of each polarity, and all that it names. */
export interface CellProcess {
  readonly name: string;
  readonly defaults: { readonly n: string; readonly p: string };
  readonly devices: Readonly<Record<string, { readonly polarity: "n" | "p"; readonly subckt?: string }>>;
}

export interface SizeCellOptions {
  readonly process: CellProcess;
  /** From `openTopology`. */
  readonly topology: Topology;
}

type TransistorSpec = CellSpec["devices"][string];

/**
 * A topology with the sizes, the transistors of the process and the parameter values that a cell of the table names.
 *
 * Whether the sizes are legal is not looked at here: `checkTransistors` of the room pdk takes `drawn` of each transistor.
 *
 * @throws NetlistError NETLIST_CELL_DEVICE_UNKNOWN, NETLIST_CELL_DEVICE_MISSING, NETLIST_CELL_MODEL_UNKNOWN,
 *   NETLIST_CELL_POLARITY, NETLIST_CELL_PARAMETER_UNKNOWN, NETLIST_CELL_PARAMETER_MISSING, NETLIST_CELL_PARAMETER_VALUE
 */
export function sizeCell(name: string, spec: CellSpec, { process, topology }: SizeCellOptions): SizedCell {
  const at = ["cells", name];
  assertDevices(topology, spec, [...at, "devices"]);
  return {
    name,
    topology,
    transistors: topology.transistors.map((place) => {
      const size = spec.devices[place.name] as TransistorSpec;
      return sizeTransistor(name, { place, size, process, topology: topology.name });
    }),
    parameters: parametersOf(topology, spec, [...at, "parameters"]),
    memristor: topology.memristor === null ? null : spec.memristor,
    extracted: null,
  };
}

function assertDevices(topology: Topology, spec: CellSpec, at: readonly string[]): void {
  const known = topology.transistors.map(({ name }) => name);
  const unknown = Object.keys(spec.devices).filter((device) => !known.includes(device));
  const missing = known.filter((device) => spec.devices[device] === undefined);
  const [first] = unknown;
  if (first !== undefined) {
    const lacks = missing.length > 0 ? ` The table lacks ${missing.join(", ")}.` : "";
    throw new NetlistError("NETLIST_CELL_DEVICE_UNKNOWN", `${topology.name} has no ${unknown.join(", ")}`, {
      at: unknown.length === 1 ? [...at, first] : at,
      hint: `Its devices are ${known.join(", ")}.${lacks}`,
    });
  }
  const [lacking] = missing;
  if (lacking === undefined) return;
  throw new NetlistError("NETLIST_CELL_DEVICE_MISSING", `no size for ${missing.join(", ")}`, {
    at: missing.length === 1 ? [...at, lacking] : at,
    hint: `${topology.name} has the devices ${known.join(", ")}: give each a w and an l.`,
  });
}

interface Sizing {
  readonly place: TransistorPlace;
  readonly size: TransistorSpec;
  readonly process: CellProcess;
  readonly topology: string;
}

function sizeTransistor(cell: string, { place, size, process, topology }: Sizing): SizedTransistor {
  const at = ["cells", cell, "devices", place.name, "model"];
  const device = size.model ?? ownModel(place, process) ?? process.defaults[place.polarity];
  const known = process.devices[device];
  const fitting = Object.entries(process.devices).filter(([, { polarity }]) => polarity === place.polarity);
  const hint = `${place.polarity}-channel transistors of ${process.name}: ${fitting.map(([one]) => one).join(", ")}.`;
  if (known === undefined) {
    throw new NetlistError("NETLIST_CELL_MODEL_UNKNOWN", `${process.name} has no transistor "${device}"`, {
      at,
      hint,
    });
  }
  if (known.polarity !== place.polarity) {
    throw new NetlistError(
      "NETLIST_CELL_POLARITY",
      `${device} is ${known.polarity}-channel, but ${place.name} (${place.role}) is ${place.polarity}-channel`,
      { at, hint },
    );
  }
  const { w, l, m, nf } = size;
  if (place.devices != null && place.devices !== m * nf) {
    throw new NetlistError(
      "NETLIST_CELL_TRANSISTOR",
      `${place.name} is ${place.devices} devices in parallel in ${topology}, and ${m * nf} in the table`,
      {
        at: [...at.slice(0, -1)],
        hint: "Sizes come from the table: give m or nf there, or take it off the card.",
      },
    );
  }
  // Model cards are chosen by the width of a finger, and `nf` means different things to different simulators: fingers are written
  // as devices in parallel. Twelve digits, so that 1.5u in three fingers is 5e-7.
  const finger = Number((w / nf).toPrecision(12));
  return {
    ...place,
    device,
    w: finger,
    l,
    m: m * nf,
    drawn: { name: place.name, cell, device, w, l, m, nf },
  };
}

/** The process's name of the transistor that a user's file names, by this name or by that of its subcircuit. */
function ownModel({ model }: TransistorPlace, { devices }: CellProcess): string | null {
  if (model === null) return null;
  const found = Object.entries(devices).find(
    ([name, { subckt }]) => name.toLowerCase() === model || subckt?.toLowerCase() === model,
  );
  return found?.[0] ?? model;
}

/** A capacitor or a resistor of nothing, or less, is a slip of the pen. */
function inRange(value: number, unit: Unit): number {
  if ((unit === "F" || unit === "ohm") && !(value > 0)) {
    throw new NetlistError("NETLIST_CELL_PARAMETER_VALUE", `${value} ${unit} is not above 0`, {
      hint: "Leave the parameter out to keep the topology's own value.",
    });
  }
  return value;
}

function parametersOf(topology: Topology, spec: CellSpec, at: readonly string[]): Record<string, number> {
  const unknown = Object.keys(spec.parameters).find((name) => topology.parameters[name] === undefined);
  if (unknown !== undefined) {
    const known = Object.keys(topology.parameters).join(", ") || "none";
    throw new NetlistError(
      "NETLIST_CELL_PARAMETER_UNKNOWN",
      `${topology.name} has no parameter "${unknown}"`,
      {
        at: [...at, unknown],
        hint: `Its parameters: ${known}.`,
      },
    );
  }
  const values = Object.entries(topology.parameters).map(([name, { unit, value, meaning }]) => {
    const written = spec.parameters[name] ?? value;
    if (written === null) {
      throw new NetlistError("NETLIST_CELL_PARAMETER_MISSING", `no value for ${name} (${meaning})`, {
        at: [...at, name],
        hint: `Give one in ${unit}: ${topology.name} has none of its own.`,
      });
    }
    try {
      return [name, inRange(parseQuantity(written, unit), unit)] as const;
    } catch (cause) {
      if (!(cause instanceof MemspiceError)) throw cause;
      throw new NetlistError("NETLIST_CELL_PARAMETER_VALUE", cause.problem, {
        at: [...at, name],
        hint: cause.hint,
        cause,
      });
    }
  });
  return Object.fromEntries(values);
}
