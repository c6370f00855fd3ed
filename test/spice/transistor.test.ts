import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEngine } from "../../src/engine/index.ts";
import type { TransistorFigures, TransistorMeasurement } from "../../src/measurement/index.ts";
import { buildTransistorDeck, type SingleTransistor, standardSweeps } from "../../src/netlist/index.ts";
import type { ModelSet } from "../../src/pdk/index.ts";
import { runTransistor } from "../../src/pipeline/cell/transistor.ts";
import { embeddedModels } from "../model-sets.ts";

const room = { supply: 1.8, bulk: 0, temperatureC: 27 };
const nfet: SingleTransistor = { device: "nfet_01v8", polarity: "n", w: 1e-6, l: 1.5e-7, m: 1 };
const pfet: SingleTransistor = { ...nfet, device: "pfet_01v8", polarity: "p" };
const relative = (value: number, expected: number) => Math.abs(value / expected - 1);

describe("a transistor in SPICE, models inside the engine", () => {
  const engine = createEngine();
  let models: ModelSet;
  beforeAll(async () => {
    models = await embeddedModels();
  });
  afterAll(() => engine.close());

  async function measured(transistor: SingleTransistor, conditions = room): Promise<TransistorMeasurement> {
    const outcome = await runTransistor({ engine, transistor, models, conditions });
    if (outcome.status === "failed") throw new Error(`${outcome.error.code}: ${outcome.error.message}`);
    return outcome.measures;
  }
  const figures = async (...one: Parameters<typeof measured>) => (await measured(...one)).figures;
  const number = (found: TransistorFigures, name: keyof TransistorFigures) => found[name] as number;

  it.each([nfet, pfet])(
    "has the gm that the simulator computes, to 1e-3: $device, no resistance at the terminals",
    async (transistor) => {
      const { gate } = standardSweeps(room);
      const deck = buildTransistorDeck(transistor, models, gate);
      const inside = [0, 1].map((k) => `@m.xm${k}.msky130_fd_pr__${transistor.device}[gm]`);
      const { result } = await engine.run({ ...deck, probes: [...deck.probes, ...inside] });
      if (result.kind !== "dc") throw new Error("not a sweep");
      const { slope, voltage } = (await measured(transistor)).gate;
      for (const [k, probe] of inside.entries()) {
        const worst = voltage.reduce((most, v, i) => {
          const difference = relative(
            slope[k]?.[i] as number,
            Math.abs(result.vectors[probe]?.[i] as number),
          );
          return v > 0.1 ? Math.max(most, difference) : most;
        }, 0);
        expect(worst).toBeLessThan(1e-3);
      }
    },
  );

  it.each([nfet, pfet])("obeys physics: $device", async (transistor) => {
    const { figures: found, gate, drain } = await measured(transistor);
    const thermal = 0.025852; // kT/q at 27 degree C
    expect(found.subthresholdSlope).toBeGreaterThan(Math.LN10 * thermal);
    expect(found.subthresholdSlope).toBeLessThan(0.15);
    expect(found.gmOverIdMax).toBeLessThan(1 / thermal);
    expect(found.gmOverIdMax).toBeGreaterThan(20);
    expect(found.drainInducedLowering).toBeGreaterThan(0.01);
    expect(found.outputConductance).toBeGreaterThan(0);
    expect(found.onCurrent / found.leakage).toBeGreaterThan(1e5);
    // Voltages and currents of a p-channel device are mirrored: both rise from 0.
    const falls = [...gate.current, ...drain.current].filter((curve) =>
      curve.some((value, i) => value < -1e-15 || (i > 0 && value <= (curve[i - 1] as number))),
    );
    expect(falls).toHaveLength(0);
    expect(found.thresholdConstantCurrent).toBeGreaterThan(0.5);
    // The two sweeps meet: Vgs = Vds = supply.
    const last = (curve: Float64Array | undefined) => curve?.[curve.length - 1] as number;
    expect(relative(last(gate.current[1]), last(drain.current[4]))).toBeLessThan(1e-6);
  });

  it("conducts m times as much as m devices, at the same thresholds", async () => {
    const [one, four] = [await figures(nfet), await figures({ ...nfet, m: 4 })];
    for (const name of ["onCurrent", "leakage", "transconductanceMax", "outputConductance"] as const) {
      expect(relative(number(four, name), 4 * number(one, name)), name).toBeLessThan(1e-4);
    }
    for (const name of ["thresholdConstantCurrent", "thresholdExtrapolated", "subthresholdSlope"] as const) {
      expect(relative(number(four, name), number(one, name)), name).toBeLessThan(1e-5);
    }
  });

  it("has a higher threshold with its bulk in reverse, and a lower one when hot, where it leaks more", async () => {
    const [at0, reverse, hot] = [
      await figures(nfet),
      await figures(nfet, { ...room, bulk: 0.5 }),
      await figures(nfet, { ...room, temperatureC: 125 }),
    ];
    const threshold = (found: TransistorFigures) => number(found, "thresholdConstantCurrent");
    expect(threshold(reverse) - threshold(at0)).toBeGreaterThan(0.03);
    expect(threshold(hot) - threshold(at0)).toBeLessThan(-0.03);
    expect(hot.leakage / at0.leakage).toBeGreaterThan(20);
  });

  it("loses its short-channel effects when it is long", async () => {
    const [short, long] = [await figures(nfet), await figures({ ...nfet, l: 1e-6 })];
    expect(number(long, "drainInducedLowering")).toBeLessThan(0.5 * number(short, "drainInducedLowering"));
    expect(number(long, "subthresholdSlope")).toBeLessThan(number(short, "subthresholdSlope"));
    expect(long.outputConductance / long.onCurrent).toBeLessThan(short.outputConductance / short.onCurrent);
  });

  it("leaks less than the simulator's default gmin would add", async () => {
    const { leakage } = await figures(nfet);
    expect(leakage).toBeLessThan(1e-12);
    const deck = buildTransistorDeck(nfet, models, standardSweeps(room).gate);
    const { result } = await engine.run({ ...deck, options: { ...deck.options, gmin: 1e-12 } });
    const raised = result.kind === "dc" ? (result.vectors["i(vdrain1)"]?.[0] as number) : 0;
    expect(raised - leakage).toBeGreaterThan(1.7e-12);
  });

  it("fails as a datum where the models have no card for its size", async () => {
    const outcome = await runTransistor({
      engine,
      transistor: { ...nfet, w: 2e-7 },
      models,
      conditions: room,
    });
    expect(outcome).toMatchObject({ status: "failed", error: { code: "PDK_NO_MODEL_BIN" }, simulated: [] });
  });
});
