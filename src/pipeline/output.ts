import { mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { sha256 } from "../foundation/index.ts";
import { PipelineError } from "./error.ts";
import { makeFolder, removeIfEmpty } from "./folder.ts";
import { formatOwnFiles, hashOfFile, ownListOf, readOwnFiles, strangeFiles } from "./own-files.ts";
import { writeLines } from "./write-lines.ts";

export interface OutputFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** The folder of a command's results. Until `commit`, what was there is untouched. */
export interface Output {
  readonly folder: string;
  /**
   * Prepares one file that is too large for memory, line by line; `commit` puts it in place with the others.
   *
   * @returns SHA-256 of its content
   * @throws CANCELLED
   */
  stream(path: string, lines: Iterable<string>, signal?: AbortSignal): Promise<string>;
  /** Refuses names under which the user has a file of his own, as soon as the names are known. @throws PipelineError OUTPUT_OCCUPIED */
  assertFree(paths: readonly string[]): void;
  /**
   * Puts all files in place by rename, and takes away what only the last run of the same command had put there, unless that is kept.
   *
   * @throws PipelineError OUTPUT_OCCUPIED, before anything is put in place
   */
  commit(files: readonly OutputFile[]): void;
  /** Removes what was prepared; harmless after `commit`. */
  discard(): void;
}

/** Files that commands write and that a user may well have under the same name. */
const precious = ["spec.yaml", "report.html", "summary.json", "manifest.json"];
/** So many are named of files that are in the way. */
const shownFiles = 5;

/**
 * Opens an output folder, before the work starts: a folder that cannot be written is found now, not after minutes.
 *
 * A file that no command of ours has written, or that has changed since, is never replaced nor removed.
 *
 * @param command whose results these are; those of other commands in the same folder stay
 * @param options `keep`: what earlier runs of the same command wrote, and this one does not, stays too
 * @throws PipelineError OUTPUT_NOT_WRITABLE, OUTPUT_OCCUPIED (a file of the user's would be lost)
 */
export function openOutput(folder: string, command: string, { keep = false } = {}): Output {
  const list = ownListOf(command);
  const earlier = guarded(folder, () => readOwnFiles(folder, list));
  const removable = keep ? [] : [...earlier.keys()];
  assertFree(folder, [...precious, ...removable]);
  const { made, staging } = guarded(folder, () => ({
    made: makeFolder(folder),
    staging: mkdtempSync(join(folder, ".partial-")),
  }));
  const clean = () => {
    rmSync(staging, { recursive: true, force: true });
    removeIfEmpty(made);
  };
  const streamed = new Map<string, string>();
  return {
    folder,
    stream: async (path, lines, signal) => {
      guarded(folder, () => makeFolder(dirname(join(staging, path))));
      try {
        const hash = await writeLines(join(staging, path), lines, signal);
        streamed.set(path, hash);
        return hash;
      } catch (cause) {
        const ofDisk = cause instanceof Error && "syscall" in cause;
        throw ofDisk ? notWritable(folder, cause) : cause; // else of who makes the lines
      }
    },
    assertFree: (paths) => assertFree(folder, paths),
    commit: (files) => {
      const written = new Map([
        ...streamed,
        ...files.map(({ path, content }): [string, string] => [path, sha256(content)]),
      ]);
      assertFree(folder, [...written.keys(), ...removable]);
      const owned = keep ? new Map([...earlier, ...written]) : written;
      guarded(folder, () => {
        for (const { path, content } of [...files, { path: list, content: formatOwnFiles(owned) }]) {
          makeFolder(dirname(join(staging, path)));
          writeFileSync(join(staging, path), content);
        }
        for (const path of [...written.keys(), list]) {
          makeFolder(dirname(join(folder, path)));
          renameSync(join(staging, path), join(folder, path));
        }
        for (const path of removable) {
          const isOwn = !written.has(path) && hashOfFile(join(folder, path)) === earlier.get(path);
          if (isOwn) rmSync(join(folder, path)); // not what another command has put there since
        }
        clean();
      });
    },
    discard: clean,
  };
}

function assertFree(folder: string, paths: readonly string[]): void {
  const strange = guarded(folder, () => strangeFiles(folder, paths));
  if (strange.length === 0) return;
  const shown = strange.slice(0, shownFiles).join(", ");
  const more = strange.length > shownFiles ? ` and ${strange.length - shownFiles} more` : "";
  throw new PipelineError(
    "OUTPUT_OCCUPIED",
    `these files were not written by memspice, or have changed since: ${shown}${more}`,
    { at: [folder], hint: "They are left as they are: name another folder with --out, or move them away." },
  );
}

function guarded<T>(folder: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw notWritable(folder, cause);
  }
}

function notWritable(folder: string, cause: unknown): PipelineError {
  return new PipelineError("OUTPUT_NOT_WRITABLE", `cannot write there: ${(cause as Error).message}`, {
    at: [folder],
    hint: "Name another folder with --out, or free this one.",
    cause,
  });
}
