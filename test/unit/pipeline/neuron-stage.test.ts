import { describe, expect, it } from "vitest";
import { neuronReport } from "../../../src/pipeline/neuron-stage.ts";

const points = [
  { current: 0, rate: 0 },
  { current: 1e-9, rate: 0 },
  { current: 1e-7, rate: 3e5 },
  { current: 5e-7, rate: 9e5 },
];
const spec = {
  sizing: "tirado-barron-x5",
  cell: "neuron",
  currents: { min: 1e-9, max: 5e-7, points: 3 },
  supply: null,
  temperatureC: 27,
  corner: null,
  clip: 0.999,
};
const found = {
  spec,
  models: { name: "embedded", corner: "wafer" },
  supply: 1.8,
  rates: {
    points,
    curve: {
      current: Float64Array.from(points, ({ current }) => current),
      rate: Float64Array.from(points, ({ rate }) => rate),
    },
    simulated: [],
    warnings: [],
  },
  layers: ["hidden"],
  scales: [{ currentScale: 5e-8, rateScale: 1.2e5 }],
  use: {
    activations: 200,
    positive: 80,
    dead: 4,
    saturated: 1,
    histogram: { edges: Float64Array.of(0, 5e-7), counts: Float64Array.of(79) },
  },
};

describe("the report of the neuron's stage", () => {
  const { summary, stage } = neuronReport(found);

  it("holds what was simulated and at which conditions", () => {
    expect(summary).toMatchObject({
      sizing: "tirado-barron-x5",
      cell: "neuron",
      models: "embedded",
      corner: "wafer",
    });
    expect(summary).toMatchObject({ temperatureC: 27, supply: 1.8, clip: 0.999, points });
    expect(summary.scales).toEqual([{ layer: "hidden", currentScale: 5e-8, rateScale: 1.2e5 }]);
  });

  it("has rheobase, saturation, and shares of the positive activations", () => {
    expect(summary).toMatchObject({ rheobase: 1e-9, saturation: 9e5 });
    expect(summary).toMatchObject({ deadShare: 4 / 80, saturatedShare: 1 / 80, positiveShare: 80 / 200 });
    const idle = { ...found, use: { ...found.use, positive: 0, dead: 0, saturated: 0 } };
    expect(neuronReport(idle).summary).toMatchObject({ deadShare: 0, saturatedShare: 0, positiveShare: 0 });
  });

  it("draws the curve from 0 to the last current", () => {
    const { current, rate } = stage.curve;
    expect([current[0], rate[0]]).toEqual([0, 0]);
    expect([current.at(-1), rate.at(-1)]).toEqual([5e-7, 9e5]);
    expect(rate.every((f, k) => k === 0 || f >= (rate[k - 1] as number))).toBe(true);
  });
});
