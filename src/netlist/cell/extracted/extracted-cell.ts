import { sha256 } from "../../../foundation/index.ts";
import type { Process } from "../../../pdk/index.ts";
import { layoutMemristor } from "../../layout/device.ts";
import { type DeckDisk, nodeDisk } from "../../user-deck/disk.ts";
import { cellSubcircuit } from "../emit-cell.ts";
import { biasPorts } from "../ports.ts";
import type { SizedCell } from "../topology.ts";
import { type ExtractedFile, extractedCircuit } from "./extracted-circuit.ts";
import { readLayout } from "./read-layout.ts";

/** A cell in the form in which it came back from layout. See `parseExtracted`. @throws NetlistError, as there, and DECK_UNREADABLE */
export async function readExtracted(
  cell: SizedCell,
  path: string,
  process: Process,
  disk: DeckDisk = nodeDisk,
): Promise<SizedCell> {
  return parseExtracted(cell, await readLayout(path, disk), process);
}

/**
 * A cell with the devices that were extracted from its layout in place of its own: transistors with the areas and perimeters of their
 * sources and drains, and the resistors and capacitors of its wires.
 *
 * - The file is what Magic's `ext2spice` writes with `scale off` and `subcircuit top on`: lengths in bare micrometres, or in metres (`w=1u`, below a
 *   millimetre). It has no title line. Its subcircuit has the name of the cell; others that this one calls are flattened.
 * - Ports are matched by name, in any order and case; none may lack, none may be over.
 * - It holds as many transistors of each model as the cell, and the memristor the same way round: see `assertHolds`.
 * - A drawn capacitor (`cap_mim`) counts with its typical area and perimeter, as one of the cell before layout.
 *
 * @throws NetlistError DECK_NOT_ASCII, NETLIST_CELL_CARD, NETLIST_CELL_SUBCKT, NETLIST_EXTRACTED_CELL, NETLIST_EXTRACTED_PORTS,
 *   NETLIST_EXTRACTED_CARD, NETLIST_EXTRACTED_DEVICE, NETLIST_EXTRACTED_MEMRISTOR, NETLIST_EXTRACTED_TRANSISTORS, NETLIST_EXTRACTED_VALUE
 */
export function parseExtracted(cell: SizedCell, source: ExtractedFile, process: Process): SizedCell {
  const { topology, memristor } = cell;
  const { file, text } = source;
  const whole = topology.subcircuits.length === 0; // the devices of subcircuits are not in the topology's list
  const parts = extractedCircuit(source, {
    ...{ name: cellSubcircuit(cell), ports: topology.ports, process },
    drawn: whole ? { ...topology, transistors: cell.transistors } : null,
    memristor: memristor === null ? null : layoutMemristor(memristor, process).callee,
  });
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
        ...(whole
          ? []
          : [
              "Not held against the devices of the drawn cell, which has subcircuits of its own: compare it by LVS.",
            ]),
      ],
    },
    transistors: parts.transistors,
    parameters: onlyBiases(cell.parameters),
    extracted: { file, sha256: sha256(text), warnings: parts.warnings },
  };
}
