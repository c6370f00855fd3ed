import { CancelledError, throwIfCancelled } from "../../foundation/index.ts";
import { breathe } from "../progress.ts";
import { estimateSeconds, runTileJob, type TileJob, type TileResults } from "./job.ts";
import { startTileThread, type TileThread } from "./thread.ts";

export interface TileControl {
  readonly signal?: AbortSignal | undefined;
  /** Called with the number of jobs that are done. */
  readonly report?: ((done: number) => void) | undefined;
}

/** Threads that compute tiles, started when first needed. Results do not depend on their number. */
export interface TilePool {
  /**
   * Results of all jobs, in their order.
   *
   * @throws MemspiceError CANCELLED, TILE_THREAD, and those of the crossbar room
   */
  run<Kind extends TileJob["kind"]>(
    jobs: readonly Extract<TileJob, { kind: Kind }>[],
    control?: TileControl,
  ): Promise<TileResults[Kind][]>;
  close(): Promise<void>;
}

/** Work of less than this is done where it is: a thread takes as long to start [s]. */
const worthThreads = 0.1;
/** Jobs go out in lists of about this time: long against a message, short against the work [s]. */
const listSeconds = 0.02;

export function createTilePool(workers: number): TilePool {
  let idle: TileThread[] = [];
  const all = new Set<TileThread>();

  function take(): TileThread {
    const thread = idle.pop() ?? startTileThread();
    all.add(thread);
    return thread;
  }

  async function discard(): Promise<void> {
    idle = [];
    const threads = [...all];
    all.clear();
    await Promise.all(threads.map((thread) => thread.terminate()));
  }

  async function runInThreads(jobs: readonly TileJob[], { signal, report }: TileControl) {
    const results: TileResults[TileJob["kind"]][] = new Array(jobs.length);
    const lists = listsOf(jobs);
    let [next, done] = [0, 0];
    const work = async (thread: TileThread) => {
      for (let list = lists[next++]; list !== undefined; list = lists[next++]) {
        throwIfCancelled(signal, ["tiles"]);
        const [from, to] = list;
        for (const [k, result] of (await thread.run(jobs.slice(from, to))).entries())
          results[from + k] = result;
        done += to - from;
        report?.(done);
      }
      if (all.has(thread)) idle.push(thread);
    };
    const stop = () => void discard();
    signal?.addEventListener("abort", stop, { once: true });
    try {
      await Promise.all(Array.from({ length: Math.min(workers, lists.length) }, () => work(take())));
    } catch (error) {
      await discard();
      if (signal?.aborted) throw new CancelledError(["tiles"]); // what a killed thread says is of no interest
      throw error;
    } finally {
      signal?.removeEventListener("abort", stop);
    }
    return results;
  }

  async function runHere(jobs: readonly TileJob[], { signal, report }: TileControl) {
    const results: TileResults[TileJob["kind"]][] = [];
    for (const job of jobs) {
      await breathe(signal, "tiles");
      results.push(runTileJob(job));
      report?.(results.length);
    }
    return results;
  }

  async function run(jobs: readonly TileJob[], control: TileControl = {}) {
    throwIfCancelled(control.signal, ["tiles"]);
    const seconds = jobs.reduce((sum, job) => sum + estimateSeconds(job), 0);
    const alone = workers < 2 || jobs.length < 2 || seconds < worthThreads;
    return alone ? runHere(jobs, control) : runInThreads(jobs, control);
  }
  return { run: run as TilePool["run"], close: discard };
}

/** Ranges [from, to) of jobs that belong together. */
function listsOf(jobs: readonly TileJob[]): (readonly [number, number])[] {
  const lists: (readonly [number, number])[] = [];
  let [from, seconds] = [0, 0];
  for (const [k, job] of jobs.entries()) {
    seconds += estimateSeconds(job);
    if (seconds < listSeconds && k < jobs.length - 1) continue;
    lists.push([from, k + 1]);
    [from, seconds] = [k + 1, 0];
  }
  return lists;
}
