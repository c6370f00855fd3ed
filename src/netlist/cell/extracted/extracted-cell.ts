import { basename } from "node:path";
import { sha256 } from "../../../foundation/index.ts";
import type { Process } from "../../../pdk/index.ts";
import { NetlistError } from "../../error.ts";
import { layoutMemristor } from "../../layout/device.ts";
import { type DeckDisk, nodeDisk } from "../../user-deck/disk.ts";
import { assertAscii, readText } from "../../user-deck/text.ts";
import { cellSubcircuit } from "../emit-cell.ts";
import { type OwnSubcircuit, readSubcircuits } from "../own/subcircuit.ts";
import { biasPorts } from "../ports.ts";
import type { SizedCell } from "../topology.ts";
import { extractedParts } from "./extracted-parts.ts";
import { flatten } from "./flatten.ts";

/** A cell in the form in which it came back from layout. See `parseExtracted`. @throws NetlistError, as there, and DECK_UNREADABLE */
export async function readExtracted(
  cell: SizedCell,
  path: string,
  process: Process,
  disk: DeckDisk = nodeDisk,
): Promise<SizedCell> {
  const file = basename(path);
  return parseExtracted(cell, { file, text: await readText(disk, path, file) }, process);
}

/**
 * A cell with the devices that were extracted from its layout in place of its own: transistors with the areas and perimeters of their
 * sources and drains, and the resistors and capacitors of its wires.
 *
 * - The file is what Magic's `ext2spice` writes with `scale off` and `subcircuit top on`: lengths in bare micrometres, or in metres (`w=1u`, below a
 *   millimetre). It has no title line. Its subcircuit has the name of the cell; others that this one calls are flattened.
 * - Ports are matched by name, in any order and case; none may lack, none may be over.
 * - A drawn capacitor (`cap_mim`) counts with its typical area and perimeter, as one of the cell before layout.
 *
 * @throws NetlistError DECK_NOT_ASCII, NETLIST_CELL_CARD, NETLIST_CELL_SUBCKT, NETLIST_EXTRACTED_CELL, NETLIST_EXTRACTED_PORTS,
 *   NETLIST_EXTRACTED_CARD, NETLIST_EXTRACTED_DEVICE, NETLIST_EXTRACTED_MEMRISTOR
 */
export function parseExtracted(
  cell: SizedCell,
  { file, text }: { readonly file: string; readonly text: string },
  process: Process,
): SizedCell {
  assertAscii(text, file);
  const { subcircuits } = readSubcircuits(text, file);
  const own = subcircuitOf(cell, subcircuits, file);
  assertPorts(cell, own, file);
  const { topology, memristor } = cell;
  const devices = flatten(own, subcircuits, file);
  const electrode = memristor === null ? null : layoutMemristor(memristor, process).callee;
  const parts = extractedParts(devices, {
    ...{ file, process, cell: cell.name },
    memristor: electrode,
  });
  if (electrode !== null && parts.memristor === null) {
    throw new NetlistError("NETLIST_EXTRACTED_MEMRISTOR", `.subckt ${own.name} holds no memristor`, {
      at: [file, `line ${own.line}`],
      hint: `It is called as X0 <top electrode> <bottom electrode> ${electrode}.`,
    });
  }
  const biases = new Set(biasPorts(topology.kind, topology.ports));
  const onlyBiases = <T>(all: Readonly<Record<string, T>>) =>
    Object.fromEntries(Object.entries(all).filter(([name]) => biases.has(name)));
  return {
    ...cell,
    topology: {
      ...topology,
      purpose: `${topology.purpose}, extracted from its layout`,
      transistors: parts.transistors,
      passives: parts.passives,
      parameters: onlyBiases(topology.parameters),
      memristor: parts.memristor,
      subcircuits: [],
      notes: [
        `EXTRACTED: the devices are those of ${file}, with the junctions and the wires of the layout; the sizing table's sizes do not count.`,
        ...parts.notes,
      ],
    },
    transistors: parts.transistors,
    parameters: onlyBiases(cell.parameters),
    extracted: { file, sha256: sha256(text) },
  };
}

function subcircuitOf(cell: SizedCell, all: readonly OwnSubcircuit[], file: string): OwnSubcircuit {
  const name = cellSubcircuit(cell).toLowerCase();
  const found = all.find((one) => one.name === name);
  if (found !== undefined) return found;
  throw new NetlistError("NETLIST_EXTRACTED_CELL", `there is no .subckt ${name} in the file`, {
    at: [file],
    hint: `It has ${all.map((one) => one.name).join(", ")}: the extracted cell is called as the cell of the table.`,
  });
}

function assertPorts({ topology }: SizedCell, own: OwnSubcircuit, file: string): void {
  const wanted = topology.ports.map((port) => port.toLowerCase());
  const missing = wanted.filter((port) => !own.ports.includes(port));
  const extra = own.ports.filter((port) => !wanted.includes(port));
  if (missing.length + extra.length === 0) return;
  const said = [
    ...(missing.length > 0 ? [`lacks the ports ${missing.join(", ")}`] : []),
    ...(extra.length > 0 ? [`has ports ${extra.join(", ")} that ${topology.name} has not`] : []),
  ];
  throw new NetlistError("NETLIST_EXTRACTED_PORTS", `.subckt ${own.name} ${said.join(", and ")}`, {
    at: [file, `line ${own.line}`],
    hint: `Ports go by name: ${topology.ports.join(" ")}. Label the nets so in the layout, the substrate too, and extract again.`,
  });
}
