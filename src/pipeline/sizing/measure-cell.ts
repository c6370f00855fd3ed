import type { Engine } from "../../engine/index.ts";
import type { ErrorRecord, Warning } from "../../foundation/index.ts";
import type { CellConditions, SizedCell } from "../../netlist/index.ts";
import type { ModelSet } from "../../pdk/index.ts";
import type { MeasureName } from "../../spec/index.ts";
import { runNeuron, runNeuronRest } from "../cell/neuron.ts";
import { runSynapse } from "../cell/synapse.ts";
import type { RanDeck } from "../simulate.ts";
import type { LimitConditions } from "./groups.ts";

export interface CellQuestion {
  readonly engine: Engine;
  readonly cell: SizedCell;
  readonly models: ModelSet;
  readonly conditions: CellConditions;
  readonly at: LimitConditions;
  readonly signal?: AbortSignal | undefined;
}

/** Measures by name, null where the cell has none of it here (a silent neuron has no threshold); or why there are none. */
export type CellAnswer = { readonly ran: readonly RanDeck[]; readonly warnings: readonly Warning[] } & (
  | { readonly status: "ok"; readonly measures: Partial<Record<MeasureName, number | null>> }
  | { readonly status: "failed"; readonly error: ErrorRecord }
);

/**
 * All that one set of conditions tells of a cell: a neuron under `at.iin` (at rest where it is left out), a synapse at `at.g`.
 *
 * @throws CANCELLED; whatever fails in a simulation is in the answer
 */
export async function measureCell({ at, ...question }: CellQuestion): Promise<CellAnswer> {
  if (question.cell.topology.kind === "synapse") {
    // The table was refused if it named no conductance.
    const { simulated, ...outcome } = await runSynapse({ ...question, g: at.g as number, dt: at.dt });
    return { ...outcome, ran: simulated, warnings: [] };
  }
  const bias = at.vb === undefined ? {} : { vb: at.vb };
  if (at.iin === undefined) {
    const { simulated, ...outcome } = await runNeuronRest({ ...question, ...bias });
    return { ...outcome, ran: simulated, warnings: [] };
  }
  const { simulated, ...outcome } = await runNeuron({ ...question, ...bias, iin: at.iin });
  return { ...outcome, ran: simulated, warnings: outcome.status === "ok" ? outcome.warnings : [] };
}
