import { describe, expect, it } from "vitest";
import { type Engine, EngineError, type Simulation } from "../../../src/engine/index.ts";
import { CancelledError } from "../../../src/foundation/index.ts";
import type { Deck } from "../../../src/netlist/index.ts";
import { type NeuronRun, runNeuron, runNeuronRest } from "../../../src/pipeline/cell/neuron.ts";
import { fitRates, runNeuronPoints } from "../../../src/pipeline/cell/neuron-points.ts";
import { simulationOf } from "../measurement/bench-run.ts";
import { neuronCell } from "../netlist/neuron-cell.ts";
import { plainModels } from "../netlist/plain-models.ts";

const supply = 1.8;
const conditions = { supply, temperatureC: 27, mismatch: null };
const relative = (value: number | null, expected: number) => Math.abs((value as number) / expected - 1);

/** A neuron in closed form: sawtooth membrane to 1.2 V, spikes of 2 ns. Periods [s]; an infinite one spikes never. */
interface Ideal {
  readonly period: (iin: number) => number;
  /** Of the node rc, all along [V/s]. */
  readonly leak?: number;
  /** Highest membrane voltage [V]. */
  readonly peak?: number;
}

function idealEngine({ period, leak = 0, peak = 1.2 }: Ideal, fail?: (deck: Deck) => Error | undefined) {
  const decks: Deck[] = [];
  const run = async (deck: Deck): Promise<Simulation> => {
    decks.push(deck);
    const error = fail?.(deck);
    if (error) throw error;
    const iin = Number(/^Iin 0 mem (?:PWL\(0 0 \S+ )?([^\s)]+)/m.exec(deck.cards.join("\n"))?.[1]);
    const T = period(iin);
    const flat = { "v(mem)": 0.3, "v(vout)": 0, "v(xcell.rc)": 0.3, "i(vdd)": -2e-12 };
    const vector = (value: (probe: string) => ArrayLike<number>) =>
      Object.fromEntries(deck.probes.map((probe) => [probe, Float64Array.from(value(probe))]));
    if (deck.analysis.kind !== "tran") {
      return {
        ...simulationOf(new Float64Array(1), {}),
        result: {
          kind: "op",
          vectors: vector((p) => [{ ...flat, "v(xcell.rc)": leak > 0 ? 0 : 0.3 }[p] ?? 0]),
        },
      };
    }
    const { stop } = deck.analysis;
    const edges = Number.isFinite(T)
      ? Array.from({ length: Math.floor(stop / T) }, (_, k) => [
          T * (k + 1) - 3e-9,
          T * (k + 1) - 2.5e-9,
          T * (k + 1) - 5e-10,
          T * (k + 1) - 1e-10,
        ]).flat()
      : [];
    const time = [0, ...edges, stop / 2, stop].sort((a, b) => a - b);
    const at = (t: number) => {
      const part = (t % T) / T;
      const up = T - (t % T) < 2.6e-9 && T - (t % T) > 4e-10;
      return {
        "v(mem)": up || !Number.isFinite(T) ? (Number.isFinite(T) ? peak : 0.3) : peak * part,
        "v(vout)": up ? supply : 0,
        "v(xcell.rc)": 0.3 - leak * t,
        "i(vdd)": -2e-8,
      };
    };
    const values = time.map(at) as Record<string, number>[];
    return simulationOf(
      Float64Array.from(time),
      vector((probe) => values.map((row) => row[probe] ?? 0)),
    );
  };
  const engine: Engine = {
    workers: 1,
    identity: async () => ({ name: "none", version: "0", ngspice: "0" }),
    run,
    close: async () => {},
  };
  return { engine, decks };
}

const regular: Ideal = { period: (iin) => 2.4e-13 / iin + 1.5e-7 };
const job = (engine: Engine, more: Partial<NeuronRun> = {}): NeuronRun => ({
  engine,
  cell: neuronCell(),
  models: plainModels,
  conditions,
  iin: 1e-7,
  ...more,
});
const stops = (decks: readonly Deck[]) =>
  decks.map(({ analysis }) => (analysis.kind === "tran" ? analysis.stop : analysis.kind));

