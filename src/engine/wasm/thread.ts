import { createRequire } from "node:module";
import { Worker } from "node:worker_threads";
import { EngineError } from "../error.ts";
import type { RunRecord } from "../failure.ts";
import { readLog } from "../log.ts";
import type { EngineIdentity } from "../simulation.ts";
import type { Job, Seat } from "../simulator.ts";
import type { ReadRequest, RunRequest, WorkerReply } from "./protocol.ts";

/** A worker thread with an engine inside, as the pool sees it. */
export interface Thread extends Seat {
  readonly identity: EngineIdentity;
  /** False once it has been thrown away, or has died. */
  readonly alive: boolean;
  /** The texts of files inside the engine; null where there is none. @throws EngineError ENGINE_CRASHED */
  readFiles(names: readonly string[]): Promise<readonly (string | null)[]>;
  terminate(): Promise<void>;
}

/** Threads run what the build made: the same file in tests and in production. */
const workerFile = createRequire(import.meta.url).resolve("#worker/engine/wasm/worker.js");

/** Half a second is usual; a machine under load may take much longer. */
const startSeconds = 120;

/**
 * After so many runs a thread is replaced: about 45 kB a run stay behind with the SKY130 models. Not more often, since a fresh instance
 * beside what the old one leaves costs as much as two thousand runs do (`bench/engine-memory.ts`).
 */
const maxRuns = 2000;

/** Starts a thread and waits until its engine is ready. @throws EngineError ENGINE_CRASHED */
export async function startThread(): Promise<Thread> {
  // Its streams are not ours to print; reading them would keep the process alive, and the thread writes next to nothing.
  const worker = new Worker(workerFile, {
    stdout: true,
    stderr: true,
    execArgv: [],
    name: "memspice-engine",
  });
  let alive = true;
  let runs = 0;
  worker.once("exit", () => {
    alive = false;
  });
  const terminate = async () => {
    alive = false;
    await worker.terminate();
  };
  const timer = setTimeout(terminate, startSeconds * 1000);
  const ready = await nextReply(worker).finally(() => clearTimeout(timer));
  if (ready.kind !== "ready") throw crashed("it answered before it was asked");
  worker.unref(); // an idle thread does not keep the process

  async function run({ text, files, once }: Job, signal: AbortSignal): Promise<RunRecord> {
    signal.addEventListener("abort", terminate, { once: true });
    worker.ref();
    try {
      signal.throwIfAborted();
      const answer = nextReply(worker);
      worker.postMessage({ kind: "run", text, files } satisfies RunRequest);
      const reply = await answer;
      if (reply.kind === "ready" || reply.kind === "files")
        throw crashed(`it answered ${reply.kind} to a run`);
      const exited = reply.kind === "exited";
      runs++;
      if (exited || once || runs >= maxRuns || readLog(reply.log).fatal !== null) await terminate();
      return { log: reply.log, raw: exited ? null : reply.raw, exited };
    } finally {
      worker.unref();
      signal.removeEventListener("abort", terminate);
    }
  }

  return {
    identity: ready.identity,
    get alive() {
      return alive;
    },
    run,
    async readFiles(names) {
      worker.ref();
      const answer = nextReply(worker).finally(() => worker.unref());
      worker.postMessage({ kind: "read", names } satisfies ReadRequest);
      const reply = await answer;
      if (reply.kind !== "files") throw crashed(`it answered ${reply.kind} to the question for files`);
      return reply.texts;
    },
    terminate,
  };
}

function nextReply(worker: Worker): Promise<WorkerReply> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      worker.off("message", onMessage).off("error", onError).off("exit", onExit);
    };
    const onMessage = (message: WorkerReply) => {
      leave();
      resolve(message);
    };
    const onError = (cause: unknown) => {
      leave();
      reject(crashed(cause instanceof Error ? cause.message : String(cause), cause));
    };
    const onExit = (code: number) => {
      leave();
      reject(crashed(`its thread ended with code ${code}`));
    };
    worker.once("message", onMessage).once("error", onError).once("exit", onExit);
  });
}

function crashed(problem: string, cause?: unknown): EngineError {
  return new EngineError("ENGINE_CRASHED", `the WASM engine died: ${problem}`, {
    hint: "The next run starts a new one. Large circuits may need more memory than there is.",
    cause,
  });
}
