import {
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from "node:fs";
import { dirname, isAbsolute, join, normalize } from "node:path";
import { PipelineError } from "./error.ts";
import { makeFolder, removeIfEmpty } from "./folder.ts";
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
  /** Puts all files in place by rename, and takes away what only the last run of the same command had put there. */
  commit(files: readonly OutputFile[]): void;
  /** Removes what was prepared; harmless after `commit`. */
  discard(): void;
}

/** Our own list of what a command wrote: nothing that is not in it is ever removed. */
const manifestOf = (command: string) => `.memspice-${command}.json`;

/**
 * Opens an output folder, before the work starts: a folder that cannot be written is found now, not after minutes.
 *
 * @param command whose results these are; those of other commands in the same folder stay
 * @throws PipelineError OUTPUT_NOT_WRITABLE, OUTPUT_OCCUPIED (a file of ours would replace one that no run of ours has written)
 */
export function openOutput(folder: string, command: string): Output {
  assertNotOccupied(folder);
  const { made, staging } = guarded(folder, () => ({
    made: makeFolder(folder),
    staging: mkdtempSync(join(folder, ".partial-")),
  }));
  const clean = () => {
    rmSync(staging, { recursive: true, force: true });
    removeIfEmpty(made);
  };
  const streamed: string[] = [];
  return {
    folder,
    stream: async (path, lines, signal) => {
      guarded(folder, () => makeFolder(dirname(join(staging, path))));
      try {
        const hash = await writeLines(join(staging, path), lines, signal);
        streamed.push(path);
        return hash;
      } catch (cause) {
        const ofDisk = cause instanceof Error && "syscall" in cause;
        throw ofDisk ? notWritable(folder, cause) : cause; // else of who makes the lines
      }
    },
    commit: (files) =>
      guarded(folder, () => {
        const paths = [...streamed, ...files.map(({ path }) => path)];
        const manifest = {
          path: manifestOf(command),
          content: `${JSON.stringify({ files: paths }, null, 2)}\n`,
        };
        const all = [...files, manifest];
        for (const { path, content } of all) {
          makeFolder(dirname(join(staging, path)));
          writeFileSync(join(staging, path), content);
        }
        const earlier = filesOfEarlierRun(join(folder, manifest.path));
        for (const path of [...paths, manifest.path]) {
          makeFolder(dirname(join(folder, path)));
          renameSync(join(staging, path), join(folder, path));
        }
        for (const path of earlier) if (!paths.includes(path)) rmSync(join(folder, path), { force: true });
        clean();
      }),
    discard: clean,
  };
}

/** Files that commands write and that a user may well have under the same name. */
const precious = ["spec.yaml", "report.html", "summary.json", "manifest.json"];

function assertNotOccupied(folder: string): void {
  if (!existsSync(folder) || !statSync(folder).isDirectory()) return; // what else is wrong shows when the folder is made
  const manifests = readdirSync(folder).filter((name) => /^\.memspice-\w+\.json$/.test(name));
  const ours = new Set(manifests.flatMap((name) => filesOfEarlierRun(join(folder, name))));
  const strange = precious.find((name) => existsSync(join(folder, name)) && !ours.has(name));
  if (strange === undefined) return;
  throw new PipelineError("OUTPUT_OCCUPIED", `it holds a ${strange} that no run has written`, {
    at: [folder],
    hint: "Name another folder with --out, or move that file away.",
  });
}

function filesOfEarlierRun(manifest: string): string[] {
  if (!existsSync(manifest)) return [];
  const { files } = JSON.parse(readFileSync(manifest, "utf8")) as { files: string[] };
  return files.filter((path) => !isAbsolute(path) && !normalize(path).startsWith(".."));
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
