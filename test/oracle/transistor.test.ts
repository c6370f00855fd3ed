import { afterAll, describe, expect, it } from "vitest";
import { createEngine } from "../../src/engine/index.ts";
import { transistorCurves } from "../../src/measurement/index.ts";
import { buildTransistorDeck, type SingleTransistor, standardSweeps } from "../../src/netlist/index.ts";
import { type ModelSet, readProcess } from "../../src/pdk/index.ts";
import { measureGolden, runTransistor } from "../../src/pipeline/cell/transistor.ts";
import { diskModels, embeddedModels, sky130Pdk } from "../model-sets.ts";
import { requireTool } from "../tools.ts";

const pdk = sky130Pdk();
const native = requireTool("ngspice");
const engine = createEngine();
afterAll(() => engine.close());

const room = { supply: 1.8, bulk: 0, temperatureC: 27 };
const nfet: SingleTransistor = { device: "nfet_01v8", polarity: "n", w: 1e-6, l: 1.5e-7, m: 1 };

async function distances(models: ModelSet, process = "sky130") {
  const { currents } = await measureGolden({ engine, models, process: readProcess(process) });
  return currents;
}
/** Percent by device. */
const percent = (currents: Awaited<ReturnType<typeof distances>>) =>
  Object.fromEntries(currents.map(({ device, relative }) => [device, 100 * relative]));

describe("currents that the foundry publishes", () => {
  it("are met by the SKY130 models inside the engine to +4.1, +15.9 and +6.5 %, inside the foundry's range", async () => {
    const currents = await distances(await embeddedModels());
    const found = percent(currents);
    expect(Object.keys(found)).toEqual(["nfet_01v8", "pfet_01v8", "pfet_01v8_hvt"]);
    expect(Math.abs((found.nfet_01v8 as number) - 4.1)).toBeLessThan(0.2);
    expect(Math.abs((found.pfet_01v8 as number) - 15.9)).toBeLessThan(0.2);
    expect(Math.abs((found.pfet_01v8_hvt as number) - 6.5)).toBeLessThan(0.2);
    for (const { measured, min, max } of currents) {
      expect(measured).toBeGreaterThan(min);
      expect(measured).toBeLessThan(max);
    }
  });

  it("are met by the GF180 models inside the engine to 2.5 %", async () => {
    const currents = await distances(await embeddedModels("gf180"), "gf180");
    expect(currents).toHaveLength(7);
    for (const { device, relative } of currents) expect(Math.abs(relative), device).toBeLessThan(0.025);
  });

  describe.skipIf(!pdk.available)(`with the continuous library ${pdk.reason}`, () => {
    it("are met to +0.3, -0.4 and -2.6 %", async () => {
      const found = percent(await distances(await diskModels("tt")));
      expect(Object.keys(found)).toHaveLength(5);
      expect(Math.abs((found.nfet_01v8 as number) - 0.3)).toBeLessThan(0.2);
      expect(Math.abs((found.pfet_01v8 as number) + 0.4)).toBeLessThan(0.2);
      expect(Math.abs((found.pfet_01v8_hvt as number) + 2.6)).toBeLessThan(0.2);
      expect(Math.abs(found.nfet_01v8_lvt as number)).toBeLessThan(1);
      expect(Math.abs(found.pfet_01v8_lvt as number)).toBeLessThan(1);
    });

    it("come in the order of the corners: ss, tt, ff", async () => {
      const [ss, tt, ff] = [
        percent(await distances(await diskModels("ss"))),
        percent(await distances(await diskModels("tt"))),
        percent(await distances(await diskModels("ff"))),
      ];
      for (const device of Object.keys(tt)) {
        expect(ss[device], device).toBeLessThan(tt[device] as number);
        expect(ff[device], device).toBeGreaterThan(tt[device] as number);
      }
    });

    it("go with a threshold of 0.738 V of a 0.42/0.15 nfet, extrapolated from the steepest point", async () => {
      const transistor = { ...nfet, w: 4.2e-7 };
      const outcome = await runTransistor({
        engine,
        transistor,
        models: await diskModels("tt"),
        conditions: room,
      });
      const threshold = outcome.status === "ok" ? outcome.measures.figures.thresholdExtrapolated : null;
      expect(Math.abs((threshold as number) / 0.738 - 1)).toBeLessThan(0.02);
    });
  });
});

describe.skipIf(!pdk.available)(`gm at the terminals ${pdk.reason}`, () => {
  it("is the simulator's own gm behind one resistance at source and drain, all along the curve", async () => {
    // This library puts resistances there; the simulator's gm is the one inside of them.
    const models = await diskModels("tt");
    const { gate } = standardSweeps(room);
    const deck = buildTransistorDeck(nfet, models, gate);
    const inside = ["gm", "gds", "gmbs"].map((name) => `@m.xm1.msky130_fd_pr__nfet_01v8[${name}]`);
    const simulation = await engine.run({ ...deck, probes: [...deck.probes, ...inside] });
    const { slope, voltage } = transistorCurves(simulation, gate);
    const vectors = simulation.result.kind === "dc" ? simulation.result.vectors : {};
    const [gm, gds, gmbs] = inside.map((probe) => vectors[probe] as Float64Array) as [
      Float64Array,
      Float64Array,
      Float64Array,
    ];
    // gm' = gm / (1 + R (gm + 2 gds + gmbs))
    const resistance = Array.from(voltage, (v, i) => ({
      v,
      ohm:
        ((gm[i] as number) / (slope[1]?.[i] as number) - 1) /
        ((gm[i] as number) + 2 * (gds[i] as number) + (gmbs[i] as number)),
    })).filter(({ v }) => v >= 1);
    const values = resistance.map(({ ohm }) => ohm);
    expect(Math.min(...values)).toBeGreaterThan(50);
    expect(Math.max(...values) / Math.min(...values)).toBeLessThan(1.02);
  });
});

describe.skipIf(!native.available)(`native ngspice ${native.reason}`, () => {
  const other = createEngine({ kind: "native" });
  afterAll(() => other.close());

  it("has the same curves from the same slim deck", async () => {
    const { gate } = standardSweeps(room);
    const models = await embeddedModels();
    for (const transistor of [nfet, { ...nfet, device: "pfet_01v8", polarity: "p" } as const]) {
      const deck = buildTransistorDeck(transistor, models, gate);
      const [wasm, own] = [await engine.run(deck), await other.run(deck)].map((run) =>
        transistorCurves(run, gate),
      );
      for (const k of [0, 1]) {
        const wrong = wasm?.voltage.filter((_, i) => {
          const [value, theirs] = [wasm.current[k]?.[i] as number, own?.current[k]?.[i] as number];
          return !(Math.abs(theirs - value) < 1e-6 * value + 1e-15);
        });
        expect(wrong, transistor.device).toHaveLength(0);
      }
    }
  });
});
