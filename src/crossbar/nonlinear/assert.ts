import type { Matrix } from "../../foundation/index.ts";
import { shapeOf } from "../../netlist/index.ts";
import { CrossbarError } from "../error.ts";
import { assertLines } from "../tile.ts";
import type { NonlinearTile } from "./solve.ts";

/** @throws CrossbarError CROSSBAR_SHAPE, CROSSBAR_CONDUCTANCE, CROSSBAR_STATE with the first line or cell that is wrong */
export function assertNonlinearTile(tile: NonlinearTile, drive: Matrix): void {
  assertLines(tile);
  const { cells } = tile;
  const { rows, cols } = shapeOf(cells);
  if (drive.cols !== rows) {
    throw new CrossbarError(
      "CROSSBAR_SHAPE",
      `a drive of ${drive.cols} voltages for a tile with ${rows} word lines`,
    );
  }
  if (cells.kind === "linear") {
    assertEach("CROSSBAR_CONDUCTANCE", cells.conductance, [rows, cols], {
      holds: (g) => g >= 0 && g < Number.POSITIVE_INFINITY,
      expected: "conductance >= 0 and finite [S]",
    });
    return;
  }
  assertEach("CROSSBAR_STATE", cells.state, [rows, cols], {
    holds: (x) => x >= 0 && x <= 1,
    expected: "state 0 (least conductance) to 1 (most)",
  });
  if (cells.multiple === undefined) return;
  assertEach("CROSSBAR_STATE", cells.multiple, [rows, cols], {
    holds: (m) => m >= 0 && m < Number.POSITIVE_INFINITY,
    expected: "multiple of the device >= 0 and finite",
  });
}

function assertEach(
  code: "CROSSBAR_CONDUCTANCE" | "CROSSBAR_STATE",
  { rows, cols, data }: Matrix,
  size: readonly [number, number],
  { holds, expected }: { readonly holds: (value: number) => boolean; readonly expected: string },
): void {
  if (rows < 1 || cols < 1 || rows !== size[0] || cols !== size[1] || data.length !== rows * cols) {
    throw new CrossbarError(
      "CROSSBAR_SHAPE",
      `cells of ${size[0]} x ${size[1]}, and ${rows} x ${cols} with ${data.length} values`,
    );
  }
  const k = data.findIndex((value) => !holds(value));
  if (k < 0) return;
  throw new CrossbarError(code, `${data[k]}, expected a ${expected}`, {
    at: [`cell (${Math.floor(k / cols)}, ${k % cols})`],
    hint: "A cell that does not conduct is open: conductance 0, or multiple 0 of its device.",
  });
}
