import type { Engine } from "../../engine/index.ts";
import { CancelledError, MemspiceError, type Warning } from "../../foundation/index.ts";
import type { PublishedCurrent } from "../../report/index.ts";
import { measureGolden } from "../cell/transistor.ts";
import { type RanDeck, withoutVectors } from "../simulate.ts";
import type { SizingTable } from "./table.ts";

export interface Deviation {
  /** Null where it could not be measured; a warning then says why. */
  readonly currents: readonly PublishedCurrent[] | null;
  readonly ran: readonly RanDeck[];
  readonly warnings: readonly Warning[];
}

/** How far the typical corner of a table's models is from the currents that the foundry publishes. @throws CANCELLED */
export async function measureDeviation(
  { library, process }: SizingTable,
  engine: Engine,
  signal: AbortSignal | undefined,
): Promise<Deviation> {
  try {
    const models = await library.corner(library.typicalCorner);
    const { currents, simulated } = await measureGolden({ models, process, engine, signal });
    return { currents, ran: simulated.map(withoutVectors), warnings: [] };
  } catch (error) {
    if (!(error instanceof MemspiceError) || error instanceof CancelledError || signal?.aborted) throw error;
    const message = `the models were not compared with the foundry's currents: ${error.problem}`;
    return {
      currents: null,
      ran: [],
      warnings: [{ code: "MODELS_NOT_COMPARED", at: library.name, message }],
    };
  }
}
