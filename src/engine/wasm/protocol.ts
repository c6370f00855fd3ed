import type { DeckFile } from "../../spice/index.ts";
import type { EngineIdentity } from "../simulation.ts";

/** From the pool to a worker: one run. */
export interface RunRequest {
  readonly text: string;
  readonly files: readonly DeckFile[];
}

/** From a worker to the pool. */
export type WorkerReply =
  | { readonly kind: "ready"; readonly identity: EngineIdentity }
  | { readonly kind: "done"; readonly log: string; readonly raw: Uint8Array<ArrayBuffer> | null }
  /** The simulator left for good in the middle of a run. */
  | { readonly kind: "exited"; readonly log: string };
