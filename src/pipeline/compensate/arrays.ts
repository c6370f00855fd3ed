import { createMatrix, type Matrix } from "../../foundation/index.ts";
import type { NetworkLayer, PhysicalLayer } from "../../network/index.ts";
import { type Drive, pairsOf, physicalLayers } from "../evaluate.ts";
import type { LayerTarget, ProgrammedNetwork } from "../program.ts";
import type { LayerCells, WiredLayer } from "../wire.ts";

/** A network in arrays: cells as written, their wires, and both as layers that can be driven. */
export interface Arrays {
  readonly programmed: ProgrammedNetwork;
  readonly wired: readonly WiredLayer[];
  readonly layers: readonly PhysicalLayer[];
}

export function arraysOf(programmed: ProgrammedNetwork, wired: readonly WiredLayer[], drive: Drive): Arrays {
  return { programmed, wired, layers: physicalLayers(programmed, pairsOf.wire(wired), drive) };
}

/** A target as cells that were written without error. */
export function cellsOf({ name, target }: LayerTarget): LayerCells {
  return { name, pos: { conductance: target.gPos }, neg: { conductance: target.gNeg } };
}

/** The difference gPos - gNeg that the weights of a layer ask for [S], (rows, cols). */
export function wantedOf({ rows, cols, weights }: NetworkLayer, weightPerSiemens: number): Matrix {
  const siemens = Float64Array.from(weights, (w) => w / weightPerSiemens);
  return createMatrix(rows, cols, siemens);
}

/** The difference of two matrices [S], (rows, cols). */
export function differenceOf(pos: Matrix, neg: Matrix): Matrix {
  const siemens = pos.data.map((g, k) => g - neg.data[k]!);
  return createMatrix(pos.rows, pos.cols, siemens);
}
