import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEngine, type Engine } from "../../src/engine/index.ts";
import type { Deck } from "../../src/netlist/index.ts";
import { requireTool } from "../tools.ts";
import { deckOf, divider, endless, transient } from "./engine-decks.ts";

const ngspice = requireTool("ngspice");

/** One row of the ways in which runs fail, and what must come of it. */
interface Failure {
  readonly name: string;
  readonly deck: Deck;
  readonly code: string;
  readonly at: string;
}

const failures: readonly Failure[] = [
  {
    name: "an unknown subcircuit",
    deck: deckOf(["v1 a 0 1", "x1 a 0 nosuch"]),
    code: "ENGINE_SYNTAX",
    at: "deck / line 3 / x1",
  },
  {
    name: "a loop of voltage sources",
    deck: deckOf(["v1 a 0 1", "v2 a 0 2", "r1 a 0 1k"]),
    code: "ENGINE_SINGULAR",
    at: "deck / v1#branch",
  },
  {
    name: "a device without its second node",
    deck: deckOf(["v1 a 0 1", "r1 a"]),
    code: "ENGINE_SYNTAX",
    at: "deck / line 3 / r1",
  },
  {
    name: "a dot card that there is not",
    deck: deckOf(["v1 a 0 1", "r1 a 0 1k", ".nosuch 12"]),
    code: "ENGINE_SYNTAX",
    at: "deck / line 4 / .nosuch",
  },
  {
    name: "a model that there is not",
    deck: deckOf(["v1 a 0 1", "m1 a a 0 0 nn w=1u l=1u"]),
    code: "ENGINE_SYNTAX",
    at: "deck / line 3 / m1",
  },
  {
    name: "the same device twice",
    deck: deckOf(["v1 a 0 1", "r1 a 0 1k", "r1 a 0 2k"]),
    code: "ENGINE_SYNTAX",
    at: "deck / line 3 / r1",
  },
  {
    name: "an undefined parameter",
    deck: deckOf(["v1 a 0 1", "r1 a 0 {foo}"]),
    code: "ENGINE_SYNTAX",
    at: "deck / line 3 / r1",
  },
  {
    name: "a square root of less than nothing",
    deck: deckOf(["v1 a 0 1", "b1 b 0 v=sqrt(-v(a))/0", "r1 a b 1k"]),
    code: "ENGINE_NOT_FINITE",
    at: "deck",
  },
  {
    name: "the logarithm of zero, which ngspice returns as -1e99",
    deck: deckOf(["v1 a 0 0", "b1 b 0 v=ln(v(a))", "r1 a b 1k"], { probes: ["v(b)"] }),
    code: "ENGINE_NOT_FINITE",
    at: "deck / v(b)",
  },
  {
    name: "a transistor outside of every bin",
    deck: deckOf([
      "v1 a 0 1",
      "m1 a a 0 0 nn w=9u l=9u",
      ".model nn.1 nmos (level=1 wmin=1u wmax=2u lmin=1u lmax=2u)",
      ".model nn.2 nmos (level=1 wmin=2u wmax=3u lmin=1u lmax=2u)",
    ]),
    code: "ENGINE_NO_MODEL_BIN",
    at: "deck / line 3 / m1",
  },
  {
    name: "a probe of a node that there is not",
    deck: deckOf(["v1 a 0 1", "r1 a 0 1k"], { probes: ["v(zz)"] }),
    code: "ENGINE_MISSING_PROBE",
    at: "deck",
  },
  {
    name: "one such probe among good ones",
    deck: deckOf(["v1 a 0 1", "r1 a 0 1k"], { probes: ["v(a)", "v(zz)"] }),
    code: "ENGINE_MISSING_PROBE",
    at: "deck / v(zz)",
  },
  {
    name: "a probe of a parameter that a device has not",
    deck: deckOf(["v1 a 0 1", "r1 a 0 1k"], { probes: ["v(a)", "@r1[nosuch]"] }),
    code: "ENGINE_MISSING_PROBE",
    at: "deck / @r1[nosuch]",
  },
  {
    name: "an include that did not come with the deck",
    deck: deckOf([".include nosuch.inc", "v1 a 0 1", "r1 a 0 1k"]),
    code: "ENGINE_MISSING_FILE",
    at: "deck / line 2",
  },
  {
    name: "a section that a library has not",
    deck: deckOf([".lib lib.sp slow", "v1 a 0 1", "r1 a 0 1k"], {
      files: [{ path: "lib.sp", text: ".lib fast\n.param x=1\n.endl\n" }],
    }),
    code: "ENGINE_MISSING_FILE",
    at: "deck",
  },
  {
    name: "a file that would be written outside of the run's folder",
    deck: deckOf([".include ../x.inc", "v1 a 0 1", "r1 a 0 1k"], { files: [{ path: "../x.inc", text: "" }] }),
    code: "ENGINE_FILE_PATH",
    at: "deck / files",
  },
  {
    name: "a letter that is not ASCII",
    deck: deckOf(["v1 a 0 1", "r1 a 0 1µ"]),
    code: "ENGINE_NOT_ASCII",
    at: "deck / cards",
  },
  {
    name: "such a letter in the title",
    deck: deckOf(["v1 a 0 1", "r1 a 0 1k"], { title: "5 kΩ" }),
    code: "ENGINE_NOT_ASCII",
    at: "5 kΩ / title",
  },
  {
    name: "a current into a node that leads nowhere",
    deck: deckOf(["v1 a 0 1", "r1 a 0 1k", "i1 0 b 1u"]),
    code: "ENGINE_FLOATING_NODE",
    at: "deck / b",
  },
  {
    name: "a node behind a capacitor",
    deck: deckOf(["v1 a 0 1", "c1 a b 1n", "r1 b c 1k"]),
    code: "ENGINE_FLOATING_NODE",
    at: "deck / b",
  },
  {
    name: "more than one analysis",
    deck: deckOf(["v1 a 0 1", "r1 a 0 1k", ".tran 1n 10n"]),
    code: "ENGINE_MULTIPLE_ANALYSES",
    at: "deck",
  },
  { name: "a deck of comments", deck: deckOf(["* nothing"]), code: "ENGINE_DECK_EMPTY", at: "deck" },
  {
    name: "a division by zero",
    deck: deckOf(["v1 a 0 1", "r1 a 0 1k", "b1 b 0 v=1/(v(a)-v(a))", "r2 b 0 1k"]),
    code: "ENGINE_NOT_FINITE",
    at: "deck / v(b)",
  },
  {
    name: "an operating point that there is not",
    deck: deckOf(["b1 a 0 v=v(a)>0.5?0:1", "r1 a 0 1k"]),
    code: "ENGINE_NO_CONVERGENCE",
    at: "deck / a",
  },
  {
    name: "a transient that gets stuck half way",
    deck: deckOf(["v1 a 0 1", "r1 a b 1k", "b1 b 0 i=time>5e-7?1e6*(v(b)>0?1:-1):0"], {
      analysis: transient(1e-8, 1e-6),
    }),
    code: "ENGINE_NO_CONVERGENCE",
    at: "deck / b",
  },
  {
    name: "a command that makes the simulator leave",
    deck: deckOf(["v1 a 0 1", "r1 a 0 1k", ".control", "quit", ".endc"]),
    code: "ENGINE_CRASHED",
    at: "deck",
  },
];

