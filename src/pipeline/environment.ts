import type { Engine } from "../engine/index.ts";
import type { Cache } from "./cache.ts";
import type { OutputFile } from "./output.ts";

/** What a run takes from the world outside. */
export interface Environment {
  readonly engine: Engine;
  readonly cache: Cache;
  /** A clock [ms]. */
  readonly now: () => number;
  /** ISO 8601. */
  readonly startedAt: string;
  readonly versions: { readonly memspice: string; readonly node: string };
  readonly variables: Record<string, string | undefined>;
  /** A PDK on disk; undefined: the models inside the engine. */
  readonly pdkRoot: string | undefined;
  /** Folder of the spec or table, where relative paths in it start. */
  readonly folder: string;
}

/** What a command puts into its output folder, and the result that the command line prints. */
export interface Outcome<Report> {
  readonly report: Report;
  readonly files: readonly OutputFile[];
}
