import { basename } from "node:path";
import { NetlistError } from "../../error.ts";
import { type DeckDisk, nodeDisk } from "../../user-deck/disk.ts";
import { assertAscii, readText } from "../../user-deck/text.ts";
import { biasPorts, cellPorts } from "../ports.ts";
import type { CellKind, CellParameter, Topology } from "../topology.ts";
import { assertWithoutTransistors, ownParameters, partsOf } from "./parts.ts";
import { type OwnSubcircuit, readSubcircuits } from "./subcircuit.ts";

export interface ReadTopologyOptions {
  /** Null: the kind whose ports the subcircuit has. */
  readonly kind: CellKind | null;
  /** Names of the table's devices, as it spells them. */
  readonly devices: readonly string[];
  readonly disk?: DeckDisk;
}

/**
 * A topology from a user's `.subckt` file. See `parseTopology`.
 *
 * @throws NetlistError DECK_UNREADABLE, DECK_NOT_ASCII, NETLIST_CELL_CARD, NETLIST_CELL_SUBCKT, NETLIST_CELL_TRANSISTOR, NETLIST_CELL_PORT
 */
export async function readTopology(path: string, options: ReadTopologyOptions): Promise<Topology> {
  const file = basename(path);
  return parseTopology(await readText(options.disk ?? nodeDisk, path, file), file, options);
}

/**
 * A topology from the text of a `.subckt` file, which has no title line.
 *
 * - The cell is the subcircuit called like the file, or the last one. Others may be called by it, and hold no transistors.
 * - Its ports go by name: those of `cellPorts` for its kind, in any order. Further ports are biases, held at the voltage that the table's
 *   `parameters` give for them.
 * - A transistor is `XW1 drain gate source bulk model`, or `MW1`, for the table's `W1` (or `XW1`). Its sizes on the card are not read. A model
 *   called nfet, nmos, pfet, pmos is the standard transistor of the process; another one is named as the process names it. The table may name another.
 * - Parameters on the `.subckt` line may be replaced by the table; names in c, r, v, i are in F, ohm, V, A, others plain numbers.
 * - `Xname te be memristor` is the table's memristor. All other cards stay as they are.
 *
 * @param file its name, for messages
 * @throws NetlistError DECK_NOT_ASCII, NETLIST_CELL_CARD, NETLIST_CELL_SUBCKT, NETLIST_CELL_TRANSISTOR, NETLIST_CELL_PORT
 */
export function parseTopology(
  text: string,
  file: string,
  { kind, devices }: Omit<ReadTopologyOptions, "disk">,
): Topology {
  assertAscii(text, file);
  const { subcircuits, common } = readSubcircuits(text, file);
  const stem = file.replace(/\.[^.]*$/, "").toLowerCase();
  const named = subcircuits.find(({ name }) => name === stem || name === stem.replaceAll("-", "_"));
  const cell = named ?? (subcircuits.at(-1) as OwnSubcircuit);
  const others = subcircuits.filter((one) => one !== cell);
  const source = { file, devices, subcircuits: others.map(({ name }) => name) };
  for (const other of others) assertWithoutTransistors(other, source);
  const kindHere = kindOf(cell, kind, file);
  const biases = biasPorts(kindHere, cell.ports).map((port): [string, CellParameter] => [
    port,
    { unit: "V", value: null, meaning: "bias voltage" },
  ]);
  return {
    name: cell.name,
    kind: kindHere,
    purpose: `${kindHere} of ${file}`,
    ports: cell.ports,
    ...partsOf(cell, source),
    parameters: { ...ownParameters(cell, file), ...Object.fromEntries(biases) },
    subcircuits: [...common.map((card) => card.text), ...others.flatMap(textOf)],
    notes: [`Circuit: ${file}. Sizes are those of the table, not of the file.`],
  };
}

function kindOf(cell: OwnSubcircuit, kind: CellKind | null, file: string): CellKind {
  const kinds = kind === null ? (Object.keys(cellPorts) as CellKind[]) : [kind];
  const lacking = kinds.map((one) => ({
    one,
    ports: Object.keys(cellPorts[one]).filter((port) => !cell.ports.includes(port)),
  }));
  const fitting = lacking.find(({ ports }) => ports.length === 0);
  if (fitting !== undefined) return fitting.one;
  const missing = lacking.map(({ one, ports }) => `${ports.join(", ")} for a ${one}`).join("; or ");
  throw new NetlistError("NETLIST_CELL_PORT", `.subckt ${cell.name} lacks the ports ${missing}`, {
    at: [file, `line ${cell.line}`],
    hint: `The bench connects by name. ${kinds.map((one) => `${one}: ${Object.keys(cellPorts[one]).join(" ")}`).join("; ")}.`,
  });
}

function textOf({ name, ports, parameters, body }: OwnSubcircuit): string[] {
  const own = Object.entries(parameters).map(([key, value]) => `${key}=${value}`);
  return [[".subckt", name, ...ports, ...own].join(" "), ...body.map(({ text }) => text), `.ends ${name}`];
}
