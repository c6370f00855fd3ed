import { readFile } from "node:fs/promises";

/** The text of a file that a tool writes; empty: it wrote none. */
export async function readWritten(path: string): Promise<string> {
  return readFile(path, "latin1").catch((error: NodeJS.ErrnoException) => {
    if (error.code === "ENOENT") return "";
    throw error;
  });
}
