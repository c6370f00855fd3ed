import type { Matrix } from "../foundation/index.ts";
import type { DeviceSpec } from "../spec/index.ts";
import type { SelectCurves } from "./select-bench.ts";

/** What stands at the crosspoints of a tile: all cells of one kind, between their word line and their bit line. */
export type CrossbarCells = LinearCells | MemristorCells | SelectedCells;

/** Resistors: `conductance` [S], (rows, cols), >= 0 and finite. 0 is an open cell. */
export interface LinearCells {
  readonly kind: "linear";
  readonly conductance: Matrix;
}

/**
 * Memristors, top electrode at the word line, bottom electrode at the bit line. A read is static: the state stays where it is, and the current is
 * that of the device at its voltage.
 */
export interface MemristorCells {
  readonly kind: "memristor";
  readonly device: DeviceSpec;
  /** 0..1, (rows, cols) */
  readonly state: Matrix;
  /** A cell carries this multiple of the current of `device`, (rows, cols), >= 0; 0 is an open cell. 1 everywhere where left out. */
  readonly multiple?: Matrix;
}

/**
 * 1T1R: the same memristor and an n-channel select transistor in series, gate at the select line of the row.
 *
 *     word line (row, driven) - top electrode, memristor, bottom electrode - drain, transistor, source - bit line (column, at ground)
 *
 * In the names of the SKY130 ReRAM arrays, where "word line" is the gate, the row is the bit line BL, the column the source line SL, and the select
 * line the word line WL. The source stands at the column, near ground, so a read has the whole gate voltage. Bulks are at ground.
 */
export interface SelectedCells extends Omit<MemristorCells, "kind"> {
  readonly kind: "1t1r";
  readonly select: SelectCurves;
}

/** Rows and columns of cells of any kind. */
export function shapeOf(cells: CrossbarCells): { readonly rows: number; readonly cols: number } {
  return cells.kind === "linear" ? cells.conductance : cells.state;
}
