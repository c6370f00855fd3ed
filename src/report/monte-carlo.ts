import type { WaterfallStage } from "./run-report.ts";

/** `monteCarlo` of `summary.json`: one trained network in several chips. Accuracies 0..1. */
export interface MonteCarlo {
  readonly chips: number;
  readonly stages: readonly {
    readonly stage: WaterfallStage["stage"];
    readonly mean: number;
    /** Standard deviation from chip to chip. */
    readonly deviation: number;
    /** 95 % interval of the mean, by Student's t, cut at 0 and 1. */
    readonly ci95: readonly [number, number];
    /** By the chip's number, (chips). */
    readonly accuracies: readonly number[];
  }[];
}
