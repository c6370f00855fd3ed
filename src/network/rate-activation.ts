import type { Matrix } from "../foundation/index.ts";
import { evaluatePhysical, type ReadCurrents } from "./evaluate-physical.ts";
import type { PhysicalLayer } from "./physical-layer.ts";
import { type RateCurve, type RateFunction, rateFunction } from "./rate-activation-curve.ts";
import type { RateScale } from "./rate-activation-scale.ts";
import type { Evaluation } from "./score.ts";

/** The neurons of a network: one curve, and scales of every hidden layer. */
export interface RateNeurons {
  readonly curve: RateCurve;
  readonly scales: readonly RateScale[];
  /** As `evaluatePhysical` takes it. */
  readonly currents?: ReadCurrents;
}

/** Where on the curve the neurons of all hidden layers worked. */
export interface RateUse {
  /** Activations of hidden layers, one an image and neuron. */
  readonly activations: number;
  /** Those that drive a current into the neuron. */
  readonly positive: number;
  /** Positive ones that stay in the dead zone. */
  readonly dead: number;
  /** Positive ones beyond the last current of the curve. */
  readonly saturated: number;
  /** Positive ones by membrane current; bin k holds edges[k] < I <= edges[k + 1], [A]; those beyond are in `saturated`. */
  readonly histogram: { readonly edges: Float64Array; readonly counts: Float64Array };
}

const bins = 50;

/**
 * Runs the network on crossbars as `evaluatePhysical`, with the neuron's rate curve in place of ReLU between layers:
 * I = y currentScale, and the next layer is given rate(I) / rateScale.
 *
 * The bias is added, and the two bit-line currents subtracted, before the neuron; what is not positive drives no current. Rates
 * are those of a long time: a count of spikes in a finite window would also round them to whole spikes, and is left out.
 *
 * @param images grey values, (n, 784)
 * @param labels (n)
 * @throws NetworkError NETWORK_RATE_CURVE, NETWORK_SHAPE, NETWORK_NOT_FINITE
 */
export function evaluateRates(
  layers: readonly PhysicalLayer[],
  images: Uint8Array,
  labels: Uint8Array,
  { curve, scales, ...readout }: RateNeurons,
): { readonly evaluation: Evaluation; readonly use: RateUse } {
  const neuron = rateFunction(curve);
  const use = openUse(neuron);
  const activate = (y: Matrix, layer: number): Matrix => {
    const { currentScale, rateScale } = scales[layer] as RateScale;
    return {
      ...y,
      data: y.data.map((value) => {
        const current = Math.max(value, 0) * currentScale;
        use.count(current);
        return neuron.rateAt(current) / rateScale;
      }),
    };
  };
  const evaluation = evaluatePhysical(layers, images, labels, { activate, ...readout });
  return { evaluation, use: use.result() };
}

function openUse({ rheobase, maxCurrent }: RateFunction) {
  let [activations, positive, dead, saturated] = [0, 0, 0, 0];
  const counts = new Float64Array(bins);
  return {
    count: (current: number) => {
      activations += 1;
      if (current <= 0) return;
      positive += 1;
      if (current <= rheobase) dead += 1;
      if (current > maxCurrent) saturated += 1;
      else {
        const bin = Math.max(Math.ceil((current / maxCurrent) * bins) - 1, 0);
        counts[bin] = (counts[bin] as number) + 1;
      }
    },
    result: (): RateUse => {
      const edges = Float64Array.from({ length: bins + 1 }, (_, k) => (k / bins) * maxCurrent);
      return { activations, positive, dead, saturated, histogram: { edges, counts } };
    },
  };
}
