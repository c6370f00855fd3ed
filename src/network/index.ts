export { measureActivationRange } from "./activation-range.ts";
export type { Backend, BackendName, BackendOptions } from "./backend.ts";
export { selectBackend } from "./backend.ts";
export type { Dataset, DatasetRequest, LabelledImages } from "./dataset.ts";
export { readDataset } from "./dataset.ts";
export type { DatasetName } from "./dataset-source.ts";
export { NetworkError } from "./error.ts";
export { evaluateIdeal } from "./evaluate-ideal.ts";
export type { ReadCurrents } from "./evaluate-physical.ts";
export { evaluatePhysical, pixelMatrix } from "./evaluate-physical.ts";
export { layerInputs } from "./layer-inputs.ts";
export type { LayerShape } from "./layer-shapes.ts";
export { layerShapes } from "./layer-shapes.ts";
export type { HPMemristorArgs } from "./layers/hp-memristor.ts";
export { HPMemristorLayer } from "./layers/hp-memristor.ts";
export type { ConductancePairs, ConductanceScale, PhysicalMemristorArgs } from "./layers/physical-dense.ts";
export { PhysicalMemristorDense } from "./layers/physical-dense.ts";
export { indexOfLargest } from "./loss.ts";
export type { PhysicalLayer } from "./physical-layer.ts";
export {
  conductanceDifference,
  currentDifference,
  driveVoltages,
  layerOutput,
  rectify,
} from "./physical-layer.ts";
export type { RateNeurons, RateUse } from "./rate-activation.ts";
export { evaluateRates } from "./rate-activation.ts";
export type { RateCurve, RateFunction } from "./rate-activation-curve.ts";
export { rateFunction } from "./rate-activation-curve.ts";
export type { RateScale } from "./rate-activation-scale.ts";
export { fitRateScales } from "./rate-activation-scale.ts";
export { readNetwork } from "./read-network.ts";
export type { CellWeights, PairLayer, Retraining } from "./retrain.ts";
export { createRetraining } from "./retrain.ts";
export type { Evaluation } from "./score.ts";
export { confidences, scoreLogits } from "./score.ts";
export { sparseProduct } from "./sparse-product.ts";
export type { TrainOptions, TrainRun } from "./train.ts";
export { trainNetwork } from "./train.ts";
export type { Epoch, LayerKind, NetworkLayer, TrainedNetwork } from "./trained-network.ts";
export type { NetworkFile } from "./write-network.ts";
export { networkToFiles } from "./write-network.ts";
