import type { Difference } from "../comparison.ts";
import { LvsError } from "../error.ts";
import { type CellRecord, differencesOf } from "./differences.ts";
import { markPrefix, ringNets } from "./marks.ts";

export interface NetgenResult {
  /** As netgen prints it: `1.5.133`. */
  readonly version: string;
  /** In the first netlist and in the second; those in parallel count once. */
  readonly devices: readonly [number, number];
  readonly nets: readonly [number, number];
  readonly differences: readonly Difference[];
}

/** More of one kind are counted, not listed: one error far up makes hundreds below. */
const mostListed = 20;

/**
 * What netgen says of a pair of netlists. Its exit code is 0 either way, and it calls circuits equal whose sizes or port names differ:
 * equal is what has none of its lists of differences, and its last word says so too.
 *
 * @param log what it printed
 * @param json the file that it wrote
 * @param between what the two netlists are called in messages
 * @throws LvsError LVS_RESULT
 */
export function readResult(log: string, json: string, between: readonly [string, string]): NetgenResult {
  const verdict = /^Result: (.*)$/m.exec(log)?.[1]?.trim();
  const cells = parseCells(json);
  if (verdict === undefined || cells.length === 0) {
    throw unreadable(log, "gave no result");
  }
  if (/errors reading the setup file/.test(log)) throw unreadable(log, "did not understand its setup file");
  const all = cells.flatMap((cell) => differencesOf(cell, between));
  const agrees = /^Circuits match uniquely|^Circuits match correctly|^Netlists match/.test(verdict);
  if (!agrees && all.length === 0) throw unreadable(log, `says "${verdict}" and names no difference`);
  const top = cells.at(-1) as CellRecord;
  const countOf = (side: 0 | 1) =>
    top.devices[side]
      .filter(([name]) => !name.startsWith(markPrefix))
      .reduce((sum, [, number]) => sum + number, 0);
  const version = /^Netgen (\S+)/m.exec(log)?.[1] ?? "unknown";
  const [netsHere, netsThere] = top.nets;
  return {
    ...{ version, devices: [countOf(0), countOf(1)] },
    ...{ nets: [netsHere - ringNets, netsThere - ringNets], differences: shortened(all) },
  };
}

function parseCells(json: string): readonly CellRecord[] {
  try {
    return JSON.parse(json) as readonly CellRecord[];
  } catch {
    return []; // what netgen leaves behind when it stops half way
  }
}

function shortened(all: readonly Difference[]): Difference[] {
  if (all.length <= mostListed) return [...all];
  const more: Difference = {
    kind: (all[mostListed] as Difference).kind,
    message: `and ${all.length - mostListed} more differences`,
  };
  return [...all.slice(0, mostListed), more];
}

function unreadable(log: string, problem: string): LvsError {
  const tail = log.trim().split("\n").slice(-3).join(" | ");
  return new LvsError("LVS_RESULT", `netgen ${problem}; it ended with: ${tail}`, {
    at: ["netgen"],
    hint: "Look for a line that it could not read; netgen 1.5.133 and later are known to work.",
  });
}
