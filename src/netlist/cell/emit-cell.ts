import { emitMemristorInstance, emitMemristorSubcircuit } from "../../device/index.ts";
import { formatQuantity } from "../../foundation/index.ts";
import type { ModelSet } from "../../pdk/index.ts";
import { memristorCards } from "../../spec/index.ts";
import { formatNumber } from "../../spice/index.ts";
import { NetlistError } from "../error.ts";
import { legalName } from "../names.ts";
import { portMeaning } from "./ports.ts";
import type { SizedCell, SizedTransistor } from "./topology.ts";

/** Nodes and sources inside an emitted synapse, for probes: `v(x<instance>.<state>)`, `i(v.x<instance>.<ammeter>)`. */
export const memristorInside = { state: "mem_state", ammeter: "vmem", sensed: "mem_te" } as const;

export interface EmitCellOptions {
  /** State of the memristor at the start, 0..1; its own `initialState` where left out. */
  readonly state?: number;
}

/** Name of the subcircuit that a cell is emitted as. */
export function cellSubcircuit({ name }: SizedCell): string {
  return legalName(name);
}

/**
 * A cell as a commented `.subckt`, in the unit dialect of a model set, after the subcircuits that it calls. The transistor models
 * themselves are not in it: `models.slim(cards)`.
 *
 * The memristor's current is that of the 0 V source `vmem`, positive into the top electrode.
 *
 * @throws DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE
 */
export function emitCell(
  cell: SizedCell,
  models: Pick<ModelSet, "call">,
  options: EmitCellOptions = {},
): string[] {
  const { topology } = cell;
  const name = cellSubcircuit(cell);
  const own = ownParameters(cell).map(([key, value]) => `${key}=${formatNumber(value)}`);
  return [
    ...(cell.memristor === null ? [] : emitMemristorSubcircuit(cell.memristor).trimEnd().split("\n")),
    ...topology.subcircuits,
    "*",
    ...headOf(cell),
    [".subckt", name, ...topology.ports, ...own].join(" "),
    ...cell.transistors.flatMap((transistor) => [
      `* ${describeTransistor(transistor)}`,
      models.call(transistor),
    ]),
    ...topology.passives,
    ...memristorLines(cell, options),
    `.ends ${name}`,
  ];
}

/** The card that puts a cell into a circuit, `X<instance>`; `nodes` says what every port is tied to. @throws NetlistError NETLIST_CELL_PORT */
export function emitCellInstance(
  cell: SizedCell,
  instance: string,
  nodes: Readonly<Record<string, string>>,
): string {
  const tied = cell.topology.ports.map((port) => {
    const node = nodes[port];
    if (node !== undefined) return node;
    throw new NetlistError("NETLIST_CELL_PORT", `port ${port} of ${cell.topology.name} is tied to nothing`, {
      at: [cell.name, instance],
      hint: `The bench ties ${Object.keys(nodes).join(", ")}.`,
    });
  });
  return [`X${instance}`, ...tied, cellSubcircuit(cell)].join(" ");
}

/** Parameters of the subcircuit; those named as a port belong to the bench. */
function ownParameters({ topology, parameters }: SizedCell): [string, number][] {
  return Object.entries(parameters).filter(([name]) => !topology.ports.includes(name));
}

function headOf(cell: SizedCell): string[] {
  const { topology, parameters, memristor } = cell;
  const ports = topology.ports.map((port) => {
    const bias = topology.parameters[port];
    const value = parameters[port];
    const meaning =
      bias === undefined || value === undefined
        ? portMeaning(topology.kind, port)
        : `${bias.meaning}; ${formatQuantity(value, bias.unit)} where the bench is told nothing else`;
    return `  ${port.padEnd(5)} ${meaning}`;
  });
  const values = ownParameters(cell).map(([key, value]) => {
    const { unit, meaning } = topology.parameters[key] as (typeof topology.parameters)[string];
    return `  ${key.padEnd(5)} ${formatQuantity(value, unit)}: ${meaning}`;
  });
  const electrodes = topology.memristor;
  return [
    `${cell.name}: ${topology.purpose} (${topology.name})`,
    "Ports",
    ...ports,
    ...(values.length > 0 ? ["Parameters", ...values] : []),
    ...(memristor !== null && electrodes !== null
      ? [
          `Memristor: ${memristorCards[memristor.model].title}, top electrode ${electrodes[0]}, bottom electrode ${electrodes[1]}`,
        ]
      : []),
    ...(topology.notes.length > 0 ? ["Notes", ...topology.notes.map((note) => `  ${note}`)] : []),
  ].map((line) => `* ${line}`);
}

/** `W1 = M11, p: reset inverter. pfet_01v8, 1 um / 0.5 um`. */
export function describeTransistor({ name, instance, polarity, role, drawn }: SizedTransistor): string {
  const named = name === instance || name === `X${instance}` ? name : `${name} = ${instance}`;
  const size = [`${micrometres(drawn.w)} um / ${micrometres(drawn.l)} um`];
  if (drawn.nf > 1) size.push(`in ${drawn.nf} fingers`);
  if (drawn.m > 1) size.push(`x ${drawn.m}`);
  return `${named}, ${polarity}: ${role}. ${drawn.device}, ${size.join(" ")}`;
}

function micrometres(metres: number): number {
  return Number((metres * 1e6).toPrecision(12));
}

function memristorLines({ topology, memristor }: SizedCell, { state }: EmitCellOptions): string[] {
  if (memristor === null || topology.memristor === null) return [];
  const [te, be] = topology.memristor;
  const inside = memristorInside;
  return [
    "* current into the top electrode",
    `${inside.ammeter} ${te} ${inside.sensed} 0`,
    emitMemristorInstance(memristor, {
      name: "mem",
      te: inside.sensed,
      be,
      x: inside.state,
      state: state ?? memristor.initialState,
    }),
  ];
}
