import type { NonlinearTile } from "../../crossbar/index.ts";
import { cellFinder } from "../../device/index.ts";
import { createMatrix, type Matrix, sliceMatrix } from "../../foundation/index.ts";
import type { SelectCurves } from "../../netlist/index.ts";
import {
  driveVoltages,
  type Evaluation,
  layerOutput,
  type PhysicalLayer,
  rectify,
  scoreLogits,
} from "../../network/index.ts";
import type { DeviceSpec } from "../../spec/index.ts";
import { tileName } from "../crosscheck/tile-name.ts";
import type { TestImage } from "../draw-images.ts";
import type { TilePool } from "../tile-pool/pool.ts";
import type { WiredLayer, WiredTile } from "../wire.ts";
import { cellsOf } from "./cells.ts";

export interface NonlinearNetwork {
  readonly wired: readonly WiredLayer[];
  /** The same layers as the solver of linear tiles sees them: how they are driven. */
  readonly layers: readonly PhysicalLayer[];
  readonly device: DeviceSpec;
  /** Of 1T1R cells; null for cells of a memristor alone. */
  readonly select: SelectCurves | null;
  readonly pool: TilePool;
  readonly signal?: AbortSignal | undefined;
  /** Called with the tiles that are done, and all. */
  readonly report?: (done: number, total: number) => void;
}

/**
 * Test images through a network of cells that are not linear: every tile solved for every image, with the digital arithmetic of `network/` between
 * layers.
 *
 * @throws CrossbarError CROSSBAR_NONLINEAR_DIVERGED, CROSSBAR_SELECT_RANGE; NetworkError NETWORK_NOT_FINITE; CANCELLED
 */
export async function evaluateNonlinear(
  images: readonly TestImage[],
  network: NonlinearNetwork,
): Promise<Evaluation> {
  const { wired, layers } = network;
  const total = wired.reduce((sum, { tiles }) => sum + tiles.length, 0);
  let before = 0;
  let activations = inputsOf(images);
  for (const [index, layer] of layers.entries()) {
    const { tiles } = wired[index] as WiredLayer;
    const report = (done: number) => network.report?.(before + done, total);
    const currents = await layerCurrents(tiles, driveVoltages(layer, activations), {
      ...network,
      vRead: layer.vRead,
      cols: layer.gPos.cols,
      report,
    });
    const output = layerOutput(layer, currents);
    activations = index < layers.length - 1 ? rectify(output) : output;
    before += tiles.length;
  }
  return scoreLogits(
    Float32Array.from(activations.data),
    Uint8Array.from(images, ({ label }) => label),
  );
}

/** Bit line current differences I+ - I- of a layer [A], (batch, cols), at word line voltages [V], (batch, rows). */
async function layerCurrents(
  tiles: readonly WiredTile[],
  voltages: Matrix,
  layer: Pick<NonlinearNetwork, "device" | "select" | "pool" | "signal"> & {
    readonly vRead: number;
    readonly cols: number;
    readonly report: (done: number) => void;
  },
): Promise<Matrix> {
  const { device, select, vRead, pool, signal, report } = layer;
  const find = cellFinder(device, vRead);
  const jobs = tiles.map((one) => {
    const { place } = one;
    const { conductance, ...lines } = one.tile;
    const own: NonlinearTile = { ...lines, cells: cellsOf(conductance, device, find, select) };
    const drive = sliceMatrix(voltages, 0, place.row, [voltages.rows, conductance.rows]);
    return { kind: "nonlinear" as const, name: tileName(one), tile: own, drive };
  });
  const currents = await pool.run(jobs, { signal, report });
  const difference = createMatrix(voltages.rows, layer.cols);
  for (const [k, { polarity, place, gain }] of tiles.entries()) {
    const sign = polarity === "pos" ? 1 : -1;
    const { rows, cols, data } = currents[k] as Matrix;
    for (let b = 0, at = 0; b < rows; b++) {
      const sums = difference.data.subarray(b * layer.cols + place.col);
      for (let j = 0; j < cols; j++, at++) sums[j]! += sign * data[at]! * (gain === undefined ? 1 : gain[j]!);
    }
  }
  return difference;
}

function inputsOf(images: readonly TestImage[]): Matrix {
  const width = images[0]?.input.length ?? 0;
  const inputs = createMatrix(images.length, width);
  for (const [b, { input }] of images.entries()) inputs.data.set(input, b * width);
  return inputs;
}
