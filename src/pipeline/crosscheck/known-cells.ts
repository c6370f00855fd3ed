import type { ExtractedSelectedCell } from "../../netlist/index.ts";
import type { ArrayCellSpec, RunSpec } from "../../spec/index.ts";
import { measureSelectTransistor } from "../nonlinear/select.ts";
import type { OpenedCells } from "../nonlinear/stage.ts";
import type { Simulated } from "../simulate.ts";
import { nonlinearCells } from "./nonlinear-cells.ts";
import { linearCells, type TileCells } from "./tile-cells.ts";

/** Cells of tiles, and what was simulated to know them. */
export interface KnownCells {
  readonly cells: TileCells;
  readonly simulated: readonly Simulated[];
}

/** The cells of a spec; a select transistor is measured in SPICE first. @throws as `measureSelectTransistor` */
export async function knowCells(
  opened: OpenedCells | null,
  device: RunSpec["device"],
  bench: Parameters<typeof measureSelectTransistor>[2] & {
    readonly extracted?: ExtractedSelectedCell | null;
  },
): Promise<KnownCells> {
  if (opened === null) return { cells: linearCells(), simulated: [] };
  const { vRead, extracted = null } = bench;
  const { spec, models } = opened;
  if (models === null) return { cells: nonlinearCells({ device, vRead, select: null }), simulated: [] };
  const { curves, simulated } = await measureSelectTransistor(spec.select, models, bench);
  return { cells: nonlinearCells({ device, vRead, select: { curves, models }, extracted }), simulated };
}

/**
 * Largest difference of SPICE and solver that passes, of the largest output. Cells that are not linear have more: the currents of their select
 * transistors are interpolated between those that SPICE gave, and SPICE ends its Newton steps where currents hold to 1e-7.
 */
export function toleranceOf({ tolerance }: RunSpec["crosscheck"], kind: ArrayCellSpec["kind"]): number {
  return tolerance ?? (kind === "linear" ? 1e-6 : 1e-4);
}
