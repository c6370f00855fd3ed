import { parentPort } from "node:worker_threads";
import { type ErrorRecord, toErrorRecord } from "../../foundation/index.ts";
import { runTileJob, type TileJob, type TileResults } from "./job.ts";

// Runs in a worker thread: a list of jobs in, a list of results out.

export type TileReply =
  | { readonly results: readonly TileResults[TileJob["kind"]][] }
  | { readonly error: ErrorRecord };

const port = parentPort;
if (port === null) throw new Error("this module runs in a worker thread only");

port.on("message", (jobs: readonly TileJob[]) => {
  port.postMessage(answer(jobs));
});

function answer(jobs: readonly TileJob[]): TileReply {
  try {
    return { results: jobs.map(runTileJob) };
  } catch (thrown) {
    return { error: toErrorRecord(thrown) };
  }
}
