import type { Summary } from "../foundation/index.ts";

/** `compensation` of `summary.json`: what wires took, and what of it was won back. Accuracy 0..1. */
export interface CompensationSummary {
  /** Accuracy of the cells before their wires, and of the plain mapping with them. */
  readonly without: number;
  readonly plain: number;
  readonly stages: readonly CompensationStage[];
}

/** The network after one way of winning back. Times [s], conductances [S]. */
export interface CompensationStage {
  readonly stage: "gain" | "conductances" | "retrained";
  readonly accuracy: number;
  /** (accuracy - plain) / (without - plain): 0 wins nothing, 1 all; null where wires took nothing. */
  readonly wonBack: number | null;
  /** Wall-clock time of this way, writing included. */
  readonly seconds: number;
  readonly layers: readonly {
    readonly name: string;
    /** Weight of one siemens of gPos - gNeg [1/S], before gains. */
    readonly weightPerSiemens: number;
    /** Of both devices of all pairs, as written. */
    readonly conductance: Summary;
    /** Digital gains of columns; null where there are none. */
    readonly gain: Summary | null;
  }[];
}

/** The digital numbers that belong to the arrays as built: what a designer puts behind the converters. */
export interface DigitalNumbers {
  /** Gain of a column of a pair of tiles; column counted in the tile. */
  readonly gains: readonly {
    readonly layer: string;
    readonly tile: readonly [number, number];
    readonly column: number;
    readonly gain: number;
  }[];
  readonly biases: readonly { readonly layer: string; readonly column: number; readonly bias: number }[];
}
