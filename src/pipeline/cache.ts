import { existsSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { PipelineError } from "./error.ts";
import { makeFolder } from "./folder.ts";
import type { OutputFile } from "./output.ts";

/** Folders of files by content hash. An entry is complete or absent: it is written beside and renamed. */
export interface Cache {
  /** The folder of the entry, or undefined. */
  find(hash: string): string | undefined;
  /** @throws PipelineError CACHE_NOT_WRITABLE */
  store(hash: string, files: readonly OutputFile[]): void;
}

/** @param folder made when the first entry is stored */
export function openCache(folder: string): Cache {
  return {
    find: (hash) => (existsSync(join(folder, hash)) ? join(folder, hash) : undefined),
    store: (hash, files) => {
      try {
        makeFolder(folder);
        const staging = mkdtempSync(join(folder, ".partial-"));
        for (const { path, content } of files) writeFileSync(join(staging, path), content);
        rmSync(join(folder, hash), { recursive: true, force: true });
        renameSync(staging, join(folder, hash));
      } catch (cause) {
        throw new PipelineError("CACHE_NOT_WRITABLE", `cannot write there: ${(cause as Error).message}`, {
          at: [folder],
          hint: "Name another folder in MEMSPICE_CACHE.",
          cause,
        });
      }
    },
  };
}
