import { formatQuantity } from "../../foundation/index.ts";
import type { ModelSet } from "../../pdk/index.ts";
import { formatNumber } from "../../spice/index.ts";
import type { Deck } from "../deck.ts";
import { NetlistError } from "../error.ts";
import { tidy } from "../memristor.ts";
import { isGround } from "../probe.ts";
import { cellSubcircuit, emitCell, emitCellInstance, memristorInside } from "./emit-cell.ts";
import { biasPorts } from "./ports.ts";
import type { CellConditions, SizedCell } from "./topology.ts";

/** A spike at a gate: a trapezoid from 0 V to the supply and back. Widths count from half height to half height. */
export interface GateSpike {
  /** When it rises through half its height [s]. */
  readonly at: number;
  /** [s] */
  readonly width: number;
}

export interface SynapseBench {
  /** State of the memristor at the start, 0..1. */
  readonly state: number;
  /** Spike at `vpre`; null: none. */
  readonly pre: GateSpike | null;
  /** Spike at `vpos`; null: none. */
  readonly post: GateSpike | null;
  /** Voltage that the postsynaptic membrane is held at [V]. */
  readonly membrane: number;
  /** Time of every rise and fall, 0 V to the supply [s]. */
  readonly edge: number;
  /** End of the run [s]. */
  readonly stop: number;
  /** Largest step [s]. */
  readonly maxStep: number;
  /** Relative tolerance of the solver; 1e-5 where left out. */
  readonly reltol?: number;
}

/** Vectors of the synapse bench: voltages [V], currents [A], state 0..1. */
export interface SynapseProbes {
  readonly pre: string;
  readonly post: string;
  /** Current into the postsynaptic membrane. */
  readonly membrane: string;
  /** Voltages of the memristor's electrodes against ground; null: the electrode is grounded. */
  readonly top: string | null;
  readonly bottom: string | null;
  /** Current into the top electrode. */
  readonly current: string;
  readonly state: string;
}

/** Names of what the bench records of a cell. @throws NetlistError NETLIST_CELL_MEMRISTOR */
export function synapseProbes(cell: SizedCell): SynapseProbes {
  const { topology } = cell;
  if (topology.memristor === null || cell.memristor === null) {
    throw new NetlistError("NETLIST_CELL_MEMRISTOR", `${topology.name} holds no memristor to measure`, {
      at: ["cells", cell.name, "topology"],
      hint: "A synapse is a topology with a memristor between two of its nodes.",
    });
  }
  const ports = new Set(topology.ports.map((port) => port.toLowerCase()));
  const [top, bottom] = topology.memristor.map((node) =>
    isGround(node) ? null : ports.has(node.toLowerCase()) ? `v(${node})` : `v(xcell.${node})`,
  );
  return {
    pre: "v(vpre)",
    post: "v(vpos)",
    membrane: "i(vmembrane)",
    top: top ?? null,
    bottom: bottom ?? null,
    current: `i(v.xcell.${memristorInside.ammeter})`,
    state: `v(xcell.${memristorInside.state})`,
  };
}

/**
 * Test bench of a synapse: one spike at each gate at most, from the operating point with both gates low.
 *
 * The postsynaptic membrane is an ideal voltage source: it sinks `ipos` without moving. On a real membrane, a capacitor, the
 * voltage rises while it charges, and the output of the mirror loses its drain voltage: its current falls short of this
 * bench's the more, the shorter the channel. Spikes come from ideal sources too.
 *
 * The start is the operating point: without spikes all that holds the bridge is leakage, its state is the one given, and no node has
 * to find its way from zero. Junction areas are not drawn (`ad`, `as`): leakage at rest is that of the models without them.
 *
 * @throws NetlistError NETLIST_CELL_MEMRISTOR, NETLIST_CELL_PORT, NETLIST_SPIKE; DeviceError DEVICE_PARAMETER, DEVICE_STATE_RANGE;
 *   PdkError as of `ModelSet.slim`
 */
export function buildSynapseDeck(
  cell: SizedCell,
  models: ModelSet,
  { conditions, ...bench }: SynapseBench & { readonly conditions: CellConditions },
): Deck {
  const { supply, temperatureC, mismatch } = conditions;
  const { pre, post, membrane, edge, stop, maxStep, reltol = 1e-5 } = bench;
  const probes = synapseProbes(cell);
  for (const spike of [pre, post]) assertSpike(cell, spike, bench);
  const source = (node: string, spike: GateSpike | null) =>
    `V${node} ${node} 0 ${drive(spike, edge, supply)}`;
  const { kind, ports } = cell.topology;
  const circuit = [
    ...emitCell(cell, models, { state: bench.state }),
    `Vdd vdd 0 ${formatNumber(supply)}`,
    ...biasPorts(kind, ports).map(
      (port) => `Vbias_${port} ${port} 0 ${formatNumber(cell.parameters[port] as number)}`,
    ),
    source("vpre", pre),
    source("vpos", post),
    `Vmembrane ipos 0 ${formatNumber(membrane)}`,
    emitCellInstance(
      cell,
      "cell",
      Object.fromEntries(ports.map((port) => [port, port === "gnd" ? "0" : port])),
    ),
  ];
  const varied = mismatch === null ? circuit : models.vary(circuit, mismatch);
  return {
    title: `${cell.name}: ${describe(pre, "pre")}, ${describe(post, "post")}`,
    comments: [
      `Bench of ${cellSubcircuit(cell)}: spikes of ${supply} V from ideal sources, edges of ${formatQuantity(edge, "s")}, membrane held at ${membrane} V.`,
      `Supply ${supply} V, ${temperatureC} degree C; models ${models.name}, corner ${models.corner}${mismatch === null ? "" : ", with transistor mismatch"}.`,
      `Probes: ${probes.membrane} current into the membrane, ${probes.current} into the memristor's top electrode, ${probes.state} its state.`,
    ],
    cards: [...models.slim(varied), ...varied],
    analysis: { kind: "tran", step: maxStep, stop, start: 0, maxStep, useInitialConditions: false },
    probes: Object.values(probes).filter((probe): probe is string => probe !== null),
    // The state is an integral, and one pair of spikes moves it by parts of a thousand.
    options: { temp: temperatureC, reltol, trtol: 1, abstol: 1e-15, gmin: 1e-15, method: "trap" },
    files: [],
    origin: "built",
  };
}

function drive(spike: GateSpike | null, edge: number, supply: number): string {
  if (spike === null) return "0";
  const { at, width } = spike;
  const corners = [at - edge / 2, at + edge / 2, at + width - edge / 2, at + width + edge / 2];
  const points = corners.map((time, n) => {
    const volts = n === 1 || n === 2 ? supply : 0;
    return `${formatNumber(tidy(time))} ${formatNumber(volts)}`;
  });
  return `PWL(0 0 ${points.join(" ")})`;
}

function describe(spike: GateSpike | null, name: string): string {
  if (spike === null) return `no ${name} spike`;
  return `${name} spike of ${formatQuantity(spike.width, "s")} at ${formatQuantity(spike.at, "s")}`;
}

function assertSpike(cell: SizedCell, spike: GateSpike | null, { edge, stop }: SynapseBench): void {
  if (spike === null) return;
  const { at, width } = spike;
  if (edge > 0 && at > edge / 2 && width > edge && at + width + edge / 2 <= stop) return;
  throw new NetlistError(
    "NETLIST_SPIKE",
    `a spike at ${at} s of ${width} s with edges of ${edge} s does not fit a run from 0 to ${stop} s`,
    {
      at: [cell.name],
      hint: "It begins after the start, is wider than an edge, and ends before the run does.",
    },
  );
}
