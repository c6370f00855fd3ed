import type { WaterfallStage } from "./run-report.ts";

/** `attribution` of `summary.json`: what one stage makes of one layer that is given the inputs of the float network. Shares 0..1. */
export interface AttributionRow {
  readonly stage: WaterfallStage["stage"];
  readonly layer: string;
  /** Test images that it was given. */
  readonly images: number;
  /** Root mean square of output minus ideal output, over that of the ideal output; before bias and ReLU. */
  readonly error: number;
  /** Pearson's, of outputs with ideal outputs; 0 where either does not vary. */
  readonly correlation: number;
  /** Conversions beyond the range, each layer given what the one before hands on; null without that converter. */
  readonly saturatedDac: number | null;
  readonly saturatedAdc: number | null;
  /** Weights beyond what the window can hold. */
  readonly clippedWeights: number;
  /** Cells that write-verify left outside the tolerance; null before they are written. */
  readonly unreachable: number | null;
  /** The pair of tiles whose partial sums err most: root mean square of their error over that of the layer's ideal output. */
  readonly worstTile: { readonly tile: readonly [number, number]; readonly error: number };
}

/** `nonidealities` of `summary.json`: one thing that is not ideal, whether it is on, and when chance has its say in it. */
export interface NonidealityRow {
  readonly name: string;
  readonly stage: WaterfallStage["stage"];
  /** Field of the spec that sets it. */
  readonly field: string;
  readonly on: boolean;
  /** With its unit. */
  readonly value: string;
  readonly sampled: string;
}
