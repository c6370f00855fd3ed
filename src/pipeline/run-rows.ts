import { pairedInterval, summarize, wilsonInterval } from "../foundation/index.ts";
import type { Evaluation } from "../network/index.ts";
import type {
  DesignRow,
  LayerRead,
  LayerSummary,
  PairedChange,
  SpiceComparison,
  WaterfallStage,
} from "../report/index.ts";
import type { ScoredDesign } from "./designs.ts";
import type { ProgrammedLayer } from "./program.ts";
import type { SpiceNetwork } from "./spice-network.ts";

export const fullStages = ["ideal", "levels", "programmed", "wire"] as const;
/** Those of all test images; `neuron` is null where the spec leaves it out. */
export type Evaluations = Readonly<Record<(typeof fullStages)[number], Evaluation>> & {
  readonly neuron: Evaluation | null;
};

/** The stages in order, each against the one before on the same images. */
export function waterfall(
  evaluations: Evaluations,
  spice: SpiceNetwork | null,
  labels: Uint8Array,
): WaterfallStage[] {
  const { neuron } = evaluations;
  const all: { readonly stage: WaterfallStage["stage"]; readonly evaluation: Evaluation }[] = [
    ...fullStages.map((stage) => ({ stage, evaluation: evaluations[stage] })),
    ...(neuron === null ? [] : [{ stage: "neuron" as const, evaluation: neuron }]),
  ];
  const stages = all.map(({ stage, evaluation }, index): WaterfallStage => {
    const { correct, images, predicted } = evaluation;
    const before = all[index - 1]?.evaluation;
    const change = before === undefined ? null : pairedChange(before.predicted, predicted, labels);
    return { stage, accuracy: correct / images, images, ci95: wilsonInterval(correct, images), change };
  });
  if (spice === null) return stages;
  const { correct, images } = spice;
  const sample = { accuracy: correct / images, images, ci95: wilsonInterval(correct, images), change: null };
  return [...stages, { stage: "spice", ...sample }];
}

function pairedChange(before: Uint8Array, after: Uint8Array, labels: Uint8Array): PairedChange {
  let gained = 0;
  let lost = 0;
  for (const [n, label] of labels.entries()) {
    if (before[n] !== label && after[n] === label) gained += 1;
    if (before[n] === label && after[n] !== label) lost += 1;
  }
  return { gained, lost, ci95: pairedInterval(gained, lost, labels.length) };
}

export function layerSummary(
  { name, pos, neg }: ProgrammedLayer,
  tiles: number,
  read: LayerRead,
): LayerSummary {
  const { rows, cols } = pos.conductance;
  return {
    name,
    rows,
    cols,
    tiles,
    gPos: summarize(pos.conductance.data),
    gNeg: summarize(neg.conductance.data),
    programming: {
      cells: 2 * rows * cols,
      unreachable: pos.unreachable + neg.unreachable,
      meanPulses: (pos.meanPulses + neg.meanPulses) / 2,
      rmsError: Math.sqrt((pos.rmsError ** 2 + neg.rmsError ** 2) / 2),
    },
    read,
  };
}

export function designRow({ design, ...scores }: ScoredDesign): DesignRow {
  const { name, window, lines } = design;
  return { name, window, rWord: lines.rWord, rBit: lines.rBit, ...scores };
}

/** Do all comparisons with SPICE hold? What is not a number does not. */
export function comparisonsHold(
  tiles: readonly { readonly maxRelativeError: number; readonly tolerance: number }[],
  network: SpiceComparison | null,
): boolean {
  const tilesHold = tiles.every(({ maxRelativeError, tolerance }) => maxRelativeError <= tolerance);
  if (network === null) return tilesHold;
  const { images, agreement, maxLogitError, tolerance } = network;
  return tilesHold && agreement === images && maxLogitError <= tolerance;
}
