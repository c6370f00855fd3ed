import { afterAll, expect, it } from "vitest";
import { pulseTrain, readConductance, type Spreads, varyDevice } from "../../src/device/index.ts";
import { createEngine } from "../../src/engine/index.ts";
import { createRandom, kolmogorovSmirnov } from "../../src/foundation/index.ts";
import { measurePulseResponse } from "../../src/measurement/index.ts";
import { buildDriveDeck, buildPulseDeck } from "../../src/netlist/index.ts";
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

/** As pulses are applied, so are they simulated: a run each, with a device drawn anew and the state that the pulse before left. */
async function cycleInSpice(
  model: string,
  spreads: Spreads,
  n: number,
  bench: { width: number; count: number; vSet: number; vRead: number },
) {
  const { device } = parseRunSpec(`device: { model: ${model} }`);
  const stream = createRandom(7).stream("cycle", n);
  let state = device.initialState;
  for (let pulse = 0; pulse < bench.count; pulse++) {
    const today = varyDevice(device, spreads, stream);
    const edge = bench.width / 1000;
    const points = [
      [0, 0],
      [edge, bench.vSet],
      [bench.width, bench.vSet],
      [bench.width + edge, 0],
    ] as const;
    const deck = buildDriveDeck(today, { name: "pulse", points, state, maxStep: bench.width / 20 });
    const { result } = await engine.run(deck);
    if (result.kind !== "tran") throw new Error(result.kind);
    state = Math.min(Math.max(result.vectors["v(state)"]?.at(-1) as number, 0), 1);
  }
  return readConductance(device, state, bench.vRead);
}

it.skipIf(process.env.MEMSPICE_THOROUGH !== "1")(
  "a parameter drawn anew at every pulse: a sample in SPICE, pulse by pulse, and a layer by equations are one distribution",
  async () => {
    const spreads = { aP: { sigma: 0.3, kind: "lognormal" }, a1: { sigma: 0.05, kind: "normal" } } as const;
    const { device, characterization } = parseRunSpec("device: { model: yakopcic }");
    const { pulses } = characterization;
    const bench = { ...pulses, count: 4, width: (pulses.width * pulses.count) / 8 };
    const byEquations = (name: string, n: number) =>
      pulseTrain(device, bench, { cycle: { spreads, stream: createRandom(7).stream(name, n) } })
        .potentiation[4] as number;
    const inSpice = await Promise.all(
      Array.from({ length: 40 }, (_, n) => cycleInSpice("yakopcic", spreads, n, bench)),
    );
    for (const n of [0, 11, 39]) expect((inSpice[n] as number) / byEquations("cycle", n)).toBeCloseTo(1, 2);
    const layer = Array.from({ length: 1000 }, (_, n) => byEquations("layer", n));
    const { p, distance } = kolmogorovSmirnov(inSpice, layer);
    if (process.env.MEMSPICE_FIGURES) console.log("cycle to cycle", { p, distance });
    expect(p).toBeGreaterThan(0.05);
    // The same spread from device to device alone is another distribution: four draws average out, one does not.
    const once = (n: number) =>
      pulseTrain(varyDevice(device, spreads, createRandom(7).stream("once", n)), bench)
        .potentiation[4] as number;
    expect(
      kolmogorovSmirnov(
        inSpice,
        Array.from({ length: 1000 }, (_, n) => once(n)),
      ).p,
    ).toBeLessThan(p);
  },
  120_000,
);
