import type { Engine, Simulation } from "../engine/index.ts";
import type { Warning } from "../foundation/index.ts";
import type { Deck } from "../netlist/index.ts";

/** A deck that ran, and what came of it. */
export interface Simulated {
  readonly deck: Deck;
  readonly simulation: Simulation;
}

/** A deck that ran, without its vectors: what provenance and files need, small enough to keep thousands of. */
export interface RanDeck {
  readonly deck: Deck;
  readonly simulation: Omit<Simulation, "result">;
}

export function withoutVectors({ deck, simulation }: RanDeck): RanDeck {
  const { deckHash, engine, seconds, warnings } = simulation;
  return { deck, simulation: { deckHash, engine, seconds, warnings } };
}

/** Runs a deck and keeps it with its result. */
export async function simulateDeck(
  engine: Engine,
  deck: Deck,
  signal: AbortSignal | undefined,
): Promise<Simulated> {
  return { deck, simulation: await engine.run(deck, signal ? { signal } : {}) };
}

/** The matrix solvers that were used: KLU is chosen for large decks. */
export function solversOf(simulated: readonly RanDeck[]): string {
  return [...new Set(simulated.map(({ simulation }) => simulation.engine.solver))].sort().join(", ");
}

/** What the simulator warned of, each message once, with the first deck and the number of decks. */
export function warningsOf(simulated: readonly RanDeck[]): Warning[] {
  const found = new Map<string, { readonly warning: Warning; decks: number }>();
  for (const { simulation } of simulated) {
    for (const warning of simulation.warnings) {
      const key = `${warning.code} ${warning.message}`;
      const known = found.get(key);
      if (known === undefined) found.set(key, { warning, decks: 1 });
      else known.decks += 1;
    }
  }
  return [...found.values()].map(({ warning, decks }) =>
    decks === 1 ? warning : { ...warning, message: `${warning.message} (and in ${decks - 1} more decks)` },
  );
}
