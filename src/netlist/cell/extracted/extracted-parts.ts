import { subcircuitOf } from "../../../device/index.ts";
import type { Warning } from "../../../foundation/index.ts";
import type { Junctions, Process } from "../../../pdk/index.ts";
import { modelNames } from "../../../spec/index.ts";
import { parseSpiceNumber } from "../../../spice/index.ts";
import { NetlistError } from "../../error.ts";
import { plateCapacitance } from "../../layout/device.ts";
import type { SizedTransistor } from "../topology.ts";
import type { FlatDevice } from "./flatten.ts";
import { type Wire, wireCards, wireOf } from "./wires.ts";

interface Source {
  readonly file: string;
  readonly cell: string;
  readonly ports: readonly string[];
  readonly process: Process;
  /** What a layout calls the cell's memristor; null: it has none. */
  readonly memristor: string | null;
}

export interface ExtractedParts {
  readonly transistors: readonly SizedTransistor[];
  /** Resistors and capacitors with their values. */
  readonly passives: readonly string[];
  readonly memristor: readonly [string, string] | null;
  readonly notes: readonly string[];
  readonly warnings: readonly Warning[];
}

/**
 * What a flat extracted circuit is made of.
 *
 * @throws NetlistError NETLIST_EXTRACTED_DEVICE, NETLIST_EXTRACTED_MEMRISTOR, NETLIST_EXTRACTED_VALUE
 */
export function extractedParts(devices: readonly FlatDevice[], source: Source): ExtractedParts {
  const transistors: SizedTransistor[] = [];
  const wires: Wire[] = [];
  let memristor: readonly [string, string] | null = null;
  for (const device of devices) {
    const transistor = transistorOf(device, source);
    const wire = transistor === null ? (wireOf(device, source.file) ?? plateOf(device, source)) : null;
    if (transistor !== null) transistors.push(transistor);
    else if (wire !== null) wires.push(wire);
    else if (device.of === source.memristor?.toLowerCase() && device.nodes.length === 2) {
      if (memristor !== null)
        throw fault("NETLIST_EXTRACTED_MEMRISTOR", device, source, "is a second memristor");
      memristor = [device.nodes[0] as string, device.nodes[1] as string];
    } else throw strange(device, source);
  }
  const held = [...source.ports, ...transistors.flatMap(({ nodes }) => nodes), ...(memristor ?? [])];
  const { cards, notes, warnings } = wireCards(wires, { held, file: source.file });
  return { transistors, passives: cards, memristor, notes, warnings };
}

/** A device of a kind that is not read: a memristor of another model, a diode, or what a file calls and does not define. */
function strange(device: FlatDevice, source: Source): NetlistError {
  const { layout, title } = source.process;
  const memristors = modelNames.map((model) => layout?.memristors[model]?.subckt ?? subcircuitOf(model).name);
  if (memristors.some((name) => name.toLowerCase() === device.of)) {
    const { memristor } = source;
    const [own, hint] =
      memristor === null
        ? ["this cell has none", "Extract the cell that has it."]
        : [
            `that of this cell is ${memristor}`,
            "Extract the cell with that one, or name the model that is drawn in the spec.",
          ];
    return fault(
      "NETLIST_EXTRACTED_MEMRISTOR",
      device,
      source,
      `is a memristor ${device.of}, and ${own}`,
      hint,
    );
  }
  if (device.name.startsWith("d") || /diode/.test(device.of)) {
    const problem = "is a diode, and diodes are not taken from a layout";
    const hint =
      "Of an antenna diode write the junction's capacitance as a C in its place: it is reverse-biased and has no other part in the cell.";
    return fault("NETLIST_EXTRACTED_DEVICE", device, source, problem, hint);
  }
  const problem = `is no device of ${title} that an extracted cell can have here`;
  return fault("NETLIST_EXTRACTED_DEVICE", device, source, problem);
}

const powers = { ad: 2, as: 2, pd: 1, ps: 1, sa: 1, sb: 1, sd: 1, nrd: 0, nrs: 0 } as const;