const adapters = [
  { kind: "wasm", available: true, reason: "" },
  { kind: "native", ...ngspice },
] as const;

for (const { kind, available, reason } of adapters) {
  describe.skipIf(!available)(`the ${kind} engine${reason && ` (skipped: ${reason})`}`, () => {
    let engine: Engine;
    beforeAll(async () => {
      engine = createEngine({ kind, workers: 2, timeoutSeconds: 20 });
      await engine.identity();
    });
    afterAll(() => engine.close());

    let volts = 1;
    /** The next good deck must get its own answer: every time another one. */
    async function expectHealthy(): Promise<void> {
      volts++;
      expect(await outputOf(engine, divider(volts))).toBeCloseTo(volts / 2, 9);
    }

    test.each(failures)("refuses $name: $code", async ({ deck, code, at }) => {
      await expectHealthy();
      const error = await errorOf(engine.run(deck));
      expect(error).toMatchObject({ code });
      expect(error.at.join(" / ")).toBe(at);
      expect(error.hint).not.toBe("");
      await expectHealthy();
    });

    test("ends an endless run at its time limit, and runs on", async () => {
      const started = performance.now();
      const error = await errorOf(engine.run(endless, { timeoutSeconds: 0.5 }));
      expect(error).toMatchObject({ code: "ENGINE_TIMEOUT", at: ["endless"] });
      expect(performance.now() - started).toBeLessThan(5000);
      await expectHealthy();
    });

    test("ends a run that the caller cancels, running or waiting, and runs on", async () => {
      const cancel = new AbortController();
      const runs = [1, 2, 3, 4].map(() => errorOf(engine.run(endless, { signal: cancel.signal })));
      setTimeout(() => cancel.abort(), 300);
      for (const error of await Promise.all(runs)) expect(error).toMatchObject({ code: "CANCELLED" });
      expect(await errorOf(engine.run(divider(1), { signal: cancel.signal }))).toMatchObject({
        code: "CANCELLED",
      });
      await expectHealthy();
    });

    test("gives each of many runs at once its own answer", async () => {
      const inputs = Array.from({ length: 12 }, (_, i) => i + 1);
      const outputs = await Promise.all(inputs.map((input) => outputOf(engine, divider(input))));
      for (const [i, output] of outputs.entries()) expect(output).toBeCloseTo((i + 1) / 2, 9);
    });

    test("answers in the caller's spelling: case, device parameters, differences, nodes inside of subcircuits", async () => {
      const probes = [
        "V(In)",
        "i(V1)",
        "@R1[i]",
        "v(In,Out)",
        "Out",
        "v(Out,0)",
        "v(0,Out)",
        "v(X1.Mid)",
        "@r.x1.r1[i]",
      ];
      const cards = [
        "V1 In 0 4",
        "R1 In Out 1k",
        "R2 Out 0 1k",
        "X1 In 0 Half",
        ".subckt Half p n",
        "R1 p Mid 2k",
        "R2 Mid n 2k",
        ".ends",
      ];
      const { result } = await engine.run(deckOf(cards, { probes }));
      if (result.kind !== "op") throw new Error(result.kind);
      expect(Object.keys(result.vectors)).toEqual(probes);
      const values = Object.values(result.vectors).map((vector) => vector[0]);
      const expected = [4, -3e-3, 2e-3, 2, 2, 2, -2, 2, 1e-3];
      for (const [i, value] of values.entries())
        expect(value, probes[i]).toBeCloseTo(expected[i] as number, 9);
    });

    test("returns every vector, and not the scale, where no probe is named", async () => {
      const analysis = { kind: "dc", source: "v1", start: 0, stop: 1, step: 0.5 } as const;
      const { result } = await engine.run(deckOf(["v1 a 0 0", "r1 a 0 1k"], { analysis }));
      if (result.kind !== "dc") throw new Error(result.kind);
      expect(Object.keys(result.vectors).sort()).toEqual(["i(v1)", "v(a)"]);
    });

    test("sweeps a source: dc", async () => {
      const analysis = { kind: "dc", source: "V1", start: -1, stop: 1, step: 0.5 } as const;
      const { result } = await engine.run(
        deckOf(["V1 a 0 0", "R1 a b 1k", "R2 b 0 3k"], { analysis, probes: ["v(b)"] }),
      );
      if (result.kind !== "dc") throw new Error(result.kind);
      expectClose(result.sweep, [-1, -0.5, 0, 0.5, 1]);
      expectClose(result.vectors["v(b)"], [-0.75, -0.375, 0, 0.375, 0.75]);
    });

    test("sweeps the frequency: ac, complex", async () => {
      const analysis = { kind: "ac", spacing: "dec", points: 1, start: 1, stop: 1000 } as const;
      const { result } = await engine.run(
        deckOf(["v1 a 0 ac 1", "r1 a b 1k", "c1 b 0 1u"], { analysis, probes: ["V(b)"] }),
      );
      if (result.kind !== "ac") throw new Error(result.kind);
      expectClose(result.frequency, [1, 10, 100, 1000]);
      const x = [...result.frequency].map((frequency) => 2 * Math.PI * frequency * 1e-3);
      expectClose(
        result.vectors["V(b)"]?.re,
        x.map((one) => 1 / (1 + one * one)),
      );
      expectClose(
        result.vectors["V(b)"]?.im,
        x.map((one) => -one / (1 + one * one)),
      );
    });

    test("follows a discharge in time: tran", async () => {
      const { result } = await engine.run(
        deckOf(["r1 a 0 1k", "c1 a 0 1u ic=1"], {
          analysis: {
            kind: "tran",
            step: 1e-5,
            stop: 3e-3,
            start: 0,
            maxStep: 1e-6,
            useInitialConditions: true,
          },
          probes: ["v(a)"],
        }),
      );
      if (result.kind !== "tran") throw new Error(result.kind);
      const { time, vectors } = result;
      expect(time.at(-1)).toBeCloseTo(3e-3, 9);
      for (let i = 0; i < time.length; i += 100) {
        expect(
          Math.abs((vectors["v(a)"]?.[i] ?? Number.NaN) - Math.exp(-(time[i] as number) / 1e-3)),
        ).toBeLessThan(1e-3);
      }
    });

    test("sets files beside the deck, in folders, and lets them include each other", async () => {
      const files = [
        { path: "cells/half.inc", text: ".include leaf.inc\n.param unused=1\n" },
        { path: "cells/leaf.inc", text: "r1 a b 1k\nr2 b 0 1k\n" },
        { path: "corner.lib", text: ".lib low\n.param top=2\n.endl\n.lib high\n.param top=6\n.endl\n" },
      ];
      const cards = ['.INCLUDE "cells/half.inc"', ".lib corner.lib high", "v1 a 0 {top}"];
      const { result } = await engine.run(deckOf(cards, { files, probes: ["v(b)"] }));
      if (result.kind !== "op") throw new Error(result.kind);
      expect(result.vectors["v(b)"]?.[0]).toBeCloseTo(3, 9);
      expect(await errorOf(engine.run(deckOf(['.include "cells/half.inc"'], {})))).toMatchObject({
        code: "ENGINE_MISSING_FILE", // the file of the run before is gone
      });
    });

    test("reads Windows line ends, tabs and continuation lines", async () => {
      const { result } = await engine.run(
        deckOf(["v1\ta 0 3\r", "r1 a b\r", "+ 1k\r", "r2 b 0 2k\r"], { probes: ["v(b)"] }),
      );
      if (result.kind !== "op") throw new Error(result.kind);
      expect(result.vectors["v(b)"]?.[0]).toBeCloseTo(2, 9);
    });

    test("says which engine, which solver, which deck and how long", async () => {
      const { engine: identity, deckHash, seconds } = await engine.run(divider(1));
      expect(identity).toMatchObject({
        name: kind === "wasm" ? "eecircuit-engine" : "ngspice",
        solver: "sparse",
      });
      expect(identity.ngspice).toMatch(/^\d+(\.\d+)?$/);
      expect(deckHash).toMatch(/^[0-9a-f]{64}$/);
      expect((await engine.run(divider(1))).deckHash).toBe(deckHash);
      expect((await engine.run(divider(2))).deckHash).not.toBe(deckHash);
      expect(seconds).toBeGreaterThan(0);
    });

    test("warns of a user's numbers that SPICE reads otherwise", async () => {
      const cards = ["v1 a 0 1", "r1 a b 1M", "c1 b 0 1F", "r2 b 0 1meg"];
      const { warnings } = await engine.run(deckOf(cards, { origin: "user" }));
      expect(warnings.filter(({ code }) => code === "ENGINE_SUSPICIOUS_SUFFIX").map(({ at }) => at)).toEqual([
        "deck / line 3",
        "deck / line 4",
      ]);
    });

    test("refuses every run after it was closed, and fails those that run", async () => {
      const own = createEngine({ kind, workers: 1, timeoutSeconds: 20 });
      const running = errorOf(own.run(endless));
      const waiting = errorOf(own.run(divider(1)));
      await new Promise((resolve) => setTimeout(resolve, 200));
      await own.close();
      expect(await running).toMatchObject({ code: "ENGINE_CLOSED" });
      expect(await waiting).toMatchObject({ code: "ENGINE_CLOSED" });
      expect(await errorOf(own.run(divider(1)))).toMatchObject({ code: "ENGINE_CLOSED" });
    });
  });
}

async function outputOf(engine: Engine, deck: Deck): Promise<number> {
  const { result } = await engine.run(deck);
  if (result.kind !== "op") throw new Error(result.kind);
  return result.vectors["V(Out)"]?.[0] ?? Number.NaN;
}

interface Coded extends Error {
  readonly code: string;
  readonly at: readonly string[];
  readonly hint: string;
}

function errorOf(run: Promise<unknown>): Promise<Coded> {
  return run.then(
    () => Promise.reject(new Error("the run did not fail")),
    (error: unknown) => error as Coded,
  );
}

function expectClose(values: Float64Array | undefined, expected: readonly number[]): void {
  expect(values?.length).toBe(expected.length);
  for (const [i, one] of expected.entries()) {
    expect(Math.abs((values?.[i] ?? Number.NaN) - one)).toBeLessThanOrEqual(1e-9 + 1e-6 * Math.abs(one));
  }
}
