import { describe, expect, it } from "vitest";
import { stateOf } from "../../../src/device/index.ts";
import { type Engine, EngineError, type Simulation } from "../../../src/engine/index.ts";
import { CancelledError } from "../../../src/foundation/index.ts";
import type { Deck } from "../../../src/netlist/index.ts";
import { pairSynapse, readSynapse, runSynapse, type SynapseRun } from "../../../src/pipeline/cell/synapse.ts";
import type { DeviceOfModel } from "../../../src/spec/index.ts";
import { simulationOf } from "../measurement/bench-run.ts";
import { plainModels } from "../netlist/plain-models.ts";
import { longSizes, synapseCell } from "../netlist/synapse-cell.ts";

const cell = synapseCell(longSizes);
const conditions = { supply: 1.8, temperatureC: 27, mismatch: null };
const g = 2e-4;

/** An engine that answers every deck with a steady current, and remembers the decks. */
function steadyEngine(answer: (deck: Deck) => Simulation | Error = steady) {
  const decks: Deck[] = [];
  const engine: Engine = {
    workers: 1,
    identity: async () => ({ name: "none", version: "0", ngspice: "0" }),
    run: async (deck) => {
      decks.push(deck);
      const found = answer(deck);
      if (found instanceof Error) throw found;
      return found;
    },
    close: async () => {},
  };
  return { engine, decks };
}

function steady(deck: Deck): Simulation {
  const stop = deck.analysis.kind === "tran" ? deck.analysis.stop : 0;
  const value: Record<string, number> = {
    "i(vmembrane)": 1e-4,
    "i(v.xcell.vmem)": -1e-4,
    "v(xcell.mem_state)": 0.7,
  };
  const vectors = deck.probes.map((probe) => [probe, new Float64Array(2).fill(value[probe] ?? 0.5)]);
  return simulationOf(Float64Array.of(0, stop), Object.fromEntries(vectors));
}

const run = (engine: Engine, more: Partial<SynapseRun> = {}): SynapseRun => ({
  engine,
  cell,
  models: plainModels,
  conditions,
  g,
  ...more,
});

describe("the run of a synapse", () => {
  it("starts from the state of the conductance, the membrane at half the supply or where it is told", async () => {
    const { engine, decks } = steadyEngine();
    const read = await readSynapse(run(engine));
    await readSynapse(run(engine, { membrane: 0.2 }));
    expect(read).toMatchObject({ status: "ok", measures: { readCurrent: 1e-4, mirrorGain: 1 } });
    const state = stateOf(cell.memristor as DeviceOfModel<"hp">, 1 / g);
    const written = /x0=(\S+)/.exec(decks[0]?.cards.find((card) => card.startsWith("Xmem")) ?? "")?.[1];
    expect(Number(written)).toBeCloseTo(state, 12);
    expect(decks.map(({ cards }) => cards.find((card) => card.startsWith("Vmembrane")))).toEqual([
      "Vmembrane ipos 0 0.9",
      "Vmembrane ipos 0 0.2",
    ]);
  });

  it("has the change of conductance where a timing is asked for, from a second deck", async () => {
    const { engine, decks } = steadyEngine();
    const alone = await runSynapse(run(engine));
    expect(alone.status === "ok" && Object.keys(alone.measures)).toEqual([
      "readCurrent",
      "mirrorGain",
      "deviceVoltage",
    ]);
    const both = await runSynapse({ ...run(engine), dt: 1e-3 });
    expect(both).toMatchObject({ status: "ok", measures: { readCurrent: 1e-4, conductanceChange: 0 } });
    expect(both.simulated.map(({ deck }) => deck)).toEqual(decks.slice(1));
  });

  it("that fails is a datum, with the decks that did run", async () => {
    const failed = new EngineError("ENGINE_NO_CONVERGENCE", "timestep too small");
    const { engine } = steadyEngine((deck) => (/no post spike/.test(deck.title) ? steady(deck) : failed));
    const outcome = await runSynapse({ ...run(engine), dt: 0 });
    expect(outcome).toMatchObject({ status: "failed", error: { code: "ENGINE_NO_CONVERGENCE" } });
    expect(outcome.simulated).toHaveLength(1);
    const { engine: mute } = steadyEngine(() => simulationOf(Float64Array.of(0, 1), {}));
    const unmeasured = await pairSynapse({ ...run(mute), dt: "pre" });
    expect(unmeasured).toMatchObject({ status: "failed", error: { code: "MEASUREMENT_PROBE" } });
    expect(unmeasured.simulated).toHaveLength(1);
  });

  it("that is cancelled is cancelled", async () => {
    const { engine } = steadyEngine(() => new CancelledError());
    await expect(readSynapse(run(engine))).rejects.toMatchObject({ code: "CANCELLED" });
  });

  it("is refused where the question is wrong", async () => {
    const { engine, decks } = steadyEngine();
    const bare = { ...cell, memristor: null };
    await expect(readSynapse(run(engine, { cell: bare }))).rejects.toMatchObject({
      code: "NETLIST_CELL_MEMRISTOR",
    });
    await expect(runSynapse(run(engine, { g: 1 }))).rejects.toMatchObject({
      code: "DEVICE_CONDUCTANCE_RANGE",
    });
    await expect(pairSynapse({ ...run(engine), dt: 10 })).rejects.toMatchObject({
      code: "NETLIST_SPIKE_TIMING",
    });
    expect(decks).toEqual([]);
  });
});
