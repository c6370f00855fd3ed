import { afterAll, describe, expect, it } from "vitest";
import { createEngine } from "../../src/engine/index.ts";
import { assertMemristorRun, measureAgreement } from "../../src/measurement/index.ts";
import { buildDriveDeck } from "../../src/netlist/index.ts";
import { memristorCards, modelNames } from "../../src/spec/index.ts";
import { requireTool } from "../tools.ts";
import { exactAt, sampleAt, specOf, wavesOf, worstOf } from "./waveforms.ts";

/** Every preset, and every word of a model that has words. */
const variants = modelNames.flatMap((model) => {
  const { presets, choices } = memristorCards[model];
  const named = Object.keys(presets).map((preset) => `{ model: ${model}, preset: ${preset} }`);
  const worded = Object.entries<readonly string[]>(choices).flatMap(([name, words]) =>
    words.slice(1).map((word) => `{ model: ${model}, ${name}: ${word}, initialState: 0.1 }`),
  );
  return [...named, ...worded];
});

describe.each([
  { kind: "wasm" as const, available: true, reason: "" },
  { kind: "native" as const, ...requireTool("ngspice") },
])("models in SPICE, $kind engine $reason", ({ kind, available }) => {
  const engine = createEngine({ kind });
  afterAll(() => engine.close());
  const defaults = modelNames.map((model) => `{ model: ${model} }`);
  const thorough = process.env.MEMSPICE_THOROUGH === "1";
  const chosen = kind === "wasm" && thorough ? variants : defaults;
  const skipped = !available || (kind === "native" && !thorough);

  it.skipIf(skipped).each(chosen)(
    "%s agree with the equations to 1e-3 of full scale",
    async (device) => {
      const spec = specOf(`device: ${device}`);
      for (const wave of wavesOf(spec)) {
        const { result } = await engine.run(buildDriveDeck(spec.device, wave));
        if (result.kind !== "tran") throw new Error("not a transient");
        const { time, vectors } = result;
        const found = sampleAt(wave.points, time, {
          state: vectors["v(state)"] as Float64Array,
          current: vectors["i(vsense)"] as Float64Array,
        });
        const exact = exactAt(spec.device, wave);
        const worst = {
          state: worstOf(found.state, exact.state, 1),
          current: worstOf(found.current, exact.current),
        };
        if (process.env.MEMSPICE_FIGURES) console.log(kind, device, wave.name, time.length, worst);
        expect(worst.state, wave.name).toBeLessThan(1e-3);
        expect(worst.current, wave.name).toBeLessThan(1e-3);
      }
    },
    180_000,
  );
});

it("TEAM with the Technion parameters, driven until it runs away, is a failed run and no wrong one", async () => {
  const engine = createEngine({ kind: "wasm" });
  const { device } = specOf("device: { model: team, preset: technion }");
  const drive = (peak: number, span: number) => {
    const points = [0, peak, 0, -peak, 0].map((volts, n) => [(n * span) / 4, volts] as const);
    return { wave: { name: "triangle", points, state: 0.1, maxStep: span / 500 }, span };
  };
  try {
    const mild = drive(6, 200);
    const run = await engine.run(buildDriveDeck(device, mild.wave));
    assertMemristorRun(run, device, mild.span);
    expect(measureAgreement(run, device, 0.1)).toBeLessThan(1e-3);
    const strong = engine.run(buildDriveDeck(device, drive(10, 60).wave));
    const failed = expect.objectContaining({
      code: "ENGINE_NO_CONVERGENCE",
      hint: expect.stringContaining("series"),
    });
    await expect(strong).rejects.toThrow(failed);
  } finally {
    await engine.close();
  }
}, 60_000);
