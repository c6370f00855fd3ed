import { describe, expect, test } from "vitest";
import { createPooledEngine } from "../../../src/engine/pooled-engine.ts";
import type { Job } from "../../../src/engine/simulator.ts";
import type { Analysis, Deck } from "../../../src/netlist/index.ts";
import { type FakePlot, fakeSimulator, rawOf } from "./fake-simulator.ts";

const deck: Deck = {
  title: "divider",
  comments: ["of two"],
  cards: ["v1 in 0 1", "r1 in out 1k", "r2 out 0 1k"],
  analysis: { kind: "op" },
  probes: ["v(out)"],
  options: {},
  files: [],
  origin: "built",
};
const pool = { workers: 1, timeoutSeconds: 5, trustDecks: false };
const titleOf = (job: Job) => job.text.split("\n")[0] as string;

/** An engine whose simulator always returns this plot; the title is this run's own where none is named. */
function engineWith(plot: Partial<FakePlot>, log = "") {
  return createPooledEngine(
    fakeSimulator((job) => ({
      log,
      raw: rawOf({ title: titleOf(job), vectors: { "v(out)": [0.5] }, ...plot }),
      exited: false,
    })),
    pool,
  );
}

const codeOf = (run: Promise<unknown>) =>
  run.then(
    () => "no error",
    (error: { code: string }) => error.code,
  );

describe("a result", () => {
  test("is taken where it repeats the title of this run", async () => {
    const { result, engine } = await engineWith({}).run(deck);
    expect(result).toEqual({ kind: "op", vectors: { "v(out)": Float64Array.of(0.5) } });
    expect(engine).toEqual({ name: "fake", version: "1", ngspice: "0", solver: "sparse" });
  });

  test.each([
    ["of another run", { title: "memspice 0" }],
    ["of no run: the constants of the simulator", { title: "Constant values", plotName: "constants" }],
    ["of another analysis", { plotName: "Transient Analysis" }],
    ["without points", { vectors: { "v(out)": [] } }],
  ])("is refused where it is %s: ENGINE_STALE_RESULT", async (_, plot) => {
    expect(await codeOf(engineWith(plot).run(deck))).toBe("ENGINE_STALE_RESULT");
  });

  test("is refused where a probe is missing, or not finite", async () => {
    expect(await codeOf(engineWith({ vectors: { "v(in)": [1] } }).run(deck))).toBe("ENGINE_MISSING_PROBE");
    for (const value of [Number.NaN, Number.POSITIVE_INFINITY, -1e99]) {
      expect(await codeOf(engineWith({ vectors: { "v(out)": [value] } }).run(deck))).toBe(
        "ENGINE_NOT_FINITE",
      );
    }
  });

  test("is refused where a transient ends too early", async () => {
    const tran: Analysis = {
      kind: "tran",
      step: 1,
      stop: 10,
      start: 0,
      maxStep: 0,
      useInitialConditions: false,
    };
    const plot = (last: number) => ({
      plotName: "Transient Analysis",
      vectors: { time: [0, last], "v(out)": [0, 1] },
    });
    expect(await codeOf(engineWith(plot(9.9)).run({ ...deck, analysis: tran }))).toBe(
      "ENGINE_NO_CONVERGENCE",
    );
    expect(await codeOf(engineWith(plot(10)).run({ ...deck, analysis: tran }))).toBe("no error");
  });

  test("carries what the log warns of", async () => {
    const log = "Warning: Value of resistor r1 is too small\nWarning: singular matrix:  check node out\n";
    const { warnings } = await engineWith({}, log).run(deck);
    expect(warnings.map(({ code }) => code)).toEqual(["ENGINE_LOG", "ENGINE_SINGULAR_MATRIX"]);
  });

  test("is refused where only a pseudo transient got past a singular matrix", async () => {
    const log = "Warning: singular matrix:  check node out\nNote: Transient op finished successfully\n";
    expect(await codeOf(engineWith({}, log).run(deck))).toBe("ENGINE_FLOATING_NODE");
  });
});

