import type { EngineIdentity } from "../simulation.ts";
import type { Seat, Simulator } from "../simulator.ts";
import { startThread, type Thread } from "./thread.ts";

/** eecircuit-engine in worker threads, which start when they are first needed. */
export function createWasmSimulator(): Simulator {
  const threads = new Set<Thread>();
  let idle: Thread[] = [];
  let known: EngineIdentity | undefined;

  async function take(): Promise<Thread> {
    for (let thread = idle.pop(); thread !== undefined; thread = idle.pop()) {
      if (thread.alive) return thread;
      threads.delete(thread);
    }
    const thread = await startThread();
    known = thread.identity;
    threads.add(thread);
    return thread;
  }

  function give(seat: Seat): void {
    const thread = seat as Thread;
    if (thread.alive) idle.push(thread);
    else threads.delete(thread);
  }

  return {
    hasKlu: true,
    hasBuiltInFiles: true,
    sandboxed: true,
    async identity() {
      if (known === undefined) give(await take());
      return known as EngineIdentity;
    },
    takeSeat: take,
    returnSeat: give,
    async close() {
      idle = [];
      await Promise.all([...threads].map((thread) => thread.terminate()));
      threads.clear();
    },
  };
}
