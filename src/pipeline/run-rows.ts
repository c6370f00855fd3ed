import { pairedInterval, summarize, wilsonInterval } from "../foundation/index.ts";
import type {
  CrosscheckRow,
  DesignRow,
  LayerRead,
  LayerSummary,
  PairedChange,
  SpiceComparison,
  WaterfallStage,
} from "../report/index.ts";
import type { SpiceNetwork } from "./crosscheck/images.ts";
import type { TileCheck } from "./crosscheck/tile.ts";
import type { ScoredDesign } from "./designs.ts";
import type { ProgrammedLayer } from "./program.ts";
import { type EvaluatedStage, stageOf } from "./stage.ts";

/** The stages in order, each against the one that it names, on the images that it saw; last the sample in SPICE. */
export function waterfall(
  stages: readonly EvaluatedStage[],
  spice: SpiceNetwork | null,
  labels: Uint8Array,
): WaterfallStage[] {
  const rows = stages.map((one): WaterfallStage => {
    const { correct, images } = one.evaluation;
    const change = one.against === null ? null : pairedChange(stageOf(stages, one.against), one, labels);
    const { stage } = one;
    return { stage, accuracy: correct / images, images, ci95: wilsonInterval(correct, images), change };
  });
  if (spice === null) return rows;
  const { correct, images } = spice;
  const sample = { accuracy: correct / images, images, ci95: wilsonInterval(correct, images), change: null };
  return [...rows, { stage: "spice", ...sample }];
}

/** `before` saw the images of `after`, or all. */
function pairedChange(before: EvaluatedStage, after: EvaluatedStage, labels: Uint8Array): PairedChange {
  let gained = 0;
  let lost = 0;
  const now = after.evaluation.predicted;
  for (let n = 0; n < now.length; n++) {
    const image = after.images === null ? n : (after.images[n] as number);
    const label = labels[image];
    const then = before.evaluation.predicted[before.images === null ? image : n];
    if (then !== label && now[n] === label) gained += 1;
    if (then === label && now[n] !== label) lost += 1;
  }
  return { against: before.stage, gained, lost, ci95: pairedInterval(gained, lost, now.length) };
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

/** What the summary keeps of a tile that was checked. */
export function crosscheckRow(check: TileCheck, tolerance: number): CrosscheckRow {
  const { layer, polarity, tile, rows, cols, inputs, maxRelativeError } = check;
  return { layer, polarity, tile, rows, cols, inputs, maxRelativeError, tolerance };
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
