import type { Deck } from "../netlist/index.ts";
import { EngineError } from "./error.ts";
import type { LogReport } from "./log.ts";

/** What an adapter hands back of one run. */
export interface RunRecord {
  readonly log: string;
  /** The binary result file; null where the simulator wrote none. */
  readonly raw: Uint8Array | null;
  /** The simulator left in the middle of the run (`exit`), and is of no further use. */
  readonly exited: boolean;
}

interface Failed {
  readonly deck: Deck;
  /** The deck as it went to the simulator. */
  readonly text: string;
  readonly report: LogReport;
  readonly record: RunRecord;
}

const hints: Readonly<Record<string, string>> = {
  ENGINE_SYNTAX:
    "Correct the card; names of subcircuits, models and parameters must be defined before the deck ends.",
  ENGINE_NO_MODEL_BIN:
    "No model bin covers this W and L: choose a size that the model set holds, and mind the unit (w=1u, not w=1).",
  ENGINE_MODEL_PARAMETER:
    "The model refuses its own parameters at this size or corner: choose another size, or another model set.",
  ENGINE_MISSING_FILE: "Every file and library section that a deck includes must come with it.",
  ENGINE_MISSING_PROBE:
    "Write v(node), i(vsource) or @device[parameter]; the current of a resistor r1 is @r1[i].",
  ENGINE_CRASHED: "The last lines of the simulator's log are part of this message.",
  ENGINE_SINGULAR: "Look for a loop of voltage sources or inductors, or sources of voltage in parallel.",
  ENGINE_FLOATING_NODE:
    "Give the node a path for direct current to ground: a large resistor, or the option rshunt.",
  ENGINE_NOT_FINITE:
    "Keep every function inside its range: max(x, 1e-12) in a logarithm or a root, exponents capped.",
  ENGINE_NO_CONVERGENCE:
    "Smooth what jumps in behavioural sources, add series resistance or .nodeset, or loosen reltol and abstol.",
};

/** The error that a log proves, or null for a run that may be good. */
export function failureOf(failed: Failed): EngineError | null {
  const { report, record } = failed;
  const { fatal } = report;
  if (fatal?.code != null)
    return fatalError(failed, fatal.code, `${fatal.line}${detail(fatal.line, fatal.next)}`);
  const node = report.singular[0];
  const unsolved = report.dcFailed || (report.rescuedByTransient && node !== undefined);
  if (report.outOfRange !== null && (report.noConvergence.length > 0 || report.dcFailed)) {
    return errorAt(failed, "ENGINE_NOT_FINITE", `no finite solution: ${report.outOfRange}`, []);
  }
  if (unsolved && node !== undefined) {
    const branch = /#branch$/.test(node);
    const problem = branch
      ? `the current of ${node.replace(/#branch$/, "")} has no unique value`
      : `node ${node} has no unique voltage`;
    return errorAt(failed, branch ? "ENGINE_SINGULAR" : "ENGINE_FLOATING_NODE", problem, [node]);
  }
  if (report.noConvergence.length > 0) {
    const line =
      report.noConvergence.find((text) => /doAnalyses/.test(text)) ?? report.noConvergence[0] ?? "";
    const trouble = /trouble with (?:node "?|[\w-]+:)?([^"\s]+)/.exec(line)?.[1];
    return errorAt(
      failed,
      "ENGINE_NO_CONVERGENCE",
      line.replace(/^doAnalyses:\s*/, ""),
      trouble ? [trouble] : [],
    );
  }
  const absent = /vector (\S+) is not available or has zero length/.exec(record.log)?.[1];
  if (absent !== undefined)
    return errorAt(failed, "ENGINE_MISSING_PROBE", `there is no vector ${absent}`, [absent]);
  if (fatal !== null || record.exited) {
    const tail = record.log
      .trim()
      .split("\n")
      .filter((line) => line.trim() !== "")
      .slice(-4)
      .join("; ");
    return errorAt(failed, "ENGINE_CRASHED", `the simulator gave up: ${tail}`, []);
  }
  return null;
}

function fatalError(failed: Failed, found: string, problem: string): EngineError {
  const { report } = failed;
  if (found === "ENGINE_NO_MODEL_BIN" && report.missingModel !== null) {
    return errorAt(
      failed,
      "ENGINE_SYNTAX",
      `there is no model "${report.missingModel}": ${problem}`,
      placeOf(failed, problem),
    );
  }
  // Only a card with a size can miss a bin; without one it has too few nodes, or the name is wrong.
  const sized = /or its substitute:.*\n.*\b[wl]\s*=/i.test(failed.record.log);
  const code = found === "ENGINE_NO_MODEL_BIN" && !sized ? "ENGINE_SYNTAX" : found;
  return errorAt(failed, code, problem, placeOf(failed, problem));
}

function errorAt({ deck }: Failed, code: string, problem: string, at: readonly string[]): EngineError {
  return new EngineError(code, problem, { at: [deck.title, ...at], hint: hints[code] ?? "" });
}

/** Some lines say what is wrong, and the one before or after them where. */
function detail(line: string, next: string): string {
  return /undefined parameter|cannot compute/i.test(line) || next === "" || !/:$/.test(line)
    ? ""
    : ` ${next}`;
}

/** The line of the deck that the log names, or that holds the device it names, and the first word of that line. */
function placeOf({ deck, text, record }: Failed, problem: string): readonly string[] {
  const vector = /unrecognized variable - (\S+)/.exec(problem)?.[1];
  if (vector !== undefined) return [vector];
  const lines = text.split("\n").map((line) => line.trim().split(/[\s(]/)[0] as string);
  const place = (number: number, word = lines[number - 1] ?? "") => [`line ${number}`, word];
  const named = /line no\. (\d+) from file (?:.*\/)?memspice-run\.cir/.exec(record.log)?.[1];
  if (named !== undefined) return place(Number(named));
  // With files, ngspice counts their lines too.
  const numbered = /Netlist line no\. (\d+)/.exec(record.log)?.[1];
  if (numbered !== undefined && deck.files.length === 0) return place(Number(numbered));
  const device = deviceOf(problem, record.log);
  if (device === undefined) return [];
  // A device inside a subcircuit is spelled m.x1.x2.m5: the instance at the top is what the deck holds.
  const path = device.split(".");
  const instance = (path.length > 2 && /^[a-z]$/.test(path[0] as string) ? path[1] : device) as string;
  const index = lines.findIndex((word) => word.toLowerCase() === instance.toLowerCase());
  return index < 1 ? [device] : place(index + 1, device);
}

/** The first word of the card that a log complains of. */
function deviceOf(problem: string, log: string): string | undefined {
  return (
    /or its substitute:\s*\n\s*(\S+)/.exec(log)?.[1] ??
    /unknown subckt:\s*(\S+)/i.exec(problem)?.[1] ??
    /'(\S+)[^']*' is not a valid/.exec(problem)?.[1]
  );
}
