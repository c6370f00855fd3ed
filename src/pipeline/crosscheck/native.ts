import type { Engine } from "../../engine/index.ts";
import { createMatrix, type Matrix } from "../../foundation/index.ts";
import { type Simulated, simulateDeck } from "../simulate.ts";
import type { WiredTile } from "../wire.ts";
import { largestDifference } from "./difference.ts";
import { operatingPoint, type TileCheck } from "./tile.ts";

/** A tile in a second simulator, on the decks that the first has run. */
export interface SecondOpinion {
  /** Bit line currents [A], (inputs, cols). */
  readonly currents: Matrix;
  /** Largest difference of the two simulators over all bit lines and inputs, over the largest current of the first. */
  readonly maxRelativeDifference: number;
  /** Of all inputs together, by the clock [s]. */
  readonly seconds: number;
  readonly simulated: readonly Simulated[];
}

/** @throws EngineError, NetlistError, CANCELLED */
export async function askAgain(
  { simulated, currents }: TileCheck,
  tile: WiredTile,
  { engine, signal }: { readonly engine: Engine; readonly signal?: AbortSignal | undefined },
): Promise<SecondOpinion> {
  const { rows, cols } = currents.spice;
  const again = createMatrix(rows, cols);
  const runs: Simulated[] = [];
  for (const [k, { deck }] of simulated.entries()) {
    const one = await simulateDeck(engine, deck, signal);
    runs.push(one);
    again.data.set(operatingPoint(one.simulation.result, tile), k * cols);
  }
  return {
    currents: again,
    maxRelativeDifference: largestDifference(again.data, currents.spice.data),
    seconds: runs.reduce((sum, { simulation }) => sum + simulation.seconds, 0),
    simulated: runs,
  };
}
