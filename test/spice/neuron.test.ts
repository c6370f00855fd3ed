import { readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEngine } from "../../src/engine/index.ts";
import { fittedPeriod, type NeuronMeasures } from "../../src/measurement/index.ts";
import { openTopology, type SizedCell, sizeCell } from "../../src/netlist/index.ts";
import { type ModelSet, readProcess } from "../../src/pdk/index.ts";
import { type NeuronRun, runNeuron, runNeuronRest } from "../../src/pipeline/cell/neuron.ts";
import { fitRates, runNeuronPoints } from "../../src/pipeline/cell/neuron-points.ts";
import { type CellSpec, parseSizingSpec } from "../../src/spec/index.ts";
import { embeddedModels } from "../model-sets.ts";
import { neuronCell } from "../unit/netlist/neuron-cell.ts";

const conditions = { supply: 1.8, temperatureC: 27, mismatch: null };
const relative = (value: number | null, expected: number | null) =>
  Math.abs((value as number) / (expected as number) - 1);

describe("the neuron lif-9t in SPICE, published sizes times five, models inside the engine", () => {
  const engine = createEngine();
  let models: ModelSet;
  beforeAll(async () => {
    models = await embeddedModels();
  });
  afterAll(() => engine.close());
  const job = (more: Partial<NeuronRun> = {}): NeuronRun => ({
    engine,
    cell: neuronCell(),
    models,
    conditions,
    iin: 1e-7,
    ...more,
  });
  async function measure(more: Partial<NeuronRun> = {}): Promise<NeuronMeasures> {
    const outcome = await runNeuron(job(more));
    if (outcome.status === "failed") throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
    return outcome.measures;
  }
  const points = async (drives: readonly { iin: number; vb?: number }[]) => {
    const found = await runNeuronPoints(job(), drives);
    return found.map(({ outcome }) => {
      if (outcome.status === "failed") throw new Error(outcome.error.message);
      return outcome.measures;
    });
  };

  it("has converged: half the step and half the tolerance move no measure by 0.3 %, a quarter step none of them further", async () => {
    for (const iin of [1e-7, 5e-7]) {
      const [coarse, half, fine] = [
        await measure({ iin }),
        await measure({ iin, accuracy: { steps: 400, reltol: 5e-5 } }),
        await measure({ iin, accuracy: { steps: 2000, reltol: 1e-5 } }),
      ];
      const names = ["period", "threshold", "spikeWidth", "refractoryTime", "supplyCurrent"] as const;
      for (const name of names) {
        expect(relative(half[name], coarse[name]), `${name} at ${iin} A`).toBeLessThan(3e-3);
        expect(relative(fine[name], coarse[name]), `${name} at ${iin} A`).toBeLessThan(3e-3);
      }

      expect(relative(fine.period, coarse.period)).toBeLessThan(1e-3);
      expect(coarse.periodSpread).toBeLessThan(1e-4);
    }
  });

  it("simulates 10 us in less than 1.5 s", async () => {
    const seconds: number[] = [];
    for (let k = 0; k < 3; k++) {
      const { simulated } = await runNeuron(job());
      const [{ deck, simulation }] = simulated as [(typeof simulated)[number]];
      if (deck.analysis.kind !== "tran") throw new Error("not a transient");
      expect(deck.analysis.stop).toBeGreaterThan(1e-5);
      seconds.push(simulation.seconds);
    }
    expect(Math.min(...seconds)).toBeLessThan(1.5);
  });

  it("fires faster at more current; its period is C Vth / I and the refractory time, with one C at all currents", async () => {
    const currents = [2e-8, 5e-8, 1e-7, 2e-7, 5e-7];
    const found = await runNeuronPoints(
      job(),
      currents.map((iin) => ({ iin })),
    );
    const rates = found.map(({ outcome }) =>
      outcome.status === "ok" ? outcome.measures.spikeRate : Number.NaN,
    );
    for (const [k, rate] of rates.entries()) expect(rate).toBeGreaterThan(rates[k - 1] ?? 0);
    for (const [k, point] of found.entries()) {
      const alone = fitRates([point, point, found[(k + 1) % found.length] as typeof point]);
      // 200 fF drawn, and the gates of an inverter of 1 um / 0.5 um: 2 x 0.5 um2 of about 8 fF/um2, less in weak inversion.
      expect(alone?.capacitance).toBeGreaterThan(203e-15);
      expect(alone?.capacitance).toBeLessThan(212e-15);
    }
  });

  it("lets a fit of three currents predict a fourth within 10 %", async () => {
    const found = await runNeuronPoints(
      job(),
      [5e-8, 2e-7, 5e-7, 1e-7].map((iin) => ({ iin })),
    );
    const fit = fitRates(found.slice(0, 3));
    const fourth = found[3]?.outcome;
    if (fit === null || fourth?.status !== "ok") throw new Error("not measured");
    expect(relative(fittedPeriod(fit, 1e-7), fourth.measures.period)).toBeLessThan(0.1);
  });

  it("is refractory for a shorter time at a higher bias, from more than its charging time to almost nothing", async () => {
    const found = await points([0.4, 0.45, 0.5, 0.6, 0.8].map((vb) => ({ iin: 5e-7, vb })));
    for (const [k, { refractoryTime }] of found.entries()) {
      expect(refractoryTime).toBeLessThan(found[k - 1]?.refractoryTime ?? 1e-5);
    }
    expect(found[0]?.refractoryTime).toBeGreaterThan(5e-7);
    expect(found[4]?.refractoryTime).toBeLessThan(1e-8);
  });

  it("spends the charge of its nodes and of the current through its inverters: tens to hundreds of femtojoules", async () => {
    const { energyPerSpike, period, supplyCurrent } = await measure();
    expect(relative(energyPerSpike, 1.8 * supplyCurrent * (period as number))).toBeLessThan(1e-9);
    // At least the refractory capacitor's: crefr vdd^2.
    expect(energyPerSpike).toBeGreaterThan(20e-15 * 1.8 ** 2);
    expect(energyPerSpike).toBeLessThan(1e-12);
  });

  it("rests without input, and draws leakage alone", async () => {
    const silent = await measure({ iin: 0 });
    const rest = await runNeuronRest(job());
    if (rest.status === "failed") throw new Error(rest.error.message);
    expect(silent.spikeRate).toBe(0);
    expect(rest.measures.restCurrent).toBeGreaterThan(0);
    expect(rest.measures.restCurrent).toBeLessThan(1e-10);
    expect(relative(silent.supplyCurrent, rest.measures.restCurrent)).toBeLessThan(1e-2);
  });

  it("counts as silent where a strong input holds it at its spike, with a warning that the input runs out of voltage", async () => {
    const outcome = await runNeuron(job({ iin: 1e-3 }));
    expect(outcome).toMatchObject({
      status: "ok",
      measures: { spikeRate: 0 },
      warnings: [{ code: "NEURON_INPUT_LIMITED" }],
    });
  });

  it("is not called silent where its refractory node only leaks: that is a failure", async () => {
    expect(await runNeuron(job({ iin: 5e-7, vb: 0 }))).toMatchObject({
      status: "failed",
      error: { code: "MEASUREMENT_NOT_SETTLED" },
    });
  });

  it("feels the mismatch of its transistors", async () => {
    const slow = await measure({
      conditions: { ...conditions, mismatch: (name) => (name.endsWith("xm7") ? 3 : 0) },
    });
    const zero = await measure({ conditions: { ...conditions, mismatch: () => 0 } });
    const plain = await measure();
    expect(zero).toEqual(plain);
    expect(relative(slow.threshold, plain.threshold)).toBeGreaterThan(1e-3);
  });

  it("fires from the example of a topology of one's own only above what its leak takes", async () => {
    const folder = fileURLToPath(new URL("../../examples/topologies", import.meta.url));
    const table = parseSizingSpec(readFileSync(join(folder, "lif-leak.yaml"), "utf8"));
    const spec = table.cells.neuron as CellSpec;
    const topology = await openTopology("neuron", spec, { folder });
    const cell: SizedCell = sizeCell("neuron", spec, { process: readProcess("sky130"), topology });
    const [below, above] = [await measure({ cell, iin: 1e-8 }), await measure({ cell, iin: 1e-7 })];
    expect(below.spikeRate).toBe(0);
    expect(above.spikeRate).toBeGreaterThan(0);
    expect(above.spikeRate).toBeLessThan((await measure()).spikeRate);
  });
});

describe("the neuron lif-9t on GF180 at 3.3 V, models inside the engine", () => {
  const engine = createEngine();
  afterAll(() => engine.close());

  it("fires in sizes that are legal there, and says where its spikes do not reach the output", async () => {
    const process = readProcess("gf180");
    const run = {
      engine,
      cell: neuronCell({}, { process }),
      models: await embeddedModels("gf180"),
      conditions: { ...conditions, supply: 3.3 },
    };
    const fires = await runNeuron({ ...run, iin: 5e-7, vb: 0.7 });
    expect(fires).toMatchObject({ status: "ok", warnings: [] });
    expect(fires.status === "ok" && fires.measures.spikeRate).toBeGreaterThan(5e5);
    const partial = await runNeuron({ ...run, iin: 1e-7, vb: 0.5 });
    expect(partial).toMatchObject({ status: "failed", error: { code: "MEASUREMENT_PARTIAL_SPIKES" } });
  });
});
