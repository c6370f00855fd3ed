import type { DeckFile } from "../spice/index.ts";
import type { RunRecord } from "./failure.ts";
import type { EngineIdentity } from "./simulation.ts";

/** Under this name the deck itself is written, beside its files. */
export const deckFileName = "memspice-run.cir";

/** One run as an adapter sees it. */
export interface Job {
  /** The emitted deck. */
  readonly text: string;
  readonly files: readonly DeckFile[];
  /** Commands in the deck may have changed the simulator's state: it is not to be used again. */
  readonly once: boolean;
}

/** One place where one deck at a time can run. */
export interface Seat {
  /**
   * Runs a deck. When the signal fires, whatever runs is killed, and the promise rejects.
   *
   * @throws EngineError ENGINE_CRASHED
   */
  run(job: Job, signal: AbortSignal): Promise<RunRecord>;
}

/** What is behind an engine: the WASM build in worker threads, or ngspice as a process. */
export interface Simulator {
  readonly hasKlu: boolean;
  /** Holds model files that decks may include by name. */
  readonly hasBuiltInFiles: boolean;
  /** Shut off from the disk and from other programs, so that any deck may run. */
  readonly sandboxed: boolean;
  identity(): Promise<EngineIdentity>;
  /** A seat that nobody else has, ready to run; the caller gives it back. */
  takeSeat(): Promise<Seat>;
  returnSeat(seat: Seat): void;
  close(): Promise<void>;
}
