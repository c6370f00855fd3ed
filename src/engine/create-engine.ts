import { createNativeSimulator } from "./native/simulator.ts";
import { createPooledEngine } from "./pooled-engine.ts";
import type { Engine } from "./simulation.ts";
import { createWasmSimulator } from "./wasm/simulator.ts";

export interface EngineOptions {
  /** `wasm`: ngspice inside; `native`: the ngspice on the PATH; `auto`: the first that starts, in this order. Default `wasm`. */
  readonly kind?: "wasm" | "native" | "auto";
  /** Decks that run at once, > 0. Default 1. */
  readonly workers?: number;
  /** Wall-clock limit of a run that names none [s]. Default 300. */
  readonly timeoutSeconds?: number;
  /** Let native ngspice carry out whatever a user's deck says, shell commands among them. Default false. */
  readonly trustDecks?: boolean;
}

/** A circuit simulator. Nothing starts before the first run; close it when done. */
export function createEngine(options: EngineOptions = {}): Engine {
  const { kind = "wasm", workers = 1, timeoutSeconds = 300, trustDecks = false } = options;
  const pool = { workers, timeoutSeconds, trustDecks };
  const wasm = () => createPooledEngine(createWasmSimulator(), pool);
  const native = () => createPooledEngine(createNativeSimulator(), pool);
  if (kind === "wasm") return wasm();
  if (kind === "native") return native();
  return firstThatStarts(wasm(), native());
}

function firstThatStarts(first: Engine, second: Engine): Engine {
  let chosen: Promise<Engine> | undefined;
  const choose = () => {
    chosen ??= first.identity().then(
      () => first,
      async (cause: unknown) => {
        // Where neither starts, why the first did not is what the user needs.
        await second.identity().catch(() => Promise.reject(cause));
        return second;
      },
    );
    return chosen;
  };
  return {
    workers: first.workers,
    identity: async () => (await choose()).identity(),
    run: async (deck, options) => (await choose()).run(deck, options),
    async close() {
      await Promise.all([first.close(), second.close()]);
    },
  };
}
