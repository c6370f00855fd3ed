/** What a line of the simulator's log means. */
export type LineKind = "fatal" | "noConvergence" | "warning" | "note";

export interface LogRule {
  readonly pattern: RegExp;
  readonly kind: LineKind;
  /** Code of the error that a fatal line stands for. */
  readonly code?: string;
}

/**
 * The table that sorts log lines, first match wins. Lines were seen in ngspice 45.2 (WASM) and 39.3 (native).
 *
 * "Error" in a line is no proof: a B source out of range in one Newton step is reported as an error, and may be mended in the next.
 */
export const logRules: readonly LogRule[] = [
  { pattern: /could not find include file/i, kind: "fatal", code: "ENGINE_MISSING_FILE" },
  {
    pattern: /library file .*not found|could not find library file/i,
    kind: "fatal",
    code: "ENGINE_MISSING_FILE",
  },
  { pattern: /could not find a valid modelname/i, kind: "fatal", code: "ENGINE_NO_MODEL_BIN" },
  { pattern: /unknown subckt/i, kind: "fatal", code: "ENGINE_SYNTAX" },
  { pattern: /undefined parameter|cannot compute substitute/i, kind: "fatal", code: "ENGINE_SYNTAX" },
  { pattern: /is not a valid .*line, ignored/i, kind: "fatal", code: "ENGINE_SYNTAX" },
  {
    pattern: /unknown device type|unimplemented (dot command|control card)|unknown parameter \(|MIF-ERROR/i,
    kind: "fatal",
    code: "ENGINE_SYNTAX",
  },
  {
    pattern: /device already exists|not enough parameters|syntax error|bad syntax/i,
    kind: "fatal",
    code: "ENGINE_SYNTAX",
  },
  {
    pattern: /mismatch of \.subckt|too (few|many) (nodes|parameters)/i,
    kind: "fatal",
    code: "ENGINE_SYNTAX",
  },
  { pattern: /no data saved for|unrecognized variable -/i, kind: "fatal", code: "ENGINE_MISSING_PROBE" },
  {
    pattern: /out of memory|malloc.*fail|can't allocate|memory access out of bounds/i,
    kind: "fatal",
    code: "ENGINE_CRASHED",
  },
  {
    pattern: /fatal error: detected during .*parameter checking/i,
    kind: "fatal",
    code: "ENGINE_MODEL_PARAMETER",
  },
  { pattern: /doAnalyses: (?!not found)|timestep too small|DC solution failed/i, kind: "noConvergence" },
  { pattern: /run simulation\(s\) aborted|operating point could not be simulated/i, kind: "noConvergence" },
  // What follows from an error that has its own line, and says nothing by itself.
  {
    pattern: /circuit not parsed|simulation interrupted due to error|aren't any circuits loaded/i,
    kind: "fatal",
  },
  {
    pattern: /fatal error in ngspice|not available or has zero length|no writable vector found/i,
    kind: "fatal",
  },
  { pattern: /no job \(tran, ac, op etc\.\) defined|empty netlist/i, kind: "fatal" },
  { pattern: /initialization file spinit|gmin (stepping|increment)|source stepping failed/i, kind: "note" },
  { pattern: /out of range for/i, kind: "note" },
  { pattern: /^warning:? there is no circuit loaded|command 'remcirc' is ignored/i, kind: "note" },
  { pattern: /\bwarning\b|unrecognized parameter/i, kind: "warning" },
];

/** How one line counts; a line that no rule knows is a note. */
export function classifyLine(line: string): { readonly kind: LineKind; readonly code: string | null } {
  const rule = logRules.find(({ pattern }) => pattern.test(line));
  return { kind: rule?.kind ?? "note", code: rule?.code ?? null };
}

/** What a whole log says. */
export interface LogReport {
  /** First fatal line that stands for a code, else the first fatal line. */
  readonly fatal: { readonly line: string; readonly code: string | null; readonly next: string } | null;
  /** The name that a "can't find model" line asks for. */
  readonly missingModel: string | null;
  readonly noConvergence: readonly string[];
  /** Nodes that "singular matrix" lines name, each once. */
  readonly singular: readonly string[];
  readonly dcFailed: boolean;
  /** The operating point came from the last resort, a pseudo transient. */
  readonly rescuedByTransient: boolean;
  /** A function left its range somewhere on the way, or an iterate was NaN. */
  readonly outOfRange: string | null;
  readonly warnings: readonly string[];
  readonly klu: boolean;
}

export function readLog(log: string): LogReport {
  const lines = log
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line !== "");
  const sorted = lines.map((line, index) => ({ line, next: lines[index + 1] ?? "", ...classifyLine(line) }));
  const fatal = sorted.filter(({ kind }) => kind === "fatal");
  const chosen = fatal.find(({ code }) => code !== null) ?? fatal[0] ?? null;
  return {
    fatal: chosen,
    missingModel: /can't find model '([^']+)'/i.exec(log)?.[1] ?? null,
    noConvergence: sorted.filter(({ kind }) => kind === "noConvergence").map(({ line }) => line),
    singular: [
      ...new Set(
        [...log.matchAll(/singular matrix:\s+check nodes?\s+(\S+)/gi)].map((match) => match[1] as string),
      ),
    ],
    dcFailed: /DC solution failed|operating point could not be simulated/i.test(log),
    rescuedByTransient: /Transient op finished successfully/i.test(log),
    outOfRange: /^.*(?:out of range for .*|-nan\b.*)$/im.exec(log)?.[0]?.trim() ?? null,
    warnings: [
      ...new Set(
        sorted.filter(({ kind }) => kind === "warning").map(({ line, next }) => joinNext(line, next)),
      ),
    ],
    klu: /Using KLU as Direct Linear Solver/.test(log),
  };
}

/** ngspice puts what a warning is about on the line after it: `Warning: Model issue on line 4 :`. */
function joinNext(line: string, next: string): string {
  return /:$/.test(line) ? `${line} ${next}` : line;
}
