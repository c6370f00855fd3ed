import {
  type Dataset,
  type Evaluation,
  evaluateIdeal,
  fitRateScales,
  type TrainedNetwork,
} from "../network/index.ts";
import type { BuiltStage } from "./chip/build.ts";
import { score, scoreRates } from "./evaluate.ts";
import type { MeasuredRates } from "./neuron-curve.ts";
import type { OpenedNeuron } from "./neuron-run.ts";
import type { NeuronFindings } from "./neuron-stage.ts";
import { type EvaluatedStage, type PlannedStage, runPlan } from "./stage.ts";

export interface StageRequest {
  readonly network: TrainedNetwork;
  /** The stage `ideal` where it is known already: it is the same for every chip. */
  readonly ideal?: Evaluation;
  /** What becomes of the weights, in the order of the physics; what comes after sees the last. */
  readonly built: readonly BuiltStage[];
  readonly dataset: Dataset;
  /** The neuron in place of ReLU, measured; null leaves its stage out. */
  readonly neuron: (OpenedNeuron & { readonly rates: MeasuredRates }) | null;
  readonly signal?: AbortSignal | undefined;
  readonly report: (done: number, total: number) => void;
}

/** Test images through every stage of the waterfall. */
export async function evaluateStages(
  request: StageRequest,
): Promise<{ readonly stages: EvaluatedStage[]; readonly neuron: NeuronFindings | null }> {
  const { network, ideal, built, dataset, signal } = request;
  const { test } = dataset;
  const neuron = planNeuron(request);
  const plan: PlannedStage[] = [
    { stage: "ideal", evaluate: async () => ideal ?? evaluateIdeal(network, test.images, test.labels) },
    ...built.map(({ stage, layers, readout }) => {
      return { stage, evaluate: () => score(layers, test, signal, readout) };
    }),
    ...(neuron === null ? [] : [neuron.planned]),
  ];
  const stages = await runPlan(plan, request.report);
  return { stages, neuron: neuron?.findings() ?? null };
}

function planNeuron({ network, built, dataset, neuron, signal }: StageRequest) {
  if (neuron === null) return null;
  const { layers, readout } = built[built.length - 1] as BuiltStage;
  const names = network.layers.slice(0, -1).map(({ name }) => name);
  let findings: NeuronFindings | null = null;
  const evaluate = async () => {
    const { curve } = neuron.rates;
    const scales = fitRateScales(network, dataset.train.images, curve, neuron.spec.clip);
    const { evaluation, use } = await scoreRates(layers, { curve, scales, ...readout }, dataset.test, signal);
    findings = { ...neuron, layers: names, scales, use };
    return evaluation;
  };
  const planned: PlannedStage = { stage: "neuron", evaluate };
  return { planned, findings: () => findings };
}
