import { setImmediate } from "node:timers/promises";
import { throwIfCancelled } from "../foundation/index.ts";

/** One step of a run, as the command line shows it: stage `index` of `of`, `done` of `total` units. */
export interface ProgressEvent {
  readonly stage: string;
  readonly title: string;
  readonly index: number;
  readonly of: number;
  readonly done: number;
  readonly total: number;
}

/** What every stage gets: how to report, and how it may be stopped. */
export interface Control {
  readonly signal?: AbortSignal;
  readonly onProgress?: (event: ProgressEvent) => void;
}

/** Runs stages in order, reports their progress, and keeps how long each took. */
export interface StageRunner {
  /** Runs one stage; `report(done, total)` may be called as often as the work likes. */
  run<T>(
    stage: string,
    title: string,
    work: (report: (done: number, total: number) => void) => Promise<T>,
  ): Promise<T>;
  /** Wall-clock time of each stage so far [s]. */
  readonly timings: Readonly<Record<string, number>>;
}

/** @param of number of stages that will run @param now a clock in [ms] */
export function createStageRunner(of: number, control: Control, now: () => number): StageRunner {
  const timings: Record<string, number> = {};
  let index = 0;
  return {
    timings,
    run: async (stage, title, work) => {
      throwIfCancelled(control.signal, [stage]);
      index += 1;
      const at = { stage, title, index, of };
      const report = (done: number, total: number) => control.onProgress?.({ ...at, done, total });
      report(0, 1);
      const start = now();
      const result = await work(report);
      throwIfCancelled(control.signal, [stage]);
      timings[stage] = (now() - start) / 1000;
      report(1, 1);
      return result;
    },
  };
}

/** Lets pending events through (Ctrl-C among them), then throws CANCELLED if the run was stopped. */
export async function breathe(signal: AbortSignal | undefined, at: string): Promise<void> {
  await setImmediate();
  throwIfCancelled(signal, [at]);
}
