import { accessSync, constants, existsSync, mkdirSync, rmdirSync } from "node:fs";
import { dirname, join, relative, resolve, sep } from "node:path";

/**
 * Makes a folder and its parents, one by one from the nearest that exists, and returns those it made, outermost first.
 *
 * Not `mkdirSync(recursive)`: on a file system that refuses with ENOENT, as /proc does, that never returns.
 *
 * @throws Error of the file system
 */
export function makeFolder(folder: string): string[] {
  let standing = resolve(folder);
  while (!existsSync(standing)) standing = dirname(standing);
  accessSync(standing, constants.W_OK);
  const made: string[] = [];
  for (const part of relative(standing, resolve(folder)).split(sep)) {
    if (part === "") continue;
    standing = join(standing, part);
    mkdirSync(standing);
    made.push(standing);
  }
  return made;
}

/** Removes folders that are still empty, innermost first. */
export function removeIfEmpty(folders: readonly string[]): void {
  for (const folder of [...folders].reverse()) {
    try {
      rmdirSync(folder);
    } catch (error) {
      const code = (error as NodeJS.ErrnoException).code;
      if (code === "ENOTEMPTY" || code === "EEXIST") return; // in use: it and its parents stay
      if (code !== "ENOENT") throw error;
    }
  }
}
