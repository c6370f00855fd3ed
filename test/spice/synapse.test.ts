import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { conductanceOf } from "../../src/device/index.ts";
import { createEngine } from "../../src/engine/index.ts";
import { measureSynapseChange, type SynapseRead } from "../../src/measurement/index.ts";
import {
  buildSynapseDeck,
  type Deck,
  emitCell,
  emitCellInstance,
  pairBench,
  type SizedCell,
  type SynapseBench,
} from "../../src/netlist/index.ts";
import type { ModelSet } from "../../src/pdk/index.ts";
import { pairSynapse, readSynapse, runSynapse } from "../../src/pipeline/cell/synapse.ts";
import type { DeviceOfModel } from "../../src/spec/index.ts";
import { embeddedModels } from "../model-sets.ts";
import { longSizes, shortSizes, synapseCell } from "../unit/netlist/synapse-cell.ts";

const conditions = { supply: 1.8, temperatureC: 27, mismatch: null };
const cell = synapseCell(longSizes);
const relative = (value: number, expected: number) => Math.abs(value / expected - 1);

describe("a synapse with an HP memristor in SPICE, models inside the engine", () => {
  const engine = createEngine();
  let models: ModelSet;
  beforeAll(async () => {
    models = await embeddedModels();
  });
  afterAll(() => engine.close());

  /** With it the change of the conductance by the read itself, as a part of the conductance before. */
  async function read(
    g: number,
    more: { cell?: SizedCell; width?: number; membrane?: number } = {},
  ): Promise<SynapseRead & { readonly disturb: number }> {
    const outcome = await readSynapse({ engine, cell, models, conditions, g, ...more });
    if (outcome.status === "failed") throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
    const { conductance } = outcome.trace;
    return { ...outcome.measures, disturb: (conductance.at(-1) as number) / (conductance[0] as number) - 1 };
  }
  async function change(dt: number | "pre" | "post", g = 2e-4): Promise<number> {
    const outcome = await pairSynapse({ engine, cell, models, conditions, g, dt });
    if (outcome.status === "failed") throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
    return outcome.measures.conductanceChange;
  }
  const benchChange = async (bench: SynapseBench, alter = (deck: Deck) => deck) => {
    const deck = alter(buildSynapseDeck(cell, models, { ...bench, conditions }));
    return measureSynapseChange(await engine.run(deck), cell, bench).conductanceChange;
  };

  describe("reading", () => {
    it("gives a current that rises with the conductance, while the device voltage falls", async () => {
      const reads: SynapseRead[] = [];
      for (const g of [7e-5, 2e-4, 1e-3, 9e-3]) reads.push(await read(g));
      for (const [n, { readCurrent, deviceVoltage }] of reads.entries()) {
        const before = reads[n - 1];
        expect(readCurrent).toBeGreaterThan(before?.readCurrent ?? 1e-5);
        expect(deviceVoltage).toBeLessThan(before?.deviceVoltage ?? 1);
      }
    });

    it("is the operating point with a resistor in the place of the memristor", async () => {
      const g = 2e-4;
      const { topology } = cell;
      const passives = [`Rmem ${topology.memristor?.join(" ")} ${1 / g}`];
      const resistive: SizedCell = {
        ...cell,
        memristor: null,
        topology: { ...topology, memristor: null, passives },
      };
      const nodes = Object.fromEntries(topology.ports.map((port) => [port, port === "gnd" ? "0" : port]));
      const circuit = [
        ...emitCell(resistive, models),
        emitCellInstance(resistive, "cell", nodes),
        "Vdd vdd 0 1.8",
        "Vpre vpre 0 1.8",
        "Vpos vpos 0 0",
        "Vpost ipos 0 0.9",
      ];
      const { result } = await engine.run({
        ...buildSynapseDeck(cell, models, { ...pairBench({ state: 0, membrane: 0, dt: 0 }), conditions }),
        cards: [...models.slim(circuit), ...circuit],
        analysis: { kind: "op" },
        probes: ["i(vpost)", "v(xcell.a)", "v(xcell.b)"],
      });
      if (result.kind !== "op") throw new Error("not an operating point");
      const value = (probe: string) => result.vectors[probe]?.[0] as number;
      const { readCurrent, deviceVoltage } = await read(g);
      expect(relative(readCurrent, value("i(vpost)"))).toBeLessThan(1e-4);
      expect(relative(deviceVoltage, value("v(xcell.a)") - value("v(xcell.b)"))).toBeLessThan(1e-4);
    });

    it("disturbs by what the drift says of its own current, and by less than the whole supply would", async () => {
      const device = cell.memristor as DeviceOfModel<"hp">;
      const charge = device.thickness ** 2 / (device.mobility * device.rOn);
      const width = 1e-6;
      for (const g of [7e-5, 2e-4, 9e-3]) {
        const { deviceCurrent, disturb } = await read(g, { width });
        const state = (device.rOff - 1 / g) / (device.rOff - device.rOn);
        const window = 1 - (1 - state) ** 2; // Biolek's, against the polarity
        const exact = (g * (device.rOff - device.rOn) * deviceCurrent * width * window) / charge;
        expect(relative(-disturb, exact), `${g}`).toBeLessThan(0.01);
        expect(-disturb).toBeLessThan((g * (device.rOff - device.rOn) * 1.8 * g * width) / charge);
      }
    });

    it("copies a small current well through a long mirror, and 1.6 times through the shortest", async () => {
      const weak = { rOff: 2e6 };
      const long = await read(1e-6, { cell: synapseCell(longSizes, { memristor: weak }) });
      const short = await read(1e-6, { cell: synapseCell(shortSizes, { memristor: weak }) });
      expect(Math.abs(long.mirrorGain - 1)).toBeLessThan(0.03);
      expect(short.mirrorGain).toBeGreaterThan(1.3);
      // The error is the output's drain voltage: less of it where the membrane stands higher.
      const high = await read(1e-6, { cell: synapseCell(shortSizes, { memristor: weak }), membrane: 1.35 });
      expect(high.mirrorGain).toBeLessThan(0.7 * short.mirrorGain);
    });

    it("does not take a current for settled that still charges the mirror", async () => {
      const weak = synapseCell(longSizes, { memristor: { rOff: 2e8 } });
      const outcome = await readSynapse({ engine, cell: weak, models, conditions, g: 1e-8, width: 1e-8 });
      expect(outcome).toMatchObject({ status: "failed", error: { code: "MEASUREMENT_NOT_SETTLED" } });
    });
  });

  describe("spikes", () => {
    it("change the conductance down before, up after: the sign goes with the polarity, at any conductance", async () => {
      for (const g of [7e-5, 2e-4, 2e-3]) {
        expect(await change("pre", g)).toBeLessThan(0);
        expect(await change("post", g)).toBeGreaterThan(0);
      }
    });

    it("that do not overlap add up, in either order; where they overlap, the post spike wins", async () => {
      const [pre, post] = [await change("pre"), await change("post")];
      const [early, late] = [await change(-1.5e-3), await change(1.5e-3)];
      for (const apart of [early, late]) {
        expect(Math.abs(apart - (pre + post))).toBeLessThan(0.01 * (Math.abs(pre) + Math.abs(post)));
      }
      const [half, together] = [await change(5e-4), await change(0)];
      expect(together).toBeGreaterThan(0);
      expect(together).toBeLessThan(0.5 * post);
      expect(half).toBeGreaterThan(late);
      expect(half).toBeLessThan(together);
    });

    it("that are not there change nothing", async () => {
      const bench = pairBench({ state: 0.7, membrane: 0.9, dt: "pre" });
      const [pre, rest] = [await benchChange(bench), await benchChange({ ...bench, pre: null })];
      expect(Math.abs(rest)).toBeLessThan(1e-4 * Math.abs(pre));
    });

    it("are converged: half the step, a tenth of the tolerance, another start, another method", async () => {
      const bench = pairBench({ state: 0.7, membrane: 0.9, dt: 5e-4 });
      const value = await benchChange(bench);
      expect(
        relative(await benchChange({ ...bench, maxStep: bench.maxStep / 2, reltol: 1e-6 }), value),
      ).toBeLessThan(1e-4);
      const fromZero = await benchChange(bench, (deck) => ({
        ...deck,
        analysis: { ...deck.analysis, useInitialConditions: true } as Deck["analysis"],
      }));
      expect(relative(fromZero, value)).toBeLessThan(1e-4);
      const gear = await benchChange(bench, (deck) => ({
        ...deck,
        options: { ...deck.options, method: "gear" },
      }));
      expect(relative(gear, value)).toBeLessThan(1e-4);
    });
  });

  it("starts from the conductance it was given, and ends with all measures", async () => {
    const g = 5e-4;
    const outcome = await runSynapse({ engine, cell, models, conditions, g, dt: 1.5e-3 });
    if (outcome.status === "failed") throw new Error(outcome.error.message);
    expect(outcome.trace.conductance[0]).toBeCloseTo(g, 12);
    expect(outcome.trace.state[0]).toBeCloseTo((16e3 - 1 / g) / 15.9e3, 9);
    expect(
      conductanceOf(cell.memristor as DeviceOfModel<"hp">, outcome.trace.state[0] as number),
    ).toBeCloseTo(g, 12);
    expect(Object.keys(outcome.measures)).toEqual([
      "readCurrent",
      "mirrorGain",
      "deviceVoltage",
      "conductanceChange",
    ]);
    expect(outcome.simulated).toHaveLength(2);
  });

  it("is another one with mismatch, and the same one where all its numbers are 0", async () => {
    const current = async (mismatch: ((instance: string, k: number) => number) | null) => {
      const outcome = await readSynapse({
        engine,
        cell,
        models,
        conditions: { ...conditions, mismatch },
        g: 2e-4,
      });
      if (outcome.status === "failed") throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
      return outcome.measures.readCurrent;
    };
    const plain = await current(null);
    expect(await current(() => 0)).toBe(plain);
    const seen = new Set<string>();
    const varied = await current((instance) => {
      seen.add(instance);
      return instance.endsWith("xm6") ? 3 : 0;
    });
    expect(relative(varied, plain)).toBeGreaterThan(1e-3);
    expect(seen.size).toBe(6);
  });

  it("fails as a datum where the models have no card for a size", async () => {
    const outcome = await readSynapse({
      ...{ engine, models, conditions, g: 2e-4 },
      cell: synapseCell({ ...longSizes, l: 0.1 }),
    });
    expect(outcome).toMatchObject({ status: "failed", error: { code: "PDK_NO_MODEL_BIN" }, simulated: [] });
  });

  it("works in GF180 at 3.3 V", async () => {
    const gf180 = await embeddedModels("gf180");
    const other = synapseCell(
      { mirror: [5, 1], pre: [2, 1], post: [10, 1], l: 0.5 },
      { process: "gf180", n: "nmos_3p3", p: "pmos_3p3" },
    );
    const run = { engine, cell: other, models: gf180, conditions: { ...conditions, supply: 3.3 }, g: 2e-4 };
    const outcome = await readSynapse(run);
    expect(outcome.status === "ok" && outcome.measures.mirrorGain).toBeCloseTo(1, 1);
    const [pre, post] = [await pairSynapse({ ...run, dt: "pre" }), await pairSynapse({ ...run, dt: "post" })];
    expect(pre.status === "ok" && pre.measures.conductanceChange).toBeLessThan(0);
    expect(post.status === "ok" && post.measures.conductanceChange).toBeGreaterThan(0);
  });
});
