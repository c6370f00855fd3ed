import { parseRunSpec } from "../spec/index.ts";
import { createProgressView, type ProgressView } from "./progress.ts";

/** Flags that every command takes, as commander hands them over. */
export interface CommonFlags {
  readonly set: readonly string[];
  readonly out?: string;
  readonly seed?: string;
  readonly jobs?: string;
  readonly engine?: string;
  readonly pdkRoot?: string;
  readonly json: boolean;
  readonly quiet: boolean;
}

/** What a command may touch of the world outside: two streams, a clock, the environment, and the wish to stop. */
export interface Context {
  readonly flags: CommonFlags;
  readonly signal: AbortSignal;
  readonly environment: Record<string, string | undefined>;
  readonly now: () => number;
  readonly progress: ProgressView;
  /** One line for people: standard output, or standard error with --json. */
  say(line: string): void;
  /** The one document of --json; nothing without the flag. */
  json(document: unknown): void;
}

export function createContext(flags: CommonFlags, signal: AbortSignal): Context {
  const now = () => performance.now();
  const silent: ProgressView = { show: () => undefined, stop: () => undefined };
  return {
    flags,
    signal,
    environment: process.env,
    now,
    progress: flags.quiet ? silent : createProgressView(process.stderr, now),
    say: (line) => (flags.json ? process.stderr : process.stdout).write(`${line}\n`),
    json: (document) => {
      if (flags.json) process.stdout.write(`${JSON.stringify(document, null, 2)}\n`);
    },
  };
}

/** Refuses flags with wrong values, for commands that have no spec to put them into. @throws SpecError */
export function checkFlags(flags: CommonFlags): void {
  parseRunSpec("", { file: "flags", overrides: overridesOf(flags) });
}

/** The PDK on disk that a flag or the environment names; undefined: the models inside the engine. */
export function pdkRootOf({ flags, environment }: Context): string | undefined {
  return flags.pdkRoot ?? (environment.PDK_ROOT || undefined);
}

/** `--seed`, `--jobs` and `--engine` are short for fields of the spec; `--set` comes last and wins. */
export function overridesOf(flags: CommonFlags): string[] {
  const short = [
    flags.seed === undefined ? [] : [`seed=${flags.seed}`],
    flags.jobs === undefined ? [] : [`solver.jobs=${flags.jobs}`],
    flags.engine === undefined ? [] : [`solver.engine=${flags.engine}`],
  ];
  return [...short.flat(), ...flags.set];
}
