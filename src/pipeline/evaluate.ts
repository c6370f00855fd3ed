import {
  type Dataset,
  type Evaluation,
  evaluatePhysical,
  evaluateRates,
  type PhysicalLayer,
  type RateNeurons,
  type RateUse,
} from "../network/index.ts";
import type { Readout } from "./chip/readout.ts";
import type { ProgrammedLayer, ProgrammedNetwork } from "./program.ts";
import { breathe } from "./progress.ts";
import type { WiredLayer } from "./wire.ts";

/** How the layers of a network are driven. */
export interface Drive {
  readonly vRead: number;
  /** Activation that is driven at vRead, one a layer. */
  readonly inputScales: readonly number[];
}

/** Conductances of one layer [S], (rows, cols). */
export type LayerPair = Pick<PhysicalLayer, "gPos" | "gNeg">;

/** What becomes of the weights: quantised targets, cells as written if none were stuck, cells as they are, cells seen through their wires. */
export const pairsOf = {
  levels: (layers: readonly ProgrammedLayer[]): LayerPair[] => layers.map(({ target }) => target),
  programmed: (layers: readonly ProgrammedLayer[]): LayerPair[] =>
    layers.map(({ pos, neg }) => ({ gPos: pos.intact, gNeg: neg.intact })),
  cells: (layers: readonly ProgrammedLayer[]): LayerPair[] =>
    layers.map(({ pos, neg }) => ({ gPos: pos.conductance, gNeg: neg.conductance })),
  wire: (wired: readonly WiredLayer[]): LayerPair[] => [...wired],
};

/** Programmed layers with the conductances of one stage, ready to be driven. */
export function physicalLayers(
  { layers }: ProgrammedNetwork,
  pairs: readonly LayerPair[],
  { vRead, inputScales }: Drive,
): PhysicalLayer[] {
  return layers.map(({ name, bias, target }, index) => {
    const { gPos, gNeg } = pairs[index] as LayerPair;
    const { weightPerSiemens } = target;
    return { name, bias, vRead, inputScale: inputScales[index] as number, weightPerSiemens, gPos, gNeg };
  });
}

/** Accuracy of physical layers on test images; lets pending events through first. */
export async function score(
  layers: readonly PhysicalLayer[],
  { images, labels }: Dataset["test"],
  signal: AbortSignal | undefined,
  readout?: Readout,
): Promise<Evaluation> {
  await breathe(signal, "evaluate");
  return evaluatePhysical(layers, images, labels, readout ?? {});
}

/** The same with neurons in place of ReLU, and where on their curve they worked. */
export async function scoreRates(
  layers: readonly PhysicalLayer[],
  neurons: RateNeurons & Partial<Readout>,
  { images, labels }: Dataset["test"],
  signal: AbortSignal | undefined,
): Promise<{ readonly evaluation: Evaluation; readonly use: RateUse }> {
  await breathe(signal, "evaluate");
  return evaluateRates(layers, images, labels, neurons);
}
