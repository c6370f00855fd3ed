/** All that reading a model library does with the disk. */
export interface ModelDisk {
  /** The path with every symbolic link followed; null where nothing is there. */
  realPath(path: string): Promise<string | null>;
  /** The bytes of a file. */
  read(path: string): Promise<Uint8Array>;
}
