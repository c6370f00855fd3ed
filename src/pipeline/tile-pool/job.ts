import {
  CrossbarError,
  factorTile,
  type NonlinearTile,
  type Programmed,
  type ProgrammingOptions,
  type PulseResponse,
  programCells,
  readTile,
  solveNonlinearTile,
  type Tile,
  type TileRead,
  transferMatrix,
  type Window,
} from "../../crossbar/index.ts";
import { createRandom, type Matrix, type Random } from "../../foundation/index.ts";
import { shapeOf } from "../../netlist/index.ts";

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

/** Bit line currents of a tile whose cells are not linear; `name` is for errors. */
export interface NonlinearJob {
  readonly kind: "nonlinear";
  readonly name: string;
  readonly tile: NonlinearTile;
  readonly drive: Matrix;
}

/** Something to be computed of one tile, or of the cells of one polarity of a layer. */
export type TileJob =
  | ProgramJob
  | { readonly kind: "transfer"; readonly tile: Tile }
  | { readonly kind: "read"; readonly tile: Tile; readonly drive: Matrix }
  | NonlinearJob;

export interface TileResults {
  readonly program: Programmed;
  readonly transfer: Matrix;
  readonly read: TileRead;
  /** Bit line currents into ground [A], (batch, cols). */
  readonly nonlinear: Matrix;
}

/** The same in any thread. @throws CrossbarError, CROSSBAR_NONLINEAR_DIVERGED and CROSSBAR_SELECT_RANGE among them */
export function runTileJob(job: TileJob): TileResults[TileJob["kind"]] {
  switch (job.kind) {
    case "program": {
      const { target, response, window, options, place } = job;
      const random = createRandom(place.seed, place.path);
      return programCells(target, response, window, options, { random, name: place.name });
    }
    case "transfer":
      return transferMatrix(job.tile);
    case "read":
      return readTile(factorTile(job.tile), job.drive);
    case "nonlinear":
      return runNonlinear(job);
  }
}

function runNonlinear({ name, tile, drive }: NonlinearJob): Matrix {
  const solution = solveNonlinearTile(tile, drive);
  if (solution.status === "ok") return solution.current;
  const { code, problem, at, hint } = solution.error;
  throw new CrossbarError(code, problem, { at: [name, ...at], hint, cause: solution.error });
}

/**
 * Roughly its time [s]: 4 ms for the transfer matrix of 64 x 64, 3 ms for one drive of as many cells that are not linear, 12 us to write a cell,
 * measured; to decide what is worth a thread.
 */
export function estimateSeconds(job: TileJob): number {
  if (job.kind === "program") return 1.2e-5 * job.target.data.length;
  if (job.kind === "nonlinear") {
    const { rows, cols } = shapeOf(job.tile.cells);
    return job.drive.rows * 7e-7 * rows * cols;
  }
  const { rows, cols } = job.tile.conductance;
  const solve = 2e-9 * (rows + cols) ** 3 + 3e-7 * rows * cols;
  return job.kind === "read" ? 2 * solve + job.drive.rows * 6e-8 * rows * cols : solve;
}