describe("the solver", () => {
  const ladder = (nodes: number) => Array.from({ length: nodes - 1 }, (_, i) => `r${i} n${i} n${i + 1} 1`);
  const large: Deck = { ...deck, cards: ["v1 n0 0 1", ...ladder(1000), "rend n999 0 1"], probes: [] };
  const textOf = async (one: Deck, hasKlu = true) => {
    let text = "";
    const simulator = fakeSimulator((job) => {
      text = job.text;
      return { log: "", raw: rawOf({ title: titleOf(job), vectors: { "v(n0)": [1] } }), exited: false };
    });
    await createPooledEngine({ ...simulator, hasKlu }, pool).run(one);
    return text;
  };

  test("is KLU for a large circuit", async () => {
    expect(await textOf(large)).toContain(".options klu");
    expect(await textOf({ ...large, cards: ["v1 n0 0 1", ...ladder(100), "rend n99 0 1"] })).not.toContain(
      "klu",
    );
  });

  test("is the deck's own choice where it makes one", async () => {
    expect(await textOf({ ...large, options: { sparse: true } })).not.toContain("klu");
    expect(await textOf({ ...large, cards: [...large.cards, ".OPTION sparse"] })).not.toContain("klu");
    expect(await textOf({ ...deck, probes: [], options: { klu: true } })).toContain(".options klu");
  });

  test("is not KLU where the simulator has none, or where a node may be without any conductance", async () => {
    expect(await textOf(large, false)).not.toContain("klu");
    expect(
      await textOf({ ...large, cards: [...large.cards, "b1 0 x i=1u*v(n0)", "c1 x 0 1n"] }),
    ).not.toContain("klu");
  });
});

describe("the queue", () => {
  test("runs no more decks at once than there are workers, in their order", async () => {
    let [now, most] = [0, 0];
    const order: number[] = [];
    const simulator = fakeSimulator(async (job) => {
      most = Math.max(most, ++now);
      await new Promise((resolve) => setTimeout(resolve, 5));
      now--;
      order.push(Number(/v1 in 0 (\d)/.exec(job.text)?.[1]));
      return { log: "", raw: rawOf({ title: titleOf(job), vectors: { "v(out)": [0.5] } }), exited: false };
    });
    const engine = createPooledEngine(simulator, { ...pool, workers: 2 });
    await Promise.all(
      [1, 2, 3, 4, 5].map((v) => engine.run({ ...deck, cards: [`v1 in 0 ${v}`, ...deck.cards.slice(1)] })),
    );
    expect(most).toBe(2);
    expect(order).toEqual([1, 2, 3, 4, 5]);
    expect(simulator.taken).toBe(0);
  });

  test("gives the place of a failed, a late and a cancelled run to the next", async () => {
    const hang = (_: Job, signal: AbortSignal) =>
      new Promise<never>((_resolve, reject) =>
        signal.addEventListener("abort", () => reject(new Error("killed"))),
      );
    let mode: "fail" | "hang" | "good" = "fail";
    const simulator = fakeSimulator((job, signal) => {
      if (mode === "fail") throw new Error("no such thing");
      if (mode === "hang") return hang(job, signal);
      return { log: "", raw: rawOf({ title: titleOf(job), vectors: { "v(out)": [0.5] } }), exited: false };
    });
    const engine = createPooledEngine(simulator, pool);
    await expect(engine.run(deck)).rejects.toThrow("no such thing");
    mode = "hang";
    expect(await codeOf(engine.run(deck, { timeoutSeconds: 0.01 }))).toBe("ENGINE_TIMEOUT");
    const cancel = new AbortController();
    const runs = [
      engine.run(deck, { signal: cancel.signal }),
      engine.run(deck, { signal: cancel.signal }),
    ].map(codeOf);
    cancel.abort();
    expect(await Promise.all(runs)).toEqual(["CANCELLED", "CANCELLED"]);
    mode = "good";
    expect(await codeOf(engine.run(deck))).toBe("no error");
    await engine.close();
    expect(await codeOf(engine.run(deck))).toBe("ENGINE_CLOSED");
    expect(simulator.taken).toBe(0);
  });
});

test("a hundred runs on one signal raise no warning of a leak", async () => {
  const warnings: string[] = [];
  const listen = (warning: Error) => warnings.push(warning.name);
  process.on("warning", listen);
  const { signal } = new AbortController();
  const engine = engineWith({});
  await Promise.all(Array.from({ length: 100 }, () => engine.run(deck, { signal })));
  await new Promise((resolve) => setImmediate(resolve));
  process.off("warning", listen);
  expect(warnings).toEqual([]);
});
