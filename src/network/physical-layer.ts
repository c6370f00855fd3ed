import { createMatrix, type Matrix } from "../foundation/index.ts";
import { NetworkError } from "./error.ts";
import { sparseProduct } from "./sparse-product.ts";

/**
 * A layer as two crossbars: what they conduct, and how activations become voltages and currents become activations.
 */
export interface PhysicalLayer {
  readonly name: string;
  /**
   * Effective conductances [S], (rows, cols): the bit-line current of column j is the sum over rows i of v_i g_ij. Of a
   * crossbar with wires this is its transfer matrix.
   */
  readonly gPos: Matrix;
  readonly gNeg: Matrix;
  /** Word-line voltage of an activation of `inputScale` [V]. */
  readonly vRead: number;
  /** The activation that is driven at `vRead`; larger ones are driven in proportion. */
  readonly inputScale: number;
  /** Weight of one siemens of difference gPos - gNeg [1/S]. */
  readonly weightPerSiemens: number;
  /** Added after the current is read, (cols); null for none. */
  readonly bias: ArrayLike<number> | null;
}

/** Word-line voltages [V], (batch, rows), of `activations`, (batch, rows): x / inputScale vRead. */
export function driveVoltages(layer: PhysicalLayer, activations: Matrix): Matrix {
  const factor = layer.vRead / layer.inputScale;
  return { ...activations, data: activations.data.map((x) => x * factor) };
}

/**
 * What the layer puts out, (batch, cols), for bit-line current differences I+ - I- [A], (batch, cols):
 * y = I weightPerSiemens inputScale / vRead + bias, before any ReLU.
 */
export function layerOutput(layer: PhysicalLayer, currents: Matrix): Matrix {
  const factor = (layer.weightPerSiemens * layer.inputScale) / layer.vRead;
  const { cols } = currents;
  return {
    ...currents,
    data: currents.data.map(
      (i, k) => i * factor + (layer.bias === null ? 0 : (layer.bias[k % cols] as number)),
    ),
  };
}

/**
 * Bit-line current differences [A], (batch, cols), at word-line voltages [V], (batch, rows).
 *
 * v gPos - v gNeg is computed as v (gPos - gNeg), the same for a linear array and half the work.
 *
 * @param difference gPos - gNeg [S], (rows, cols), from `conductanceDifference`
 */
export function currentDifference(voltages: Matrix, difference: Matrix): Matrix {
  return sparseProduct(voltages, difference);
}

/** gPos - gNeg [S], (rows, cols). @throws NetworkError NETWORK_SHAPE */
export function conductanceDifference({ name, gPos, gNeg }: PhysicalLayer): Matrix {
  if (gPos.rows !== gNeg.rows || gPos.cols !== gNeg.cols) {
    throw shapeError(name, `gPos is ${gPos.rows} x ${gPos.cols}, gNeg is ${gNeg.rows} x ${gNeg.cols}`);
  }
  const data = gPos.data.map((g, k) => g - (gNeg.data[k] as number));
  return createMatrix(gPos.rows, gPos.cols, data);
}

/** max(x, 0) of every value, between two layers. */
export function rectify(activations: Matrix): Matrix {
  return { ...activations, data: activations.data.map((x) => Math.max(x, 0)) };
}

/**
 * Holds the shapes of all layers against each other and against the inputs.
 *
 * @throws NetworkError NETWORK_SHAPE
 */
export function assertChain(layers: readonly PhysicalLayer[], inputs: number, outputs: number): void {
  if (layers.length === 0) throw shapeError("(none)", "expected at least one layer, got none");
  let width = inputs;
  for (const { name, gPos, bias } of layers) {
    if (gPos.rows !== width) throw shapeError(name, `expected ${width} rows, got ${gPos.rows}`);
    if (bias !== null && bias.length !== gPos.cols) {
      throw shapeError(name, `expected ${gPos.cols} biases, one a column, got ${bias.length}`);
    }
    width = gPos.cols;
  }
  if (width !== outputs) {
    throw shapeError(
      layers.at(-1)?.name ?? "",
      `expected ${outputs} columns in the last layer, got ${width}`,
    );
  }
}

function shapeError(layer: string, problem: string): NetworkError {
  return new NetworkError("NETWORK_SHAPE", problem, {
    at: ["network", layer],
    hint: "The rows of a layer are the columns of the layer before; the first has 784 rows, the last 10 columns.",
  });
}
