import { join } from "node:path";
import { PdkError } from "../error.ts";
import type { ModelDisk } from "./disk.ts";
import type { ModelSources } from "./sources.ts";

export interface Located {
  /** Real path of the library file. */
  readonly file: string;
  /** Its path below the folder that was named, for reports. */
  readonly name: string;
  /** Further libraries of the same process below that folder. */
  readonly others: readonly string[];
}

/**
 * The library that a path names: the file itself, a folder that holds it, or the root of an installed PDK.
 *
 * @throws PdkError PDK_FILE_MISSING
 */
export async function locateLibrary(
  path: string,
  sources: ModelSources["disk"],
  disk: ModelDisk,
): Promise<Located> {
  const fail = (problem: string, hint: string, cause?: unknown) =>
    new PdkError("PDK_FILE_MISSING", problem, { at: [path], hint, cause });
  const real = await disk.realPath(path);
  if (real === null) throw fail("there is no such file or folder", "Check --pdk-root and PDK_ROOT.");
  const found: { name: string; file: string }[] = [];
  for (const name of [sources.file, ...sources.libraries]) {
    const file = await disk.realPath(join(real, name));
    if (file !== null) found.push({ name: name === sources.file ? shortName(file) : name, file });
  }
  const [best, ...rest] = found;
  if (best !== undefined) return { ...best, others: rest.map(({ name }) => name) };
  // Not a folder with a library in it: then it should be the library.
  try {
    await disk.read(real);
  } catch (cause) {
    const places = [sources.file, ...sources.libraries].join(", ");
    throw fail("no model library is in this folder", `Looked for: ${places}.`, cause);
  }
  return { file: real, name: shortName(real), others: [] };
}

/** A file with its folder: libraries of several kinds have the same file name. */
function shortName(file: string): string {
  return file.split(/[\\/]/).slice(-2).join("/");
}
