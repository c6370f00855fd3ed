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

/** A neuron in closed form: a dead time, a straight rise to the threshold, a spike of 2 ns. */
interface Ideal {
  /** [s]; infinite: never a spike. */
  readonly period: (iin: number) => number;
  /** Time that the membrane is held at 0 V after a spike [s]. */
  readonly dead?: number;
  /** Of the node rc, all along [V/s]. */
  readonly leak?: number;
  /** Threshold [V]. */
  readonly peak?: number;
}

/** Membrane and output at the corners of the period that begins at `start`. */
function cornersOf(start: number, period: number, { dead = 0, peak = 1.2 }: Ideal): number[][] {
  const end = start + period;
  return [
    [start + dead, 0, 0],
    [end - 2.5e-9, peak, 0],
    [end - 2.4e-9, peak, supply],
    [end - 5e-10, peak, supply],
    [end - 4e-10, 0, 0],
  ];
}

function idealEngine(neuron: Ideal, fail?: (deck: Deck) => Error | undefined) {
  const { period, leak = 0 } = neuron;
  const decks: Deck[] = [];
  const run = async (deck: Deck): Promise<Simulation> => {
    decks.push(deck);
    const error = fail?.(deck);
    if (error) throw error;
    const vectors = (of: (probe: string) => readonly number[]) =>
      Object.fromEntries(deck.probes.map((probe) => [probe, Float64Array.from(of(probe))]));
    if (deck.analysis.kind !== "tran") {
      const point: Record<string, number> = {
        "v(mem)": 0.3,
        "v(xcell.rc)": leak > 0 ? 0 : 0.3,
        "i(vdd)": -2e-12,
      };
      const result = { kind: "op", vectors: vectors((probe) => [point[probe] ?? 0]) } as const;
      return { ...simulationOf(new Float64Array(1), {}), result };
    }
    const { stop } = deck.analysis;
    const iin = Number(/^Bin 0 mem I = ([^*]+)\*/m.exec(deck.cards.join("\n"))?.[1]);
    const T = period(iin);
    const cycles = Number.isFinite(T) ? Math.floor(stop / T) + 1 : 0;
    const spiking = Array.from({ length: cycles }, (_, k) => cornersOf(k * T, T, neuron)).flat();
    const rows =
      cycles > 0
        ? [
            [0, 0, 0],
            ...spiking.filter(([time]) => (time as number) < stop),
            [stop, (1.2 * (stop % T)) / T, 0],
          ]
        : [0, 0.5, 1].map((part) => [part * stop, 0.3, 0]);
    const column = (c: number) => rows.map((row) => row[c] as number);
    const rc = column(0).map((t) => 0.3 - leak * t);
    const found: Record<string, number[]> = { "v(mem)": column(1), "v(vout)": column(2), "v(xcell.rc)": rc };
    return simulationOf(
      Float64Array.from(column(0)),
      vectors((probe) => found[probe] ?? rows.map(() => (probe === "i(vdd)" ? -2e-8 : 0))),
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

const regular: Ideal = { period: (iin) => 2.4e-13 / iin + 1.5e-7, dead: 1.5e-7 };
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

  it("warns of a membrane so high that its input runs out of voltage", async () => {
    const { engine } = idealEngine({ ...regular, peak: 1.7 });
    const outcome = await runNeuron(job(engine));
    expect(outcome).toMatchObject({ status: "ok", warnings: [{ code: "NEURON_INPUT_LIMITED" }] });
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
    expect(decks[0]?.cards).toContain("Bin 0 mem I = 0*V(drive)*tanh(max(V(vdd)-V(mem), 0)/0.05)");
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
    expect(relative(fit?.capacitance ?? 0, 2e-13)).toBeLessThan(1e-2);
    expect(fit?.maxRelativeError).toBeLessThan(1e-6);
    expect(fitRates(points.slice(0, 3))).toBeNull();
  });
});
