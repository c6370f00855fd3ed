import { afterAll, expect, it } from "vitest";
import { pulseTrain, varyDevice } from "../../src/device/index.ts";
import { createEngine } from "../../src/engine/index.ts";
import { createRandom, kolmogorovSmirnov } from "../../src/foundation/index.ts";
import { measurePulseResponse } from "../../src/measurement/index.ts";
import { buildPulseDeck } from "../../src/netlist/index.ts";
import { parseRunSpec } from "../../src/spec/index.ts";

const engine = createEngine({ kind: "wasm" });
afterAll(() => engine.close());

it.each([
  ["yakopcic", { aP: { sigma: 0.2, kind: "lognormal" }, a1: { sigma: 0.05, kind: "normal" } }],
  ["vteam", { kOn: { sigma: 0.2, kind: "lognormal" }, rOff: { sigma: 0.05, kind: "normal" } }],
] as const)(
  "Monte Carlo of %s: a sample in SPICE and a layer by equations are one distribution",
  async (model, spreads) => {
    const { device, characterization } = parseRunSpec(`device: { model: ${model} }`);
    const { pulses } = characterization;
    const bench = { ...pulses, count: 6, width: (pulses.width * pulses.count) / 12 };
    const drawn = (name: string, n: number) => varyDevice(device, spreads, createRandom(7).stream(name, n));
    const byEquations = (name: string, n: number) =>
      pulseTrain(drawn(name, n), bench).potentiation[6] as number;
    const inSpice = await Promise.all(
      Array.from({ length: 40 }, async (_, n) => {
        const run = await engine.run(buildPulseDeck(drawn("sample", n), bench));
        return measurePulseResponse(run, bench).potentiation[6] as number;
      }),
    );
    // The same devices give the same conductances, read pulses apart; other devices of the layer the same distribution.
    for (const n of [0, 11, 39]) expect((inSpice[n] as number) / byEquations("sample", n)).toBeCloseTo(1, 2);
    const layer = Array.from({ length: 2000 }, (_, n) => byEquations("layer", n));
    const { p, distance } = kolmogorovSmirnov(inSpice, layer);
    if (process.env.MEMSPICE_FIGURES) console.log(model, { p, distance });
    expect(p).toBeGreaterThan(0.05);
    expect(
      kolmogorovSmirnov(
        inSpice.map((g) => 1.1 * g),
        layer,
      ).p,
    ).toBeLessThan(p);
  },
  120_000,
);
