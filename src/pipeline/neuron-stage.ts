import { type RateScale, type RateUse, rateFunction } from "../network/index.ts";
import type { ModelSet } from "../pdk/index.ts";
import type { NeuronStage, NeuronStageSummary } from "../report/index.ts";
import type { NeuronSpec } from "../spec/index.ts";
import type { MeasuredRates } from "./neuron-curve.ts";

/** What the stage `neuron` found out. */
export interface NeuronFindings {
  readonly spec: NeuronSpec;
  readonly models: Pick<ModelSet, "name" | "corner">;
  /** [V] */
  readonly supply: number;
  readonly rates: MeasuredRates;
  /** Hidden layers by name, in order. */
  readonly layers: readonly string[];
  readonly scales: readonly RateScale[];
  readonly use: RateUse;
}

/** Places on the current axis where the report draws the curve. */
const drawn = 400;

/** The stage in the shapes of `report/`. */
export function neuronReport(found: NeuronFindings): { summary: NeuronStageSummary; stage: NeuronStage } {
  const { spec, models, supply, rates, layers, scales, use } = found;
  const { rheobase, maxCurrent, rateAt } = rateFunction(rates.curve);
  const current = Float64Array.from({ length: drawn + 1 }, (_, k) => (k / drawn) * maxCurrent);
  return {
    summary: {
      sizing: spec.sizing,
      cell: spec.cell,
      models: models.name,
      corner: models.corner,
      temperatureC: spec.temperatureC,
      supply,
      rheobase,
      saturation: rateAt(maxCurrent),
      deadShare: shareOf(use.dead, use.positive),
      saturatedShare: shareOf(use.saturated, use.positive),
      positiveShare: shareOf(use.positive, use.activations),
      clip: spec.clip,
      scales: scales.map((scale, k) => ({ layer: layers[k] as string, ...scale })),
      points: rates.points,
    },
    stage: { curve: { current, rate: current.map(rateAt) }, histogram: use.histogram },
  };
}

/** Of none, none. */
function shareOf(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
