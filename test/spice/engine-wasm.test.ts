import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { createEngine, type Engine, type Simulation } from "../../src/engine/index.ts";
import { builtInFiles } from "../../src/spice/index.ts";
import { deckOf, divider, transient } from "./engine-decks.ts";

let engine: Engine;
beforeAll(async () => {
  engine = createEngine({ workers: 1, timeoutSeconds: 60 });
  await engine.identity();
});
afterAll(() => engine.close());

describe("the solver", () => {
  const size = 24;
  const cells = Array.from({ length: size * size }, (_, k) => [Math.floor(k / size), k % size] as const);
  const crossbar = [
    ...Array.from({ length: size }, (_, i) => [`vw${i} w${i}_0 0 0.1`, `vb${i} b${size}_${i} 0 0`]).flat(),
    ...cells.filter(([, j]) => j > 0).map(([i, j]) => `rw${i}_${j} w${i}_${j - 1} w${i}_${j} 1`),
    ...cells.map(([i, j]) => `rx${i}_${j} w${i}_${j} b${i}_${j} ${2e3 + 100 * ((i * 7 + j * 13) % 100)}`),
    ...cells.map(([i, j]) => `rb${i}_${j} b${i}_${j} b${i + 1}_${j} 1`),
  ];
  const probes = Array.from({ length: size }, (_, j) => `i(vb${j})`);
  const currents = ({ result }: Simulation) => {
    if (result.kind !== "op") throw new Error(result.kind);
    return probes.map((probe) => result.vectors[probe]?.[0] ?? Number.NaN);
  };

  test("is KLU for a large circuit, and gives what the default solver gives", async () => {
    const klu = await engine.run(deckOf(crossbar, { probes }));
    const sparse = await engine.run(deckOf(crossbar, { probes, options: { sparse: true } }));
    expect([klu.engine.solver, sparse.engine.solver]).toEqual(["klu", "sparse"]);
    for (const [j, current] of currents(klu).entries()) {
      const expected = currents(sparse)[j] as number;
      expect(expected).toBeGreaterThan(1e-5);
      expect(Math.abs(current / expected - 1)).toBeLessThan(1e-9);
    }
  });

  test("is the default one for a small circuit, and KLU where that asks for it", async () => {
    expect((await engine.run(divider(1))).engine.solver).toBe("sparse");
    expect((await engine.run({ ...divider(1), options: { klu: true } })).engine.solver).toBe("klu");
    const card = { ...divider(1), cards: [...divider(1).cards, ".option klu"] };
    expect((await engine.run(card)).engine.solver).toBe("klu");
  });
});

describe("models inside the engine", () => {
  const transistor = (w: string, l: string) =>
    deckOf(
      [
        ".include modelcard.skywater",
        ".param mc_switch=0",
        "vd d 0 1.8",
        "vg g 0 1.8",
        `x1 d g 0 0 sky130_fd_pr__nfet_01v8 w=${w} l=${l}`,
      ],
      { probes: ["i(vd)"] },
    );

  test("are found by name: a SKY130 transistor of 1 um / 0.15 um carries half a milliampere", async () => {
    const { result } = await engine.run(transistor("1u", "0.15u"));
    if (result.kind !== "op") throw new Error(result.kind);
    const current = -(result.vectors["i(vd)"]?.[0] ?? Number.NaN);
    expect(current).toBeGreaterThan(4e-4);
    expect(current).toBeLessThan(6e-4);
  });

  test("do not cover every size: ENGINE_NO_MODEL_BIN at the instance, and the next deck is well", async () => {
    await expect(engine.run(transistor("0.2u", "0.1u"))).rejects.toMatchObject({
      code: "ENGINE_NO_MODEL_BIN",
      at: ["deck", "line 6", expect.stringContaining("m.x1.")],
    });
    expect((await engine.run(divider(6))).result).toMatchObject({
      vectors: { "V(Out)": Float64Array.of(3) },
    });
  });

  test("are the ones on the list", async () => {
    for (const file of builtInFiles) {
      // A missing include kills the engine; these contain models only, GF180's library apart, which asks for a section.
      const include = file === "sm141064.ngspice" ? `.lib ${file} typical` : `.include ${file}`;
      const switches = file === "sm141064.ngspice" ? [".include modelcard.GF180"] : [];
      const outcome = await engine
        .run(deckOf([...switches, include, ".param mc_switch=0", "v1 a 0 1", "r1 a 0 1k"]))
        .then(() => "ok")
        .catch((error: { code: string }) => error.code);
      expect(outcome, file).not.toBe("ENGINE_MISSING_FILE");
    }
  });
});

describe("a sandbox", () => {
  test("lets .control run, and nothing of it stays for the next deck", async () => {
    const trace = join(tmpdir(), `memspice-was-here-${process.pid}`);
    const shell = [`shell touch ${trace}`, `echo lost > ${trace}`, "echo lost > modelcard.ptm"];
    const control = [".control", "set temp=100", ...shell, ".endc"];
    await engine.run(deckOf(["v1 a 0 1", "r1 a 0 1k", ...control], { origin: "user" }));
    expect(existsSync(trace)).toBe(false);
    const hot = deckOf(["v1 a 0 1", "r1 a b 1k tc1=0.01", "r2 b 0 1k"], { probes: ["v(b)"] });
    const { result } = await engine.run(hot);
    expect(result).toMatchObject({ vectors: { "v(b)": Float64Array.of(0.5) } });
  });

  test("reads a deck of 10 MB", async () => {
    const filler = Array.from({ length: 1000 }, (_, i) => `* ${i} ${"x".repeat(10_000)}`);
    const { result } = await engine.run({ ...divider(2), cards: [...filler, ...divider(2).cards] });
    expect(result).toMatchObject({ vectors: { "V(Out)": Float64Array.of(1) } });
  });

  test("returns a hundred thousand points", async () => {
    const analysis = { ...transient(1e-8, 1e-3), maxStep: 1e-8 };
    const { result } = await engine.run(
      deckOf(["v1 a 0 sin(0 1 1k)", "r1 a 0 1k"], { analysis, probes: ["v(a)", "i(v1)"] }),
    );
    if (result.kind !== "tran") throw new Error(result.kind);
    expect(result.time.length).toBeGreaterThan(1e5);
    expect(result.vectors["v(a)"]?.length).toBe(result.time.length);
  });
});

test("a process with an engine prints nothing, and ends by itself without close", async () => {
  const script = `
    import { createEngine } from ${JSON.stringify(new URL("../../dist/engine/index.js", import.meta.url).href)};
    const engine = createEngine();
    const deck = ${JSON.stringify(divider(2))};
    await engine.run(deck);
    await engine.run({ ...deck, cards: ["v1 a 0 1", "x1 a 0 nosuch"] }).catch(() => undefined);
    await engine.run(deck);
  `;
  const { stdout, stderr } = await promisify(execFile)(
    process.execPath,
    ["--input-type=module", "--eval", script],
    {
      timeout: 25_000,
    },
  );
  expect([stdout, stderr]).toEqual(["", ""]);
});
