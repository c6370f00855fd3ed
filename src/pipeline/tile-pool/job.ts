import { factorTile, readTile, type Tile, type TileRead, transferMatrix } from "../../crossbar/index.ts";
import type { Matrix } from "../../foundation/index.ts";

/** Something to be computed of one tile. */
export type TileJob =
  | { readonly kind: "transfer"; readonly tile: Tile }
  | { readonly kind: "read"; readonly tile: Tile; readonly drive: Matrix };

export interface TileResults {
  readonly transfer: Matrix;
  readonly read: TileRead;
}

/** The same in any thread. @throws CrossbarError */
export function runTileJob(job: TileJob): TileResults[TileJob["kind"]] {
  return job.kind === "transfer" ? transferMatrix(job.tile) : readTile(factorTile(job.tile), job.drive);
}

/** Roughly its time [s]: 4 ms for the transfer matrix of 64 x 64, measured; to decide what is worth a thread. */
export function estimateSeconds({ tile, ...job }: TileJob): number {
  const { rows, cols } = tile.conductance;
  const solve = 2e-9 * (rows + cols) ** 3 + 3e-7 * rows * cols;
  return "drive" in job ? 2 * solve + job.drive.rows * 6e-8 * rows * cols : solve;
}
