import type { RunRecord } from "../../../src/engine/failure.ts";
import type { Job, Simulator } from "../../../src/engine/simulator.ts";

/** A simulator that answers what a test says, for the rules that hold over every adapter. */
export function fakeSimulator(
  answer: (job: Job, signal: AbortSignal) => Promise<RunRecord> | RunRecord,
): Simulator & { taken: number } {
  const seat = { run: async (job: Job, signal: AbortSignal) => answer(job, signal) };
  const simulator = {
    taken: 0,
    hasKlu: true,
    hasBuiltInFiles: true,
    sandboxed: true,
    identity: async () => ({ name: "fake", version: "1", ngspice: "0" }),
    takeSeat: async () => {
      simulator.taken++;
      return seat;
    },
    returnSeat: () => {
      simulator.taken--;
    },
    close: async () => undefined,
  };
  return simulator;
}

export interface FakePlot {
  readonly title: string;
  readonly plotName?: string;
  readonly vectors: Readonly<Record<string, readonly number[]>>;
}

/** The bytes of a real plot. */
export function rawOf({ title, plotName = "Operating Point", vectors }: FakePlot): Uint8Array {
  const names = Object.keys(vectors);
  const points = Object.values(vectors)[0]?.length ?? 0;
  const header = [
    `Title: ${title}`,
    `Plotname: ${plotName}`,
    "Flags: real",
    `No. Variables: ${names.length}`,
    `No. Points: ${points}`,
    "Variables:",
    ...names.map((name, i) => `\t${i}\t${name}\tvoltage`),
    "Binary:\n",
  ].join("\n");
  const values = Array.from({ length: points }, (_, i) =>
    names.map((name) => vectors[name]?.[i] ?? 0),
  ).flat();
  return Buffer.concat([Buffer.from(header), Buffer.from(new Float64Array(values).buffer)]);
}
