import { readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { readEmbeddedModel } from "../engine/index.ts";
import { hashOf } from "../foundation/index.ts";
import { nodeDisk } from "../netlist/index.ts";
import { type ModelLibrary, openModels, type Process } from "../pdk/index.ts";
import type { Cache } from "./cache.ts";
import { PipelineError } from "./error.ts";

export interface LibraryPlace {
  /** A library file that the table names, relative to `folder`; null: see `pdkRoot`. */
  readonly library: string | null;
  readonly folder: string;
  /** A PDK on disk; left out: the models inside the engine. */
  readonly pdkRoot: string | undefined;
  /** Keeps the text of the models inside the engine, which costs half a second to get. */
  readonly cache: Cache;
}

/** The library that a table, a flag or the environment names, else the models inside the engine. @throws PdkError, EngineError */
export async function openLibrary(process: Process, place: LibraryPlace): Promise<ModelLibrary> {
  const { library, folder, pdkRoot, cache } = place;
  const path = library === null ? pdkRoot : resolve(folder, library);
  if (path !== undefined) return openModels({ process, library: { kind: "disk", path, disk: nodeDisk } });
  const engine = embeddedEngine();
  const read = (name: string) => cachedText(cache, hashOf({ engine, name }), () => readEmbeddedModel(name));
  return openModels({ process, library: { kind: "embedded", read, engine } });
}

/** Name and version of the engine whose models are used, without starting it. */
function embeddedEngine(): string {
  const manifest = new URL("../package.json", import.meta.resolve("eecircuit-engine"));
  const { name, version } = JSON.parse(readFileSync(manifest, "utf8")) as { name: string; version: string };
  return `${name} ${version}`;
}

const file = "models.txt";

async function cachedText(cache: Cache, hash: string, read: () => Promise<string>): Promise<string> {
  const key = `models-${hash}`;
  const folder = cache.find(key);
  if (folder !== undefined) return readFileSync(join(folder, file), "utf8");
  const text = await read();
  try {
    cache.store(key, [{ path: file, content: text }]);
  } catch (error) {
    // Without the cache the next command is half a second slower: no reason to stop this one.
    if (!(error instanceof PipelineError && error.code === "CACHE_NOT_WRITABLE")) throw error;
  }
  return text;
}
