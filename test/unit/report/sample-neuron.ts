import { wilsonInterval } from "../../../src/foundation/index.ts";
import type { NeuronStageSummary, RunReport } from "../../../src/report/index.ts";
import { sampleReport } from "./sample.ts";

/** Made up: T = 240 fC / I + 0.2 us above a dead zone, and drives that thin out. */
const fires = (current: number) => (current <= 20e-9 ? 0 : 1 / (0.24e-12 / (current - 20e-9) + 0.2e-6));
const points = [0, 20, 25, 50, 100, 200, 400, 700, 1000].map((nano) => ({
  current: nano * 1e-9,
  rate: fires(nano * 1e-9),
}));
export const neuron: NeuronStageSummary = {
  sizing: "tirado-barron-x5",
  cell: "neuron",
  models: "embedded (eecircuit-engine 1.8.0)",
  corner: "wafer",
  temperatureC: 27,
  supply: 1.8,
  rheobase: 20e-9,
  saturation: fires(1e-6),
  deadShare: 0.0412,
  saturatedShare: 0.00098,
  positiveShare: 0.42,
  clip: 0.999,
  scales: [{ layer: "hidden", currentScale: 161e-9, rateScale: 4.1e5 }],
  points,
};
const current = Float64Array.from({ length: 201 }, (_, k) => k * 5e-9);
const counts = Float64Array.from({ length: 50 }, (_, k) => Math.round(9e4 * Math.exp(-k / 8)));
export const stage = {
  curve: { current, rate: current.map(fires) },
  histogram: { edges: Float64Array.from({ length: 51 }, (_, k) => k * 20e-9), counts },
};

/** The sample run with its hidden layer read by neurons. */
export function sampleWithNeuron(): RunReport {
  const plain = sampleReport();
  const [spice, ...full] = [...plain.summary.waterfall].reverse();
  const entry = {
    stage: "neuron" as const,
    accuracy: 0.9702,
    images: 10_000,
    ci95: wilsonInterval(9702, 10_000),
    change: { against: "wire" as const, gained: 20, lost: 59, ci95: [-0.0056, -0.0022] as const },
  };
  const waterfall = [...full.reverse(), entry, spice as (typeof full)[0]];
  return { ...plain, neuron: stage, summary: { ...plain.summary, waterfall, neuron } };
}