function transistorOf(device: FlatDevice, source: Source): SizedTransistor | null {
  const { devices } = source.process;
  const found = Object.entries(devices).find(([, { subckt }]) => subckt.toLowerCase() === device.of);
  if (found === undefined) return null;
  const [name, { polarity }] = found;
  assertPins(device, 4, source);
  assertOne(device, ["nf", "mult"], source);
  const [drain, gate, from, bulk] = device.nodes as readonly [string, string, string, string];
  const unit = unitOf(device, source);
  const number = (key: string) => numberOf(device, key, source);
  const junctions: Junctions = Object.fromEntries(
    Object.entries(powers)
      .filter(([key]) => device.parameters[key] !== undefined)
      .map(([key, power]) => [key, scaled(number(key), unit ** power)]),
  );
  const size = { w: scaled(number("w"), unit), l: scaled(number("l"), unit) };
  const m = countOf(device, source);
  const instance = device.name.slice(1);
  const own = `X${instance}`;
  return {
    ...{ name: own, instance, polarity, nodes: [drain, gate, from, bulk] },
    ...{ model: name, device: name, role: `as extracted, ${source.file}`, ...size, m, junctions },
    drawn: { name: own, cell: source.cell, device: name, ...size, m, nf: 1 },
  };
}

/** A drawn capacitor, at its typical density. */
function plateOf(device: FlatDevice, source: Source): Wire | null {
  const { process } = source;
  if (process.layout?.capacitor.subckt.toLowerCase() !== device.of) return null;
  assertPins(device, 2, source);
  assertOne(device, ["mf", "mult"], source);
  const unit = unitOf(device, source);
  const [w, l] = [numberOf(device, "w", source) * unit, numberOf(device, "l", source) * unit];
  const value = countOf(device, source) * plateCapacitance({ w, l }, process);
  const plate = { ...device, name: `c_${device.name}` };
  return { kind: "plate", device: plate, value: Number(value.toPrecision(6)) };
}

function assertPins(device: FlatDevice, pins: number, source: Source): void {
  if (device.nodes.length === pins) return;
  const problem = `has ${device.nodes.length} pins, expected ${pins}`;
  throw fault("NETLIST_EXTRACTED_DEVICE", device, source, problem);
}

/** Parameters that multiply a device in ways of their own, and that extractors leave at 1. */
function assertOne(device: FlatDevice, keys: readonly string[], source: Source): void {
  const strange = keys.find(
    (key) => device.parameters[key] !== undefined && numberOf(device, key, source) !== 1,
  );
  if (strange === undefined) return;
  const problem = `has ${strange} = ${device.parameters[strange]}, expected 1`;
  throw fault("NETLIST_EXTRACTED_DEVICE", device, source, problem);
}

/** Devices in parallel. */
function countOf(device: FlatDevice, source: Source): number {
  return device.parameters.m === undefined ? 1 : numberOf(device, "m", source);
}

/** Sizes are in micrometres, or in metres where the width is below a thousandth: nothing is a nanometre wide. */
function unitOf(device: FlatDevice, source: Source): number {
  return numberOf(device, "w", source) < 1e-3 ? 1 : 1e-6;
}

function numberOf(device: FlatDevice, key: string, source: Source): number {
  const value = parseSpiceNumber(device.parameters[key] ?? "");
  if (value > 0 || (value === 0 && key in powers)) return value;
  throw fault("NETLIST_EXTRACTED_DEVICE", device, source, `has no plain number for ${key} above 0`);
}

/** Without the rounding error of the factor. */
function scaled(value: number, unit: number): number {
  return Number((value * unit).toPrecision(12));
}

function fault(
  code: string,
  { card }: FlatDevice,
  { file, process, memristor }: Source,
  problem: string,
  hint?: string,
): NetlistError {
  const transistors = Object.values(process.devices).map(({ subckt }) => subckt);
  const others = [process.layout?.capacitor.subckt, memristor].filter((one) => one != null);
  return new NetlistError(code, `"${card.text.slice(0, 80)}" ${problem}`, {
    at: [file, `line ${card.line}`],
    hint:
      hint ??
      `Read are ${[...transistors, ...others].join(", ")}, and C and R with a value. Sizes: w and l; in Magic: ext2spice scale off.`,
  });
}
