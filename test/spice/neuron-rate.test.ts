import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createEngine, type Engine } from "../../src/engine/index.ts";
import { openCache } from "../../src/pipeline/index.ts";
import { measureNeuron, openNeuron } from "../../src/pipeline/neuron-run.ts";
import { parseRunSpec } from "../../src/spec/index.ts";

const folder = mkdtempSync(join(tmpdir(), "memspice-neuron-"));
let engine: Engine;
beforeAll(() => {
  engine = createEngine({ kind: "wasm", workers: 2, timeoutSeconds: 60 });
});
afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true, force: true });
});

const environment = { cache: openCache(join(folder, "cache")), pdkRoot: undefined, folder };
const specOf = (overrides: readonly string[]) => {
  const { neuron } = parseRunSpec("", {
    overrides: ["neuron={}", ...overrides.map((one) => `neuron.${one}`)],
  });
  if (neuron === null) throw new Error("no neuron");
  return neuron;
};
const open = (...overrides: string[]) => openNeuron(specOf(overrides), "sky130", environment);
const codeOf = (work: Promise<unknown>) =>
  work.then(
    () => "no error",
    ({ code }: { code: string }) => code,
  );

describe("the rate curve of a neuron in SPICE, with the models inside the engine", () => {
  it("rises from rest, and bends by the refractory time", async () => {
    const opened = await open("currents={min: 20n, max: 1u, points: 3}");
    expect(opened).toMatchObject({ supply: 1.8, spec: { sizing: "tirado-barron-x5" }, warnings: [] });
    expect(opened.models.corner).toBe("wafer");
    let last = 0;
    const { points, curve, simulated, warnings } = await measureNeuron(opened, {
      engine,
      report: (done, total) => {
        last = done / total;
      },
    });
    expect(last).toBe(1);
    expect(warnings).toEqual([]);
    expect(points[0]).toEqual({ current: 0, rate: 0 });
    const asked = points.filter(({ current }) => current >= 20e-9);
    expect(asked.map(({ current }) => current)).toEqual([20e-9, 141e-9, 1e-6]);
    for (const [k, { rate }] of points.entries()) {
      if (k > 1) expect(rate).toBeGreaterThan(points[k - 1]?.rate as number);
    }
    // T = C V / I + Tref, from the ends: the middle within 10 %, as the reference asks of a fit.
    const [low, middle, high] = asked.map(({ current, rate }) => ({ x: 1 / current, period: 1 / rate })) as [
      { x: number; period: number },
      { x: number; period: number },
      { x: number; period: number },
    ];
    const charge = (low.period - high.period) / (low.x - high.x);
    const refractory = high.period - charge * high.x;
    expect(Math.abs((charge * middle.x + refractory) / middle.period - 1)).toBeLessThan(0.1);
    expect(charge).toBeGreaterThan(0.2e-12); // C about 210 fF times a threshold above 1 V
    expect(charge).toBeLessThan(0.3e-12);
    expect(refractory).toBeGreaterThan(0.1e-6);
    expect(refractory).toBeLessThan(0.4e-6);
    expect(curve.current).toHaveLength(points.length);
    expect(simulated.length).toBeGreaterThanOrEqual(points.length);
    expect(simulated[0]?.simulation).not.toHaveProperty("result");
  }, 60_000);

  const size = (w: string, l: string) =>
    Array.from({ length: 9 }, (_, k) => `W${k + 1}: { w: ${w}, l: ${l} }`).join(", ");
  const table = (name: string, devices: string) => {
    const cells = `{ neuron: { topology: lif-9t, devices: { ${devices} } }, synapse: ${synapse} }`;
    writeFileSync(join(folder, name), `memspice: 1\nprocess: sky130\ncells: ${cells}\n`);
  };
  const synapse = `{ topology: bridge-6t1r, devices: { ${Array.from({ length: 6 }, (_, k) => `W${k + 1}: { w: 5u, l: 0.15u }`).join(", ")} } }`;

  it("is not asked of a size that has no model, nor of a synapse", async () => {
    table("small.yaml", size("0.2u", "0.1u"));
    expect(await codeOf(open("sizing=./small.yaml"))).toBe("PDK_NO_MODEL_BIN");
    table("good.yaml", size("1u", "0.5u"));
    expect(await codeOf(open("sizing=./good.yaml", "cell=synapse"))).toBe("NEURON_CELL");
    expect(await codeOf(open("sizing=./good.yaml", "corner=tt"))).toBe("PDK_SECTION_UNKNOWN");
  });

  it("is warned of where a supply is beyond what the transistors stand", async () => {
    const { warnings } = await open("supply=2.2");
    expect(warnings.map(({ code }) => code)).toEqual(["NEURON_SIZE_ILLEGAL"]);
  });
});
