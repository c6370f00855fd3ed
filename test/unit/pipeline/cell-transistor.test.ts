import { describe, expect, it } from "vitest";
import { type Engine, EngineError, type Simulation } from "../../../src/engine/index.ts";
import { CancelledError } from "../../../src/foundation/index.ts";
import type { Deck, SingleTransistor } from "../../../src/netlist/index.ts";
import { type ModelSet, PdkError, readProcess } from "../../../src/pdk/index.ts";
import { measureGolden, runTransistor } from "../../../src/pipeline/cell/transistor.ts";
import { simulationOf } from "../measurement/bench-run.ts";
import { plainModels } from "../netlist/plain-models.ts";

const transistor: SingleTransistor = { device: "nmos", polarity: "n", w: 1e-6, l: 1e-6, m: 1 };
const conditions = { supply: 1.8, bulk: 0, temperatureC: 27 };

function engineOf(answer: (deck: Deck) => Simulation["result"] | Error) {
  const decks: Deck[] = [];
  const engine: Engine = {
    workers: 1,
    identity: async () => ({ name: "none", version: "0", ngspice: "0" }),
    run: async (deck) => {
      decks.push(deck);
      const result = answer(deck);
      if (result instanceof Error) throw result;
      return { ...simulationOf(new Float64Array(0), {}), result };
    },
    close: async () => {},
  };
  return { engine, decks };
}

/** A square law for whatever deck asks: |Id| = 1e-4 (V - 0.5)^2 of the swept voltage, and a little that flows always. */
function square({ analysis, probes }: Deck): Simulation["result"] {
  if (analysis.kind !== "dc")
    return {
      kind: "op",
      vectors: Object.fromEntries(probes.map((p, k) => [p, Float64Array.of(1e-3 * (k + 1))])),
    };
  const points = Math.round(analysis.stop / analysis.step) + 1;
  const sweep = Float64Array.from({ length: points }, (_, i) => i * analysis.step);
  const current = sweep.map((v) => 1e-12 + 1e-4 * Math.max(v - 0.5, 0) ** 2);
  return { kind: "dc", sweep, vectors: Object.fromEntries(probes.map((probe) => [probe, current])) };
}

describe("the run of a transistor", () => {
  it("measures an Id-Vg and an Id-Vd deck", async () => {
    const { engine, decks } = engineOf(square);
    const outcome = await runTransistor({ engine, transistor, models: plainModels, conditions });
    expect(outcome).toMatchObject({
      status: "ok",
      measures: { gate: { at: [0.05, 1.8] }, drain: { at: [0.6, 0.9, 1.2, 1.5, 1.8] } },
    });
    expect(outcome.status === "ok" && outcome.measures.figures.onCurrent).toBeCloseTo(1e-4 * 1.3 ** 2, 9);
    expect(outcome.simulated.map(({ deck }) => deck)).toEqual(decks);
    expect(decks).toHaveLength(2);
  });

  it("that fails is a datum; one that is cancelled is cancelled", async () => {
    const fails = engineOf((deck) =>
      /Id-Vd/.test(deck.title) ? new EngineError("ENGINE_SINGULAR", "why") : square(deck),
    );
    const outcome = await runTransistor({
      engine: fails.engine,
      transistor,
      models: plainModels,
      conditions,
    });
    expect(outcome).toMatchObject({ status: "failed", error: { code: "ENGINE_SINGULAR" } });
    expect(outcome.simulated).toHaveLength(1);
    const { engine } = engineOf(() => new CancelledError());
    await expect(
      runTransistor({ engine, transistor, models: plainModels, conditions }),
    ).rejects.toMatchObject({
      code: "CANCELLED",
    });
  });
});

describe("published currents", () => {
  const process = readProcess("sky130");
  const lacking = (devices: readonly string[], code: string): ModelSet => ({
    ...plainModels,
    slim: (cards) => {
      if (cards.some((card) => devices.some((device) => card.includes(` ${device} `))))
        throw new PdkError(code, "none");
      return [];
    },
  });

  it("are compared one by one, in the order of the manifest, one deck a temperature", async () => {
    const { engine, decks } = engineOf(square);
    const cold = process.golden.map((entry, k) => (k === 0 ? { ...entry, temperatureC: -40 } : entry));
    const { currents, simulated } = await measureGolden({
      engine,
      models: plainModels,
      process: { ...process, golden: cold },
    });
    expect(currents.map(({ device }) => device)).toEqual(process.golden.map(({ device }) => device));
    expect(decks.map(({ options }) => options.temp)).toEqual([-40, 27]);
    expect(simulated).toHaveLength(2);
    const [first] = currents;
    expect(first).toMatchObject({ measured: 1e-3, published: 3.512e-3, min: 3.039e-3, max: 3.981e-3 });
    expect(first?.relative).toBeCloseTo(1 / 3.512 - 1, 12);
  });

  it.each(["PDK_DEVICE_NOT_IN_LIBRARY", "PDK_NO_MODEL_BIN"])(
    "leave out what a model set lacks (%s)",
    async (code) => {
      const { engine } = engineOf(square);
      const models = lacking(["nfet_01v8_lvt", "pfet_01v8_lvt"], code);
      const { currents } = await measureGolden({ engine, models, process });
      expect(currents.map(({ device }) => device)).toEqual(["nfet_01v8", "pfet_01v8", "pfet_01v8_hvt"]);
    },
  );

  it("do not hide other faults", async () => {
    const { engine } = engineOf(square);
    const models = lacking(["nfet_01v8"], "PDK_LIBRARY_SYNTAX");
    await expect(measureGolden({ engine, models, process })).rejects.toMatchObject({
      code: "PDK_LIBRARY_SYNTAX",
    });
  });
});
