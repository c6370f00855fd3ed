import {
  factorTile,
  type Programmed,
  type ProgrammingOptions,
  type PulseResponse,
  programCells,
  readTile,
  type Tile,
  type TileRead,
  transferMatrix,
  type Window,
} from "../../crossbar/index.ts";
import { createRandom, type Matrix, type Random } from "../../foundation/index.ts";

/** Cells of one polarity of a layer to be written: what `programCells` takes, with its streams by name. */
export interface ProgramJob {
  readonly kind: "program";
  /** [S], (rows, cols) */
  readonly target: Matrix;
  readonly response: PulseResponse | readonly PulseResponse[];
  readonly window: Window;
  readonly options: ProgrammingOptions;
  readonly place: Pick<Random, "seed" | "path"> & { readonly name: readonly string[] };
}

/** Something to be computed of one tile, or of the cells of one polarity of a layer. */
export type TileJob =
  | ProgramJob
  | { readonly kind: "transfer"; readonly tile: Tile }
  | { readonly kind: "read"; readonly tile: Tile; readonly drive: Matrix };

export interface TileResults {
  readonly program: Programmed;
  readonly transfer: Matrix;
  readonly read: TileRead;
}

/** The same in any thread. @throws CrossbarError */
export function runTileJob(job: TileJob): TileResults[TileJob["kind"]] {
  if (job.kind === "transfer") return transferMatrix(job.tile);
  if (job.kind === "read") return readTile(factorTile(job.tile), job.drive);
  const { target, response, window, options, place } = job;
  const random = createRandom(place.seed, place.path);
  return programCells(target, response, window, options, { random, name: place.name });
}

/** Roughly its time [s]: 4 ms for the transfer matrix of 64 x 64, 12 us for a cell, measured; to decide what is worth a thread. */
export function estimateSeconds(job: TileJob): number {
  if (job.kind === "program") return 1.2e-5 * job.target.data.length;
  const { rows, cols } = job.tile.conductance;
  const solve = 2e-9 * (rows + cols) ** 3 + 3e-7 * rows * cols;
  return job.kind === "read" ? 2 * solve + job.drive.rows * 6e-8 * rows * cols : solve;
}
