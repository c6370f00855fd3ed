import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { isAbsolute, join, normalize } from "node:path";
import { sha256 } from "../foundation/index.ts";

/** SHA-256 of files as they were written, by their path in the output folder. */
export type OwnFiles = ReadonlyMap<string, string>;

/** Our own list of what a command wrote, in the folder itself. */
export const ownListOf = (command: string) => `.memspice-${command}.json`;

export function formatOwnFiles(files: OwnFiles): string {
  return `${JSON.stringify({ written: Object.fromEntries(files) }, null, 2)}\n`;
}

/** What the list of that name says; nothing without it, and nothing outside the folder. @throws Error of the file system */
export function readOwnFiles(folder: string, list: string): OwnFiles {
  if (!existsSync(join(folder, list))) return new Map();
  const { written = {} } = JSON.parse(readFileSync(join(folder, list), "utf8")) as {
    written?: Record<string, string>;
  };
  return new Map(Object.entries(written).filter(([path]) => isInside(path)));
}

/**
 * Those of the paths under which something stands that no command has written, or that has changed since: it is the user's.
 *
 * @throws Error of the file system
 */
export function strangeFiles(folder: string, paths: Iterable<string>): string[] {
  const standing = [...new Set(paths)].filter((path) => existsSync(join(folder, path)));
  if (standing.length === 0) return [];
  const lists = readdirSync(folder).filter((name) => /^\.memspice-\w+\.json$/.test(name));
  const own = lists.map((list) => readOwnFiles(folder, list));
  return standing.filter((path) => {
    const hash = hashOfFile(join(folder, path));
    return !own.some((files) => files.get(path) === hash);
  });
}

/** SHA-256 of a file; null: it is none. */
export function hashOfFile(path: string): string | null {
  return statSync(path, { throwIfNoEntry: false })?.isFile() ? sha256(readFileSync(path)) : null;
}

const isInside = (path: string) => !isAbsolute(path) && !normalize(path).startsWith("..");
