import {
  buildNeuronDeck,
  buildSynapseDeck,
  type CellConditions,
  cellSubcircuit,
  type Deck,
  emitCell,
  emitDeck,
  readBench,
  restingMembrane,
  type SizedCell,
  separateBench,
} from "../../netlist/index.ts";
import type { ModelSet } from "../../pdk/index.ts";
import { firstDuration } from "../cell/neuron-duration.ts";
import { type NetlistFile, textFile } from "./netlist-file.ts";

/** Where a bench runs: models, conditions, and the current of a neuron. */
export interface SimulatedWith {
  readonly models: ModelSet;
  readonly conditions: CellConditions;
  /** Input current of a neuron's bench [A]. */
  readonly iin: number;
}

/**
 * A cell as it is simulated: its netlist, its models as far as it needs them, and a bench that includes both: a neuron under a constant
 * current, a synapse read by one spike.
 *
 * @throws NetlistError, DeviceError; PdkError as of `ModelSet.slim`
 */
export function simFiles(cell: SizedCell, conditions: SimulatedWith): NetlistFile[] {
  const { models } = conditions;
  const name = cellSubcircuit(cell);
  const deck = separateBench(benchOf(cell, conditions), {
    cell: emitCell(cell, models),
    name,
    aboutModels: [
      `Models that ${name} needs, cut from ${models.name}, corner ${models.corner}, to the same currents.`,
      `The library itself does as well: in the bench, .lib "<its path>" ${models.corner} in place of this file.`,
      ...(models.scale === 1 ? [] : ["It sets .option scale: sizes on the cards are in micrometres."]),
    ],
  });
  const comments = [...deck.comments, `By hand: ngspice -b -r result.raw ${name}_bench.sp`];
  const bench = { path: `${name}_bench.sp`, text: emitDeck({ ...deck, comments }) };
  return [...deck.files, bench].map(({ path, text }) =>
    textFile({ path: `sim/${path}`, format: "sim", cell: name, scale: models.scale }, text),
  );
}

function benchOf(cell: SizedCell, { models, conditions, iin }: SimulatedWith): Deck {
  const { supply } = conditions;
  if (cell.topology.kind === "neuron") {
    const stop = firstDuration(cell, supply, iin);
    return buildNeuronDeck(cell, models, { iin, stop, conditions });
  }
  const state = cell.memristor?.initialState ?? 0; // without a memristor there is no bench: buildSynapseDeck says so
  const read = readBench({ state, membrane: restingMembrane(supply) });
  return buildSynapseDeck(cell, models, { ...read, conditions });
}
