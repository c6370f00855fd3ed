import { NetlistError } from "../../netlist/index.ts";
import type { Output } from "../output.ts";
import type { NetlistFile } from "./netlist-file.ts";

/** A netlist that was written, as the result of the command lists it. */
export interface WrittenNetlist {
  readonly path: string;
  readonly format: string;
  readonly cell: string | null;
  readonly sha256: string;
}

/**
 * Prepares netlists in the output folder, one after the other.
 *
 * @throws NetlistError NETLIST_NAME_DUPLICATE for two files of one name; PipelineError OUTPUT_NOT_WRITABLE; CANCELLED
 */
export async function writeNetlists(
  files: readonly NetlistFile[],
  output: Output,
  { signal, report }: { readonly signal?: AbortSignal | undefined; readonly report?: Report } = {},
): Promise<WrittenNetlist[]> {
  assertPaths(files);
  const written: WrittenNetlist[] = [];
  for (const { path, format, cell, lines } of files) {
    written.push({ path, format, cell, sha256: await output.stream(path, lines(), signal) });
    report?.(written.length, files.length);
  }
  return written;
}

type Report = (done: number, total: number) => void;

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
