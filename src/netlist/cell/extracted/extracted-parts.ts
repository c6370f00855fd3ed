import { formatQuantity } from "../../../foundation/index.ts";
import type { Junctions, Process } from "../../../pdk/index.ts";
import { formatNumber, parseSpiceNumber } from "../../../spice/index.ts";
import { NetlistError } from "../../error.ts";
import { plateCapacitance } from "../../layout/device.ts";
import type { SizedTransistor } from "../topology.ts";
import type { FlatDevice } from "./flatten.ts";

interface Source {
  readonly file: string;
  readonly cell: string;
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
}

/** What a flat extracted circuit is made of. @throws NetlistError NETLIST_EXTRACTED_DEVICE, NETLIST_EXTRACTED_MEMRISTOR */
export function extractedParts(devices: readonly FlatDevice[], source: Source): ExtractedParts {
  const transistors: SizedTransistor[] = [];
  const passives: string[] = [];
  let memristor: readonly [string, string] | null = null;
  const wires = { c: 0, r: 0, farads: 0 };
  for (const device of devices) {
    const [letter] = device.name;
    if (letter === "c" || letter === "r") {
      const value = wireValue(device, source);
      passives.push(`${device.name} ${device.nodes.join(" ")} ${formatNumber(value)}`);
      wires[letter] += 1;
      if (letter === "c") wires.farads += value;
      continue;
    }
    const transistor = transistorOf(device, source);
    const plate = transistor === null ? plateOf(device, source) : null;
    if (transistor !== null) transistors.push(transistor);
    else if (plate !== null) passives.push(plate);
    else if (device.of === source.memristor?.toLowerCase() && device.nodes.length === 2) {
      if (memristor !== null)
        throw fault("NETLIST_EXTRACTED_MEMRISTOR", device, source, "is a second memristor");
      memristor = [device.nodes[0] as string, device.nodes[1] as string];
    } else
      throw fault(
        "NETLIST_EXTRACTED_DEVICE",
        device,
        source,
        `is no device that ${source.process.title} is known to have`,
      );
  }
  const notes = `Wires: ${wires.c} capacitors, ${formatQuantity(wires.farads, "F")} in all, and ${wires.r} resistors.`;
  return { transistors, passives, memristor, notes: [notes] };
}

/** `C0 a b 1.2f`, `R0 a b 12`. */
function wireValue(device: FlatDevice, source: Source): number {
  const value = parseSpiceNumber(device.of);
  if (device.nodes.length === 2 && Object.keys(device.parameters).length === 0 && value >= 0) return value;
  throw fault("NETLIST_EXTRACTED_DEVICE", device, source, "is not two nodes and a value");
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
function plateOf(device: FlatDevice, source: Source): string | null {
  const { process } = source;
  if (process.layout?.capacitor.subckt.toLowerCase() !== device.of) return null;
  assertPins(device, 2, source);
  assertOne(device, ["mf", "mult"], source);
  const unit = unitOf(device, source);
  const [w, l] = [numberOf(device, "w", source) * unit, numberOf(device, "l", source) * unit];
  const value = countOf(device, source) * plateCapacitance({ w, l }, process);
  return `c_${device.name} ${device.nodes.join(" ")} ${formatNumber(Number(value.toPrecision(6)))}`;
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

function fault(code: string, { card }: FlatDevice, { file }: Source, problem: string): NetlistError {
  return new NetlistError(code, `"${card.text.slice(0, 80)}" ${problem}`, {
    at: [file, `line ${card.line}`],
    hint: "Known: transistors of the process with w and l, its capacitor, C and R with a value, and the cell's memristor. In Magic: ext2spice scale off.",
  });
}
