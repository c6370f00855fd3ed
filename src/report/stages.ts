import type { WaterfallStage } from "./run-report.ts";

/** A stage as tables and figures show it. */
export interface StageRow extends WaterfallStage {
  readonly name: string;
  readonly meaning: string;
  /** What takes or gives accuracy here, as a noun in a sentence. */
  readonly cause: string;
  /** Saw fewer images than the first stage: its accuracy is not comparable with theirs. */
  readonly sample: boolean;
  /** Accuracy of what it is compared with on the same images, 0..1; null for the first stage and for a sample compared with none. */
  readonly before: number | null;
}

interface StageText {
  readonly name: string;
  readonly cause: string;
  readonly meaning: string;
}

const texts: Readonly<Record<WaterfallStage["stage"], StageText>> = {
  ideal: { name: "float weights", cause: "training", meaning: "trained weights as floating-point numbers" },
  levels: {
    name: "levels",
    cause: "rounding to levels",
    meaning: "weights rounded to the conductances that identical pulses reach",
  },
  programmed: {
    name: "programmed",
    cause: "programming",
    meaning: "write-verify on devices that spread, with noise at every pulse",
  },
  wire: {
    name: "wire",
    cause: "wire resistance",
    meaning: "exact resistance of every segment of word and bit lines",
  },
  stuckAt: {
    name: "stuck cells",
    cause: "stuck cells",
    meaning: "cells that no pulse moves, off or on",
  },
  drift: {
    name: "drift",
    cause: "drift",
    meaning: "conductances a time after they were written",
  },
  temperature: {
    name: "temperature",
    cause: "temperature of the wires",
    meaning: "resistance of the metals at the temperature of the chip",
  },
  ivNonlinearity: {
    name: "I–V",
    cause: "the cells' own currents",
    meaning: "each cell with the current of its device at its own voltage, on a sample of the images",
  },
  readNoise: {
    name: "read noise",
    cause: "read noise",
    meaning: "noise of every cell, fresh at every read",
  },
  gain: {
    name: "gain",
    cause: "gains of columns",
    meaning: "a digital gain for every column of every array, fitted to training images",
  },
  conductances: {
    name: "conductances",
    cause: "solved conductances",
    meaning: "targets solved so that the wired arrays compute the weights, and written anew",
  },
  retrained: {
    name: "retrained",
    cause: "retraining",
    meaning: "conductances trained further through their wires, and written anew",
  },
  neuron: {
    name: "neuron",
    cause: "the neuron",
    meaning: "spike rates of the neuron, from SPICE, in place of ReLU",
  },
  converters: {
    name: "converters",
    cause: "conversion",
    meaning: "DAC at the inputs, ADC at the outputs",
  },
  spice: { name: "SPICE", cause: "SPICE", meaning: "every current from SPICE, on a sample of the images" },
};

/** Stages that have no part in the sample: it checks the arrays alone, with exact arithmetic around them. */
const notInSpice: readonly WaterfallStage["stage"][] = ["readNoise", "converters", "neuron"];
const spiceBesideThem: StageText = {
  ...texts.spice,
  meaning:
    "every current of the arrays from SPICE, on a sample of the images; without noise and converters, and with ReLU",
};

/** The stages with their names, and each with the accuracy before it. */
export function stageRows(stages: readonly WaterfallStage[]): StageRow[] {
  const images = stages[0]?.images ?? 0;
  let before: number | null = null;
  const beside = stages.some(({ stage }) => notInSpice.includes(stage));
  return stages.map((stage) => {
    const sample = stage.images !== images;
    const text = beside && stage.stage === "spice" ? spiceBesideThem : texts[stage.stage];
    const compared = sample || stage.change !== null;
    const row = { ...stage, ...text, sample, before: compared ? beforeOf(stage) : before };
    if (!sample) before = stage.accuracy;
    return row;
  });
}

/** Of a stage that was compared image by image, from what it gained and lost: what it was compared with need not stand before it. */
function beforeOf({ accuracy, images, change }: WaterfallStage): number | null {
  return change === null ? null : accuracy + (change.lost - change.gained) / images;
}

/** First and last of the stages that saw all images: what was trained, and what is left of it as built. */
export function builtFrom(rows: readonly StageRow[]): { readonly first: StageRow; readonly last: StageRow } {
  const full = rows.filter(({ sample }) => !sample);
  return { first: full[0] as StageRow, last: full.at(-1) as StageRow };
}
