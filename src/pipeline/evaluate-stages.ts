import {
  type Dataset,
  evaluateIdeal,
  fitRateScales,
  type PhysicalLayer,
  type TrainedNetwork,
} from "../network/index.ts";
import { type Drive, pairsOf, physicalLayers, score, scoreRates } from "./evaluate.ts";
import type { MeasuredRates } from "./neuron-curve.ts";
import type { OpenedNeuron } from "./neuron-run.ts";
import type { NeuronFindings } from "./neuron-stage.ts";
import type { ProgrammedNetwork } from "./program.ts";
import type { Evaluations } from "./run-rows.ts";

export interface StageRequest {
  readonly network: TrainedNetwork;
  readonly programmed: ProgrammedNetwork;
  /** The layers through their wires. */
  readonly layers: readonly PhysicalLayer[];
  readonly drive: Drive;
  readonly dataset: Dataset;
  /** The neuron in place of ReLU, measured; null leaves its stage out. */
  readonly neuron: (OpenedNeuron & { readonly rates: MeasuredRates }) | null;
  readonly signal?: AbortSignal | undefined;
  readonly report: (done: number, total: number) => void;
}

/** All test images through every stage of the waterfall. */
export async function evaluateStages(
  request: StageRequest,
): Promise<{ readonly evaluations: Evaluations; readonly neuron: NeuronFindings | null }> {
  const { network, programmed, layers, drive, dataset, neuron, signal, report } = request;
  const { test } = dataset;
  const steps = neuron === null ? 4 : 5;
  const ideal = evaluateIdeal(network, test.images, test.labels);
  report(1, steps);
  const levels = await score(physicalLayers(programmed, pairsOf.levels(programmed), drive), test, signal);
  report(2, steps);
  const written = physicalLayers(programmed, pairsOf.programmed(programmed), drive);
  const cells = await score(written, test, signal);
  report(3, steps);
  const evaluations = { ideal, levels, programmed: cells, wire: await score(layers, test, signal) };
  if (neuron === null) return { evaluations: { ...evaluations, neuron: null }, neuron: null };
  report(4, steps);
  const { curve } = neuron.rates;
  const scales = fitRateScales(network, dataset.train.images, curve, neuron.spec.clip);
  const { evaluation, use } = await scoreRates(layers, { curve, scales }, test, signal);
  const names = network.layers.slice(0, -1).map(({ name }) => name);
  return {
    evaluations: { ...evaluations, neuron: evaluation },
    neuron: { ...neuron, layers: names, scales, use },
  };
}
