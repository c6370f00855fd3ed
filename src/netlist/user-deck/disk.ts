import { readFile, realpath } from "node:fs/promises";

/** All that reading a deck does with the disk. */
export interface DeckDisk {
  /** The path with every symbolic link followed; null where nothing is there. */
  realPath(path: string): Promise<string | null>;
  /** The bytes of a file; rejects with the error of the operating system (`EISDIR`, `EACCES`, ...). */
  read(path: string): Promise<Uint8Array>;
}

export const nodeDisk: DeckDisk = {
  async realPath(path) {
    try {
      return await realpath(path);
    } catch (error) {
      const { code } = error as NodeJS.ErrnoException;
      if (code === "ENOENT" || code === "ENOTDIR") return null;
      throw error;
    }
  },
  read: (path) => readFile(path),
};
