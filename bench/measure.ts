/** One piece of work, the best of several. */
export interface Measured {
  /** By the clock. */
  readonly seconds: number;
  /** Of the processor, this process: steadier where others use the machine too. */
  readonly processorSeconds: number;
  /** Typed arrays that one call leaves behind, the most of several [MB]; less where the collector came in between. */
  readonly megabytes: number;
}

export function measure(times: number, work: () => void): Measured {
  let [seconds, processorSeconds, megabytes] = [Number.POSITIVE_INFINITY, Number.POSITIVE_INFINITY, 0];
  for (let i = 0; i < times; i++) {
    const held = process.memoryUsage().arrayBuffers;
    const used = process.cpuUsage();
    const start = performance.now();
    work();
    seconds = Math.min(seconds, (performance.now() - start) / 1000);
    const { user, system } = process.cpuUsage(used);
    processorSeconds = Math.min(processorSeconds, (user + system) / 1e6);
    megabytes = Math.max(megabytes, (process.memoryUsage().arrayBuffers - held) / 1e6);
  }
  return { seconds, processorSeconds, megabytes };
}

/** Seconds by the clock. */
export function best(times: number, work: () => void): number {
  return measure(times, work).seconds;
}
