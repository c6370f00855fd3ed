import { availableParallelism, homedir } from "node:os";
import { dirname, join } from "node:path";
import type { Engine } from "../engine/index.ts";
import { type Environment, openCache } from "../pipeline/index.ts";
import { type Context, pdkRootOf } from "./context.ts";
import { version } from "./version.ts";

/** What a run takes from this machine. @param file the spec or table: relative paths in it start at its folder */
export function environmentOf(context: Context, engine: Engine, file: string | undefined): Environment {
  const { environment, now } = context;
  return {
    engine,
    cache: openCache(cacheFolder(environment)),
    now,
    startedAt: new Date().toISOString(),
    versions: { memspice: version, node: process.versions.node },
    variables: environment,
    pdkRoot: pdkRootOf(context),
    folder: file === undefined ? "." : dirname(file),
  };
}

/** Where trained weights are kept: MEMSPICE_CACHE, else memspice/ in XDG_CACHE_HOME, else ~/.cache/memspice. */
function cacheFolder(environment: Context["environment"]): string {
  if (environment.MEMSPICE_CACHE) return environment.MEMSPICE_CACHE;
  return join(environment.XDG_CACHE_HOME || join(homedir(), ".cache"), "memspice");
}

/** Parallel workers: as asked, else the cores. */
export function workersOf(jobs: number | null): number {
  return jobs ?? availableParallelism();
}
