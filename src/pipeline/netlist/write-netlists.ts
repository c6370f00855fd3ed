import { existsSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { NetlistError } from "../../netlist/index.ts";
import type { Output } from "../output.ts";
import type { NetlistFile } from "./netlist-file.ts";

/** The list of all netlists in a folder. */
export const netlistList = "netlists.json";

/** A netlist that was written, as the result of the command lists it. */
export interface WrittenNetlist {
  readonly path: string;
  readonly format: string;
  readonly cell: string | null;
  /** As it was written; a file that was edited since has another. */
  readonly sha256: string;
  /** Hash of the spec that it is of: files of earlier commands may be of another. */
  readonly specHash: string;
}

/**
 * Prepares netlists in the output folder, one after the other.
 *
 * @throws NetlistError NETLIST_NAME_DUPLICATE for two files of one name; PipelineError OUTPUT_NOT_WRITABLE; CANCELLED
 */
export async function writeNetlists(
  files: readonly NetlistFile[],
  output: Output,
  { specHash, signal }: { readonly specHash: string; readonly signal?: AbortSignal | undefined },
): Promise<WrittenNetlist[]> {
  assertPaths(files);
  const written: WrittenNetlist[] = [];
  for (const { path, format, cell, lines } of files) {
    written.push({ path, format, cell, sha256: await output.stream(path, lines(), signal), specHash });
  }
  return written;
}

/** The netlists of earlier commands in the same folder that this one has not written again: they stay there, and in the list. */
export function keptNetlists(folder: string, written: readonly WrittenNetlist[]): WrittenNetlist[] {
  const list = join(folder, netlistList);
  if (!existsSync(list)) return [];
  const { files } = JSON.parse(readFileSync(list, "utf8")) as { readonly files: readonly WrittenNetlist[] };
  const again = new Set(written.map(({ path }) => path));
  return files.filter(({ path }) => !again.has(path) && existsSync(join(folder, path)));
}

function assertPaths(files: readonly NetlistFile[]): void {
  const seen = new Map<string, string>();
  for (const { path, cell } of files) {
    const other = seen.get(path.toLowerCase());
    const name = cell ?? "the network";
    if (other !== undefined) {
      throw new NetlistError(
        "NETLIST_NAME_DUPLICATE",
        `${other} and ${name} would both be written to ${path}`,
        {
          at: ["cells", name],
          hint: "File systems and SPICE may not tell case apart: rename one of them.",
        },
      );
    }
    seen.set(path.toLowerCase(), name);
  }
}
