import { existsSync, mkdirSync, mkdtempSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { OutputFile } from "./output.ts";

/** Folders of files by content hash. An entry is complete or absent: it is written beside and renamed. */
export interface Cache {
  /** The folder of the entry, or undefined. */
  find(hash: string): string | undefined;
  store(hash: string, files: readonly OutputFile[]): void;
}

/** @param folder made when the first entry is stored */
export function openCache(folder: string): Cache {
  return {
    find: (hash) => (existsSync(join(folder, hash)) ? join(folder, hash) : undefined),
    store: (hash, files) => {
      mkdirSync(folder, { recursive: true });
      const staging = mkdtempSync(join(folder, ".partial-"));
      for (const { path, content } of files) writeFileSync(join(staging, path), content);
      rmSync(join(folder, hash), { recursive: true, force: true });
      renameSync(staging, join(folder, hash));
    },
  };
}
