import { createMatrix, type Matrix } from "../../foundation/index.ts";
import { type CrossbarCells, shapeOf } from "../../netlist/index.ts";
import { CrossbarError } from "../error.ts";
import type { Lines } from "../tile.ts";
import { assertNonlinearTile } from "./assert.ts";
import { cellLawOf } from "./cell-law.ts";
import { lineDropsOf } from "./line-drops.ts";
import { createNewton, type NewtonEnd, type NewtonOptions } from "./newton.ts";

/** A tile with cells of any kind; lines as in `Tile`. */
export interface NonlinearTile extends Lines {
  readonly cells: CrossbarCells;
}

/** The currents of all drives, or why one of them has none. */
export type NonlinearSolution =
  | {
      readonly status: "ok";
      /** Current into ground of each bit line [A], (batch, cols). */
      readonly current: Matrix;
      /** Steps of Newton's method that the hardest drive took. */
      readonly iterations: number;
    }
  | { readonly status: "failed"; readonly error: CrossbarError };

const defaults: NewtonOptions = { tolerance: 1e-8, mostIterations: 100 };

/**
 * Bit line currents of a tile whose cells are not linear, with wire resistance, by Newton's method (`newton.ts`). Static: states are held.
 *
 * The currents satisfy Kirchhoff's laws to `tolerance` of the largest cell current. Each drive is solved by itself, from the same start: results
 * depend neither on the order of drives nor on how they are grouped.
 *
 * @param drive voltage of the word line drivers [V], (batch, rows)
 * @returns failed with CROSSBAR_NONLINEAR_DIVERGED where no such currents were found; CROSSBAR_SELECT_RANGE where a drive lies outside the voltages
 *   at which the select transistor was measured
 * @throws CrossbarError CROSSBAR_SHAPE, CROSSBAR_CONDUCTANCE, CROSSBAR_STATE; DeviceError DEVICE_PARAMETER
 */
export function solveNonlinearTile(
  tile: NonlinearTile,
  drive: Matrix,
  options: Partial<NewtonOptions> = {},
): NonlinearSolution {
  assertNonlinearTile(tile, drive);
  const { cells } = tile;
  const { rows, cols } = shapeOf(cells);
  const outside = outsideRange(cells, drive);
  if (outside !== null) return { status: "failed", error: outside };
  const newton = createNewton(lineDropsOf(tile, rows, cols), () => cellLawOf(cells), cols, rows * cols, {
    ...defaults,
    ...options,
  });
  const current = createMatrix(drive.rows, cols);
  const own = new Float64Array(rows * cols);
  let iterations = 0;
  for (let b = 0; b < drive.rows; b++) {
    const end = newton.solve(drive.data.subarray(b * rows, (b + 1) * rows), own);
    if (end.status === "failed") return { status: "failed", error: diverged(end, b, cols) };
    iterations = Math.max(iterations, end.iterations);
    const sums = current.data.subarray(b * cols, (b + 1) * cols);
    for (let k = 0; k < own.length; k++) sums[k % cols]! += own[k]!;
  }
  return { status: "ok", current, iterations };
}

function diverged(end: NewtonEnd & { status: "failed" }, drive: number, cols: number): CrossbarError {
  const { iterations, residual, worst } = end;
  const problem = Number.isFinite(residual)
    ? `after ${iterations} steps the cell's current is off by ${residual.toPrecision(2)} of the largest`
    : "the current of the cell at the voltage of its driver is beyond all numbers";
  return new CrossbarError("CROSSBAR_NONLINEAR_DIVERGED", problem, {
    at: [`drive ${drive}`, `cell (${Math.floor(worst / cols)}, ${worst % cols})`],
    hint: "Lower the drive voltage or the resistance of lines, drivers and sense amplifiers: the cells are too steep for them.",
  });
}

/** No line of a tile is beyond its drivers and ground; a drive outside the measured voltages has no known current. */
function outsideRange(cells: CrossbarCells, { rows: batch, cols: rows, data }: Matrix): CrossbarError | null {
  if (cells.kind !== "1t1r" || batch === 0) return null;
  const { vMin, vMax } = cells.select;
  const wrong = data.findIndex((v) => !(v >= vMin && v <= vMax));
  if (wrong < 0 && vMin <= 0 && vMax >= 0) return null;
  return new CrossbarError(
    "CROSSBAR_SELECT_RANGE",
    `${wrong < 0 ? 0 : data[wrong]} V, but the select transistor was measured from ${vMin} to ${vMax} V`,
    {
      at: wrong < 0 ? ["ground"] : [`drive ${Math.floor(wrong / rows)}`, `word line ${wrong % rows}`],
      hint: "Measure the select transistor over all voltages that the lines can take, ground among them.",
    },
  );
}
