import { builtInFiles } from "../../spice/index.ts";
import { EngineError } from "../error.ts";
import { startThread } from "./thread.ts";

/** All of them, 4 MB: what costs is the start of an engine, half a second, and the text of one version never changes. */
let texts: Promise<ReadonlyMap<string, string>> | undefined;

/**
 * The text of a model file that stands inside the WASM engine: `modelcard.skywater`. The first call starts an engine for it.
 *
 * @throws EngineError ENGINE_MISSING_FILE, ENGINE_CRASHED
 */
export async function readEmbeddedModel(name: string): Promise<string> {
  if (!builtInFiles.includes(name)) throw missing(name);
  texts ??= readAll().catch((error: unknown) => {
    texts = undefined; // the next call tries again
    throw error;
  });
  const text = (await texts).get(name);
  if (text === undefined) throw missing(name);
  return text;
}

function missing(name: string): EngineError {
  return new EngineError("ENGINE_MISSING_FILE", `there is no model file "${name}" inside the engine`, {
    at: ["embedded models"],
    hint: `Files: ${builtInFiles.join(", ")}.`,
  });
}

async function readAll(): Promise<ReadonlyMap<string, string>> {
  const thread = await startThread();
  try {
    const found = await thread.readFiles(builtInFiles);
    return new Map(builtInFiles.flatMap((name, i) => (found[i] == null ? [] : [[name, found[i]]])));
  } finally {
    await thread.terminate();
  }
}
