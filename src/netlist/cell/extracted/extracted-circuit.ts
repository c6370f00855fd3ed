import type { Process } from "../../../pdk/index.ts";
import { NetlistError } from "../../error.ts";
import { assertAscii } from "../../user-deck/text.ts";
import { type OwnSubcircuit, readSubcircuits } from "../own/subcircuit.ts";
import { type ExtractedParts, extractedParts } from "./extracted-parts.ts";
import { flatten } from "./flatten.ts";
import { assertHolds, type HeldDevices } from "./holds-devices.ts";

export interface ExtractedFile {
  /** Its name, for messages. */
  readonly file: string;
  readonly text: string;
}

/** The cell that a file is to hold. */
export interface ExpectedCell {
  /** Its subcircuit. */
  readonly name: string;
  readonly ports: readonly string[];
  readonly process: Process;
  /** What a layout calls its memristor; null: it has none. */
  readonly memristor: string | null;
  /** Its devices as drawn; null: they stand in subcircuits of its own, and are not held against the file's. */
  readonly drawn: HeldDevices | null;
}

/** The devices of an extracted cell, with the ports that it should have. See `parseExtracted`. */
export function extractedCircuit({ file, text }: ExtractedFile, expected: ExpectedCell): ExtractedParts {
  const { name, ports, process, memristor, drawn } = expected;
  assertAscii(text, file);
  assertSubcircuit(text, expected, file);
  const { subcircuits } = readSubcircuits(text, file);
  const own = subcircuitOf(name, subcircuits, file);
  assertPorts(expected, own, file);
  const devices = flatten(own, subcircuits, file);
  const parts = extractedParts(devices, { file, process, cell: name, ports, memristor });
  const at = [file, `line ${own.line}`];
  if (memristor !== null && parts.memristor === null) {
    throw new NetlistError("NETLIST_EXTRACTED_MEMRISTOR", `.subckt ${own.name} holds no memristor`, {
      at,
      hint: `It is called as X0 <top electrode> <bottom electrode> ${memristor}.`,
    });
  }
  if (drawn !== null) assertHolds({ ports, ...parts }, drawn, { name: own.name, at });
  return parts;
}

function assertSubcircuit(text: string, { name }: ExpectedCell, file: string): void {
  if (/^\s*\.subckt\b/im.test(text)) return;
  const problem = text.trim() === "" ? "the file is empty" : "there is no .subckt in the file";
  throw new NetlistError("NETLIST_EXTRACTED_CELL", problem, {
    at: [file],
    hint: `An extracted netlist has a .subckt ${name} with its ports. In Magic: ext2spice subcircuit top on, ext2spice scale off, ext2spice.`,
  });
}

function subcircuitOf(name: string, all: readonly OwnSubcircuit[], file: string): OwnSubcircuit {
  const found = all.find((one) => one.name === name.toLowerCase());
  if (found !== undefined) return found;
  throw new NetlistError("NETLIST_EXTRACTED_CELL", `there is no .subckt ${name} in the file`, {
    at: [file],
    hint: `It has ${all.map((one) => one.name).join(", ")}: the extracted cell is called as the cell that it replaces.`,
  });
}

function assertPorts({ ports }: ExpectedCell, own: OwnSubcircuit, file: string): void {
  const wanted = ports.map((port) => port.toLowerCase());
  const missing = wanted.filter((port) => !own.ports.includes(port));
  const extra = own.ports.filter((port) => !wanted.includes(port));
  if (missing.length + extra.length === 0) return;
  const said = [
    ...(missing.length > 0 ? [`lacks the ports ${missing.join(", ")}`] : []),
    ...(extra.length > 0 ? [`has ports ${extra.join(", ")} that the cell has not`] : []),
  ];
  throw new NetlistError("NETLIST_EXTRACTED_PORTS", `.subckt ${own.name} ${said.join(", and ")}`, {
    at: [file, `line ${own.line}`],
    hint: `Ports go by name: ${ports.join(" ")}. Label the nets so in the layout, the substrate too, and extract again.`,
  });
}
