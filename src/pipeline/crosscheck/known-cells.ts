import type { ArrayCellSpec, RunSpec } from "../../spec/index.ts";
import type { MeasuredCells } from "../nonlinear/stage.ts";
import { type DeviceCells, nonlinearCells } from "./nonlinear-cells.ts";
import { linearCells, type TileCells } from "./tile-cells.ts";

/** The cells of a spec, as SPICE and the solver have them; null: resistors. */
export function knownCells(measured: MeasuredCells | null, device: Omit<DeviceCells, "select">): TileCells {
  return measured === null ? linearCells() : nonlinearCells({ ...device, select: measured.select });
}

/**
 * Largest difference of SPICE and solver that passes, of the largest output. Cells that are not linear have more: the currents of their select
 * transistors are interpolated between those that SPICE gave, and SPICE ends its Newton steps where currents hold to 1e-7.
 */
export function toleranceOf({ tolerance }: RunSpec["crosscheck"], kind: ArrayCellSpec["kind"]): number {
  return tolerance ?? (kind === "linear" ? 1e-6 : 1e-4);
}
