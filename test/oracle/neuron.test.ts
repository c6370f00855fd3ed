import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEngine } from "../../src/engine/index.ts";
import { measureSpikes, type NeuronMeasures, neuronTrace } from "../../src/measurement/index.ts";
import { type SizedCell, sizeCell } from "../../src/netlist/index.ts";
import { type ModelSet, readProcess } from "../../src/pdk/index.ts";
import { runNeuron } from "../../src/pipeline/cell/neuron.ts";
import { diskModels, embeddedModels, sky130Pdk } from "../model-sets.ts";
import { requireTool } from "../tools.ts";
import { lif, neuronCell, neuronSpec } from "../unit/netlist/neuron-cell.ts";

const pdk = sky130Pdk();
const native = requireTool("ngspice");
const engine = createEngine();
afterAll(() => engine.close());

const conditions = { supply: 1.8, temperatureC: 27, mismatch: null };
const relative = (value: number | null, expected: number) => Math.abs((value as number) / expected - 1);

async function measure(
  cell: SizedCell,
  models: ModelSet,
  drive: { iin: number; vb?: number },
): Promise<NeuronMeasures> {
  const outcome = await runNeuron({ engine, cell, models, conditions, ...drive });
  if (outcome.status === "failed") throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
  return outcome.measures;
}

/** Periods of the published sizes times five, SKY130 continuous library, tt: measured before there was this bench. */
const published = [
  { iin: 1e-7, period: 2.601e-6 },
  { iin: 5e-7, period: 0.701e-6 },
] as const;

/** Small transistors of 1 um / 1 um, M10 5 um / 1 um, M13 5 um / 0.5 um. */
function longCell(): SizedCell {
  const { devices } = neuronSpec();
  const long = Object.entries(devices).map(([name, size]) => [
    name,
    name === "W3" ? size : { ...size, l: 1e-6 },
  ]);
  return sizeCell("neuron", neuronSpec({ devices: Object.fromEntries(long) }), {
    process: readProcess("sky130"),
    topology: lif,
  });
}

describe("the neuron with the models inside the engine", () => {
  it.each(published)(
    "has the period of the typical corner within 10 % at $iin A",
    async ({ iin, period }) => {
      expect(
        relative((await measure(neuronCell(), await embeddedModels(), { iin })).period, period),
      ).toBeLessThan(0.1);
    },
  );
});

describe.skipIf(!pdk.available)(`the neuron with the continuous library, tt ${pdk.reason}`, () => {
  let models: ModelSet;
  beforeAll(async () => {
    models = await diskModels("tt");
  });

  it.each(published)("has the known period within 3 % at $iin A", async ({ iin, period }) => {
    expect(relative((await measure(neuronCell(), models, { iin })).period, period)).toBeLessThan(0.03);
  });

  it("has, with longer transistors, what the discrete cards gave in another simulator, within 3 %", async () => {
    const cell = longCell();
    const at100n = await measure(cell, models, { iin: 1e-7 });
    expect(relative(at100n.period, 2.779e-6)).toBeLessThan(0.03);
    expect(relative(at100n.threshold, 1.234)).toBeLessThan(0.03);
    expect(relative(at100n.spikeWidth, 8e-9)).toBeLessThan(0.1);
    expect(relative(at100n.supplyCurrent, 57e-9)).toBeLessThan(0.1);
    const periods = { 0.4: 2.91e-6, 0.5: 0.8044e-6, 0.6: 0.644e-6, 0.8: 0.629e-6 };
    for (const [vb, period] of Object.entries(periods)) {
      expect(
        relative((await measure(cell, models, { iin: 5e-7, vb: Number(vb) })).period, period),
      ).toBeLessThan(0.03);
    }
  });

  it("is slower at ss than at ff where the refractory time, a current below threshold, decides", async () => {
    const drive = { iin: 5e-7, vb: 0.45 };
    const [slow, typical, fast] = [await diskModels("ss"), models, await diskModels("ff")].map((set) =>
      measure(neuronCell(), set, drive),
    );
    expect((await slow)?.refractoryTime).toBeGreaterThan((await typical)?.refractoryTime as number);
    expect((await typical)?.refractoryTime).toBeGreaterThan((await fast)?.refractoryTime as number);
  });
});

describe.skipIf(!native.available)(`native ngspice ${native.reason}`, () => {
  const other = createEngine({ kind: "native" });
  afterAll(() => other.close());

  it("gives the same periods from the same deck within 0.5 %", async () => {
    const models = await embeddedModels();
    for (const { iin } of published) {
      const outcome = await runNeuron({ engine, cell: neuronCell(), models, conditions, iin });
      if (outcome.status === "failed") throw new Error(outcome.error.message);
      const [{ deck }] = outcome.simulated as [(typeof outcome.simulated)[number]];
      const { period, threshold } = measureSpikes(neuronTrace(await other.run(deck)), conditions.supply);
      expect(relative(period, outcome.measures.period as number)).toBeLessThan(5e-3);
      expect(relative(threshold, outcome.measures.threshold as number)).toBeLessThan(5e-3);
    }
  }, 90_000);
});