describe("the run of a neuron", () => {
  it("is long enough at once for a neuron whose membrane decides", async () => {
    const { engine, decks } = idealEngine(regular);
    const outcome = await runNeuron(job(engine));
    expect(outcome).toMatchObject({ status: "ok", warnings: [] });
    expect(outcome.status === "ok" && relative(outcome.measures.period, 2.55e-6)).toBeLessThan(1e-6);
    expect(decks).toHaveLength(1);
    expect(outcome.simulated).toHaveLength(1);
  });

  it("is prolonged for one that is slow: five times while nothing is known, then by its period", async () => {
    const { engine, decks } = idealEngine({ period: () => 3e-5 });
    const outcome = await runNeuron(job(engine));
    expect(outcome.status === "ok" && relative(outcome.measures.period, 3e-5)).toBeLessThan(1e-6);
    const [first, second, third, ...more] = stops(decks) as number[];
    expect(relative(second as number, 5 * (first as number))).toBeLessThan(1e-2);
    expect(relative(third as number, 4.5 * 3e-5)).toBeLessThan(0.1);
    expect(more).toEqual([]);
  });

  it("ends at rest only where the operating point is where the run ended", async () => {
    const { engine, decks } = idealEngine({ period: () => Number.POSITIVE_INFINITY });
    const outcome = await runNeuron(job(engine));
    expect(outcome).toMatchObject({
      status: "ok",
      measures: { spikeRate: 0, supplyCurrent: 2e-12, threshold: null },
    });
    expect(stops(decks)[1]).toBe("op");
    expect(decks[1]?.cards.join("\n")).toContain(".nodeset v(xcell.rc)=0.3");
  });

  it("that neither spikes nor rests is a failure, not a rate of 0", async () => {
    const { engine, decks } = idealEngine({ period: () => Number.POSITIVE_INFINITY, leak: 1 });
    const outcome = await runNeuron(job(engine, { vb: 0 }));
    expect(outcome).toMatchObject({
      status: "failed",
      error: { code: "MEASUREMENT_NOT_SETTLED", at: "neuron / iin = 100 nA and vb = 0 V" },
    });
    expect(stops(decks).filter((stop) => stop === "op").length).toBeGreaterThan(0);
    expect(outcome.simulated).toHaveLength(decks.length);
  });

  it("warns of a membrane that an ideal current drives beyond the supply", async () => {
    const { engine } = idealEngine({ ...regular, peak: 2.4 });
    const outcome = await runNeuron(job(engine));
    expect(outcome).toMatchObject({ status: "ok", warnings: [{ code: "NEURON_OVERDRIVEN" }] });
  });

  it("warns of periods that differ", async () => {
    const { engine } = idealEngine({ ...regular });
    const odd: Engine = {
      ...engine,
      run: async (deck) => {
        const { result, ...rest } = await engine.run(deck);
        if (result.kind !== "tran") return { ...rest, result };
        const last = result.time[result.time.length - 1] as number;
        return { ...rest, result: { ...result, time: result.time.map((t) => t + (0.1 * t * t) / last) } };
      },
    };
    expect(await runNeuron(job(odd))).toMatchObject({
      status: "ok",
      warnings: [{ code: "NEURON_IRREGULAR" }],
    });
  });

  it("sets the bias that it is told, and no other than the neuron has", async () => {
    const { engine, decks } = idealEngine(regular);
    await runNeuron(job(engine, { vb: 0.45 }));
    expect(decks[0]?.cards).toContain("Vbias_vb vb 0 0.45");
    const cell = neuronCell();
    const ports = cell.topology.ports.filter((port) => port !== "vb");
    const without = { ...cell, topology: { ...cell.topology, ports } };
    expect(await runNeuron(job(engine, { cell: without, vb: 0.45 }))).toMatchObject({
      status: "failed",
      error: { code: "NETLIST_CELL_BIAS", at: "neuron" },
    });
  });

  it("has the mismatch of its conditions on its transistors", async () => {
    const { engine, decks } = idealEngine(regular);
    await runNeuron(job(engine, { conditions: { ...conditions, mismatch: () => 1.5 } }));
    expect(decks[0]?.cards.filter((card) => card.endsWith("z=1.5"))).toHaveLength(9);
  });

  it("that fails is a datum with its code; that is cancelled is thrown", async () => {
    const failing = (error: Error) => idealEngine(regular, () => error).engine;
    const error = new EngineError("ENGINE_NO_CONVERGENCE", "no solution");
    const failed = { status: "failed", error: { code: "ENGINE_NO_CONVERGENCE" } };
    expect(await runNeuron(job(failing(error)))).toMatchObject(failed);
    expect(await runNeuronRest(job(failing(error)))).toMatchObject(failed);
    await expect(runNeuron(job(failing(new CancelledError())))).rejects.toThrow("CANCELLED");
    await expect(runNeuronRest(job(failing(new CancelledError())))).rejects.toThrow("CANCELLED");
  });
});

describe("a neuron without input", () => {
  it("draws its rest current", async () => {
    const { engine, decks } = idealEngine(regular);
    expect(await runNeuronRest(job(engine))).toMatchObject({
      status: "ok",
      measures: { restCurrent: 2e-12 },
    });
    expect(decks[0]?.cards).toContain("Iin 0 mem 0");
  });
});

describe("points of a curve", () => {
  it("keep their order and their failures, and the others are fitted", async () => {
    const { engine } = idealEngine(regular, ({ title }) =>
      title.includes("200 nA") ? new Error("odd") : undefined,
    );
    const { iin: _, ...rest } = job(engine);
    const points = await runNeuronPoints(
      rest,
      [1e-7, 2e-7, 3e-7, 5e-7].map((iin) => ({ iin })),
    );
    expect(points.map(({ iin, outcome }) => [iin, outcome.status])).toEqual([
      [1e-7, "ok"],
      [2e-7, "failed"],
      [3e-7, "ok"],
      [5e-7, "ok"],
    ]);
    const fit = fitRates(points);
    expect(fit).toMatchObject({ points: 3 });
    expect(relative(fit?.charge ?? 0, 2.4e-13)).toBeLessThan(1e-6);
    expect(relative(fit?.capacitance ?? 0, 2e-13)).toBeLessThan(5e-3);
    expect(fit?.maxRelativeError).toBeLessThan(1e-6);
    expect(fitRates(points.slice(0, 3))).toBeNull();
  });
});
