import { type NonlinearTile, solveNonlinearTile } from "../../crossbar/index.ts";
import { cellFinder } from "../../device/index.ts";
import type { Matrix } from "../../foundation/index.ts";
import {
  type ExtractedSelectedCell,
  emitCrossbarCircuit,
  nonlinearOptions,
  type SelectCurves,
} from "../../netlist/index.ts";
import type { ModelSet } from "../../pdk/index.ts";
import type { DeviceSpec } from "../../spec/index.ts";
import { cellsOf } from "../nonlinear/cells.ts";
import type { WiredTile } from "../wire.ts";
import { createDecks, type TileCells } from "./tile-cells.ts";
import { tileName } from "./tile-name.ts";

export interface DeviceCells {
  readonly device: DeviceSpec;
  /** Voltage at which a cell has the conductance that it was written with [V]. */
  readonly vRead: number;
  /** The select transistor as it was measured, and its models; null for memristors alone. */
  readonly select: { readonly curves: SelectCurves; readonly models: ModelSet } | null;
  /** The 1T1R cell that SPICE has in its place; the solver keeps that of `select`. */
  readonly extracted?: ExtractedSelectedCell | null;
}

/** Memristors with their own current, their states held, alone or behind select transistors. */
export function nonlinearCells({ device, vRead, select, extracted = null }: DeviceCells): TileCells {
  const find = cellFinder(device, vRead);
  const circuitOf = ({ tile: { conductance, ...lines } }: WiredTile): NonlinearTile => {
    return { ...lines, cells: cellsOf(conductance, device, find, select?.curves ?? null) };
  };
  const known = new Map<WiredTile, NonlinearTile>();
  const circuit = (tile: WiredTile): NonlinearTile => {
    const own = known.get(tile) ?? circuitOf(tile);
    known.set(tile, own);
    return own;
  };
  const models = select?.models ?? null;
  return {
    linear: false,
    deck: createDecks(
      (tile) => emitCrossbarCircuit({ name: tileName(tile), models, extracted, ...circuit(tile) }),
      nonlinearOptions,
    ),
    solve: (tile, drive) => solved(circuit(tile), drive),
    solveAnew: (tile, drive) => solved(circuitOf(tile), drive),
  };
}

function solved(tile: NonlinearTile, drive: Matrix): Matrix {
  const solution = solveNonlinearTile(tile, drive);
  if (solution.status === "failed") throw solution.error;
  return solution.current;
}
