/** `neuron` of `summary.json`: the neuron whose rates stood in for ReLU, and where the network drove it. SI. */
export interface NeuronStageSummary {
  /** The sizing table, as the spec names it, and the cell of it. */
  readonly sizing: string;
  readonly cell: string;
  /** Name of the model set. */
  readonly models: string;
  readonly corner: string;
  /** [degree C] */
  readonly temperatureC: number;
  /** [V] */
  readonly supply: number;
  /** Largest current without spikes [A]: the end of the dead zone. */
  readonly rheobase: number;
  /** Rate at the last current of the curve [Hz], held beyond it. */
  readonly saturation: number;
  /** Of the activations of hidden layers over the test images that are positive: those in the dead zone, those beyond the last current. 0..1 */
  readonly deadShare: number;
  readonly saturatedShare: number;
  /** Of all activations of hidden layers: those that are positive. 0..1 */
  readonly positiveShare: number;
  /** Quantile of the training images' positive activations that drives the last current. */
  readonly clip: number;
  /** One a hidden layer: current [A] and rate [Hz] of an activation of 1. */
  readonly scales: readonly {
    readonly layer: string;
    readonly currentScale: number;
    readonly rateScale: number;
  }[];
  /** The curve as SPICE gives it: [A], [Hz]. */
  readonly points: readonly { readonly current: number; readonly rate: number }[];
}

/** What figure and CSV of the stage show beside its summary. */
export interface NeuronStage {
  /** The curve between its points, as the network used it: [A], [Hz]. */
  readonly curve: { readonly current: Float64Array; readonly rate: Float64Array };
  /** Positive activations by membrane current: edges [A], (bins + 1), and counts, (bins). */
  readonly histogram: { readonly edges: Float64Array; readonly counts: Float64Array };
}
