import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { dirname, isAbsolute, join, normalize } from "node:path";
import { PipelineError } from "./error.ts";

export interface OutputFile {
  /** Relative to the output folder, with `/`. */
  readonly path: string;
  readonly content: string | Uint8Array;
}

/** The folder of a run's results. Until `commit`, what an earlier run left there is untouched. */
export interface Output {
  readonly folder: string;
  /** Puts all files in place by rename, and takes away what only the earlier run had. */
  commit(files: readonly OutputFile[]): void;
  /** Removes what was prepared; harmless after `commit`. */
  discard(): void;
}

/**
 * Opens an output folder, before the work starts: a folder that cannot be written is found now, not after minutes.
 *
 * @throws PipelineError OUTPUT_NOT_WRITABLE
 */
export function openOutput(folder: string): Output {
  const staging = guarded(folder, () => {
    mkdirSync(folder, { recursive: true });
    return mkdtempSync(join(folder, ".partial-"));
  });
  return {
    folder,
    commit: (files) =>
      guarded(folder, () => {
        for (const { path, content } of files) write(join(staging, path), content);
        const earlier = filesOfEarlierRun(folder);
        for (const { path } of files) {
          mkdirSync(dirname(join(folder, path)), { recursive: true });
          renameSync(join(staging, path), join(folder, path));
        }
        const kept = new Set(files.map(({ path }) => path));
        for (const path of earlier) if (!kept.has(path)) rmSync(join(folder, path), { force: true });
        rmSync(staging, { recursive: true, force: true });
      }),
    discard: () => rmSync(staging, { recursive: true, force: true }),
  };
}

function write(path: string, content: string | Uint8Array): void {
  mkdirSync(dirname(path), { recursive: true });
  writeFileSync(path, content);
}

/** The list that the earlier run left in its summary; a folder without one keeps everything. */
function filesOfEarlierRun(folder: string): string[] {
  const summary = join(folder, "summary.json");
  if (!existsSync(summary)) return [];
  const listed = listOf(readFileSync(summary, "utf8"));
  return listed.filter((path) => !isAbsolute(path) && !normalize(path).startsWith(".."));
}

function listOf(summary: string): string[] {
  try {
    const { files } = JSON.parse(summary) as { files?: unknown };
    return Array.isArray(files) ? files.filter((path) => typeof path === "string") : [];
  } catch (error) {
    if (error instanceof SyntaxError) return []; // not a summary of ours: nothing there is ours to remove
    throw error;
  }
}

function guarded<T>(folder: string, action: () => T): T {
  try {
    return action();
  } catch (cause) {
    throw new PipelineError("OUTPUT_NOT_WRITABLE", `cannot write there: ${(cause as Error).message}`, {
      at: [folder],
      hint: "Name another folder with --out, or free this one.",
      cause,
    });
  }
}
