import type { ConductancePairs, ConductanceScale } from "./layers/physical-dense.ts";

export type LayerKind = "legacy" | "physical";

/** One layer as plain data. Matrices are (rows, cols), row-major: row i is input i, column j is output j. */
export interface NetworkLayer {
  readonly name: string;
  readonly rows: number;
  readonly cols: number;
  /** (rows, cols); of a physical layer: what its pairs stand for. */
  readonly weights: Float32Array;
  /** (cols), or null for a layer without. */
  readonly bias: Float32Array | null;
  /** The trained pairs of a physical layer, as fractions of the largest conductance; else null. */
  readonly conductances: (ConductancePairs & ConductanceScale) | null;
  /** The state 0..1 of a legacy memristor layer, (rows, cols), which no output depends on; else null. */
  readonly state: Float32Array | null;
}

/** Keras' figures: the mean over the epoch's images of loss and hits, each as its batch found it. */
export interface Epoch {
  /** From 1. */
  readonly epoch: number;
  readonly loss: number;
  /** 0..1 */
  readonly accuracy: number;
}

/** A trained network: ReLU between its layers, logits out of the last. */
export interface TrainedNetwork {
  readonly layer: LayerKind;
  readonly layers: readonly NetworkLayer[];
  /** Empty where the weights came from outside. */
  readonly epochs: readonly Epoch[];
  /** Wall-clock time of training [s]. */
  readonly seconds: number;
}
