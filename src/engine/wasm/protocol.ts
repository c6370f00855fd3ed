import type { DeckFile } from "../../spice/index.ts";
import type { EngineIdentity } from "../simulation.ts";

/** From the pool to a worker: one run. */
export interface RunRequest {
  readonly kind: "run";
  readonly text: string;
  readonly files: readonly DeckFile[];
}

/** From the pool to a worker: the texts of files inside the engine. */
export interface ReadRequest {
  readonly kind: "read";
  readonly names: readonly string[];
}

/** From a worker to the pool. */
export type WorkerReply =
  /** As asked for; null: there is no such file. */
  | { readonly kind: "files"; readonly texts: readonly (string | null)[] }
  | { readonly kind: "ready"; readonly identity: EngineIdentity }
  | { readonly kind: "done"; readonly log: string; readonly raw: Uint8Array<ArrayBuffer> | null }
  /** The simulator left for good in the middle of a run. */
  | { readonly kind: "exited"; readonly log: string };
