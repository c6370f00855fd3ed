import { formatQuantity } from "../../foundation/index.ts";
import type { ModelSet } from "../../pdk/index.ts";
import { formatNumber } from "../../spice/index.ts";
import type { Deck } from "../deck.ts";
import { NetlistError } from "../error.ts";
import { cellSubcircuit, emitCell, emitCellInstance } from "./emit-cell.ts";
import { internalNodes } from "./nodes.ts";
import { biasPorts } from "./ports.ts";
import type { CellConditions, SizedCell } from "./topology.ts";

/** Vectors of the neuron benches: membrane and output [V]; current [A] of the supply's source, negative where it delivers. */
export const neuronProbes = { membrane: "v(mem)", output: "v(vout)", supply: "i(vdd)" } as const;

/** Time in which the input current is switched on [s]. */
const edge = 1e-9;

/** Voltage that the input's source needs [V]: at four times as much it delivers all but a thousandth of its current. */
const headroom = 0.05;

export interface NeuronDrive {
  /** Current into the membrane [A], >= 0. */
  readonly iin: number;
  /** Refractory bias [V]; the cell's own where left out. */
  readonly vb?: number;
}

export interface SpikeBench extends NeuronDrive {
  /** End of the transient [s]. */
  readonly stop: number;
  /** Largest step [s]; a two-hundredth of `stop` where left out. */
  readonly maxStep?: number;
  /** Relative tolerance of the solver; 1e-4 where left out. */
  readonly reltol?: number;
}

/**
 * Test bench of spikes: from the operating point without input, a constant current into the membrane from t = 0 on (1 ns edge).
 *
 * The input comes from the supply, as every circuit's does: within 0.2 V of the supply its source runs out of voltage, and delivers
 * less (tanh of the voltage left over 50 mV). Without that a strong input would drive the membrane far beyond what the models are made for.
 *
 * Tolerances: a node of a cell holds a few femtocoulombs, below the simulator's own charge tolerance of 10 fC, which would let it step
 * over whole spikes: hence 0.1 fC, and trtol 1 in every build. Currents count down to 1 fA and gmin is 1e-15 S, since a membrane
 * charges with nanoamperes, to which 1e-12 S at 1 V would add a thousandth. The trapezoidal rule (xmu 0.5) rings in the supply's current,
 * by per cents of its mean: at 0.49 it does not, and the period changes by less than 2e-4.
 *
 * @throws NetlistError NETLIST_CELL_BIAS, NETLIST_CELL_PORT
 */
export function buildNeuronDeck(
  cell: SizedCell,
  models: ModelSet,
  bench: SpikeBench & { readonly conditions: CellConditions },
): Deck {
  const { iin, stop, maxStep = Number((stop / 200).toPrecision(6)), reltol = 1e-4 } = bench;
  const drive = [`Vdrive drive 0 PWL(0 0 ${formatNumber(edge)} 1)`, inputCard(iin)];
  return {
    ...neuronDeck(cell, models, { ...bench, drive }),
    title: `${cell.name}: spikes at ${formatQuantity(iin, "A")}${labelOf(bench.conditions)}`,
    analysis: { kind: "tran", step: maxStep, stop, start: 0, maxStep, useInitialConditions: false },
    options: { ...solver(bench.conditions), reltol, trtol: 1, chgtol: 1e-16, xmu: 0.49 },
  };
}

export interface RestBench extends NeuronDrive {
  /** Where the solver looks first, by probe, `{ "v(mem)": 0.3 }` [V]: an operating point nearby is found, if there is one. */
  readonly near?: Readonly<Record<string, number>>;
}

/**
 * Operating point of a neuron under a constant current into its membrane.
 *
 * @throws NetlistError NETLIST_CELL_BIAS, NETLIST_CELL_PORT
 */
export function buildNeuronRestDeck(
  cell: SizedCell,
  models: ModelSet,
  bench: RestBench & { readonly conditions: CellConditions },
): Deck {
  const { iin, near = {} } = bench;
  const start = Object.entries(near).map(([probe, value]) => `.nodeset ${probe}=${formatNumber(value)}`);
  return {
    ...neuronDeck(cell, models, { ...bench, drive: ["Vdrive drive 0 1", inputCard(iin), ...start] }),
    title: `${cell.name}: at rest with ${formatQuantity(iin, "A")}${labelOf(bench.conditions)}`,
    analysis: { kind: "op" },
    options: solver(bench.conditions),
  };
}

/** The input: `iin` times the voltage of the node drive, as long as the membrane leaves its source a voltage to work with. */
function inputCard(iin: number): string {
  return `Bin 0 mem I = ${formatNumber(iin)}*V(drive)*tanh(max(V(vdd)-V(mem), 0)/${formatNumber(headroom)})`;
}

/** Probes of all nodes of the cell that can move: membrane, output, and those inside. */
export function neuronNodes({ topology }: SizedCell): readonly string[] {
  const inside = internalNodes(topology).map((node) => `v(xcell.${node})`);
  return [neuronProbes.membrane, neuronProbes.output, ...inside];
}

const labelOf = ({ label }: CellConditions) => (label === undefined ? "" : `, ${label}`);

const solver = ({ temperatureC }: CellConditions) => ({ temp: temperatureC, abstol: 1e-15, gmin: 1e-15 });

interface Frame extends NeuronDrive {
  readonly conditions: CellConditions;
  readonly drive: readonly string[];
}

function neuronDeck(
  cell: SizedCell,
  models: ModelSet,
  { conditions, drive, vb }: Frame,
): Pick<Deck, "comments" | "cards" | "probes" | "files" | "origin"> {
  const { supply, temperatureC, mismatch } = conditions;
  const biases = biasVoltages(cell, vb);
  const ports = Object.fromEntries(cell.topology.ports.map((port) => [port, port === "gnd" ? "0" : port]));
  const drawn = [
    ...emitCell(cell, models),
    `Vdd vdd 0 ${formatNumber(supply)}`,
    ...biases.map(([port, voltage]) => `Vbias_${port} ${port} 0 ${formatNumber(voltage)}`),
    ...drive,
    emitCellInstance(cell, "cell", ports),
  ];
  const circuit = mismatch === null ? drawn : models.vary(drawn, mismatch);
  return {
    comments: [
      `Bench of ${cellSubcircuit(cell)}: a constant current into the membrane, which ends at the supply; nothing at the output.`,
      `Supply ${supply} V, ${temperatureC} degree C; models ${models.name}, corner ${models.corner}${mismatch === null ? "" : ", with transistor mismatch"}.`,
      `Probes: ${neuronProbes.membrane} membrane, ${neuronProbes.output} output, ${neuronProbes.supply} supply (negative: delivers), nodes inside.`,
    ],
    cards: [...models.slim(circuit), ...circuit],
    probes: [...neuronNodes(cell), neuronProbes.supply],
    files: [],
    origin: "built",
  };
}

function biasVoltages(cell: SizedCell, vb: number | undefined): [string, number][] {
  const ports = biasPorts(cell.topology.kind, cell.topology.ports);
  if (vb !== undefined && !ports.includes("vb")) {
    throw new NetlistError("NETLIST_CELL_BIAS", `${cell.topology.name} has no port vb to set`, {
      at: [cell.name],
      hint: "Leave vb out of the conditions, or give the topology a port vb.",
    });
  }
  return ports.map((port) => [
    port,
    port === "vb" && vb !== undefined ? vb : (cell.parameters[port] as number),
  ]);
}
