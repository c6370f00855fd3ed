import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { errorFromRecord } from "../../foundation/index.ts";
import { PipelineError } from "../error.ts";
import type { TileJob, TileResults } from "./job.ts";
import type { TileReply } from "./worker.ts";

/** A worker thread that computes tiles, one list of jobs at a time. */
export interface TileThread {
  run(jobs: readonly TileJob[]): Promise<TileResults[TileJob["kind"]][]>;
  terminate(): Promise<void>;
}

/** Threads run what the build made: the same file in tests and in production. */
const workerFile = createRequire(import.meta.url).resolve("#worker/pipeline/tile-pool/worker.js");

export function startTileThread(): TileThread {
  const worker = new Worker(workerFile, { execArgv: [], name: "memspice-tiles" });
  worker.unref(); // an idle thread does not keep the process
  return {
    async run(jobs) {
      worker.ref();
      try {
        const answer = nextReply(worker);
        worker.postMessage(jobs);
        const reply = await answer;
        if ("error" in reply) throw errorFromRecord(reply.error);
        return [...reply.results];
      } finally {
        worker.unref();
      }
    },
    terminate: async () => {
      await worker.terminate();
    },
  };
}

/** @throws PipelineError TILE_THREAD */
function nextReply(worker: Worker): Promise<TileReply> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
    };
    const onMessage = (reply: TileReply) => {
      leave();
      resolve(reply);
    };
    const onError = (cause: unknown) => {
      leave();
      reject(died(cause instanceof Error ? cause.message : String(cause), cause));
    };
    const onExit = (code: number) => {
      leave();
      reject(died(`it ended with code ${code}`));
    };
    worker.once("message", onMessage).once("error", onError).once("exit", onExit);
  });
}

function died(problem: string, cause?: unknown): PipelineError {
  return new PipelineError("TILE_THREAD", `a thread of the crossbar solver died: ${problem}`, {
    hint: "Use smaller tiles, or fewer of them at once with --jobs 1: memory may have run out.",
    cause,
  });
}
