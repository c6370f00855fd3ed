import { afterAll, describe, expect, it } from "vitest";
import { createEngine, type Engine } from "../../src/engine/index.ts";
import { createRandom } from "../../src/foundation/index.ts";
import { type ModelSet, readProcess } from "../../src/pdk/index.ts";
import { embedded, onDisk, oneWorker, opValues, sky130Pdk } from "../model-sets.ts";
import { deckOf } from "../spice/engine-decks.ts";
import { requireTool } from "../tools.ts";

const engine = oneWorker();
afterAll(() => engine.close());

const disk = sky130Pdk();
const ngspice = requireTool("ngspice");
const um = 1e-6;

/** Width and length [um]. */
type Drawn = readonly [device: string, w: number, l: number];

/** |Id| of each transistor alone, |Vgs| = |Vds| = the supply of its process. */
async function currents(models: ModelSet, drawn: readonly Drawn[], simulator: Engine = engine, temp = 27) {
  const process = readProcess(models.process);
  const cards = drawn.flatMap(([device, w, l], k) => {
    const volts = process.devices[device]?.polarity === "p" ? -process.supply : process.supply;
    const nodes = [`d${k}`, `d${k}`, "0", "0"] as const;
    return [
      `Vd${k} d${k} 0 ${volts}`,
      models.call({ instance: `M${k}`, nodes, device, w: w * um, l: l * um, m: 1 }),
    ];
  });
  const probes = drawn.map((_, k) => `i(vd${k})`);
  const deck = deckOf([...models.slim(cards), ...cards], { probes, options: { temp } });
  return opValues(await simulator.run(deck), probes).map(Math.abs);
}

describe("SKY130 against the currents that the foundry publishes (W 7 um, L 0.15 um, 1.8 V, TT)", () => {
  const drawn = [
    ["nfet_01v8", 7, 0.15],
    ["pfet_01v8", 7, 0.15],
    ["pfet_01v8_hvt", 7, 0.15],
  ] as const;
  const golden = [3.512e-3, 1.347e-3, 1.003e-3];

  async function distances(models: ModelSet) {
    return (await currents(models, drawn)).map((current, i) => 100 * (current / (golden[i] as number) - 1));
  }

  it("the set inside the engine is no TT: +4.1, +15.9 and +6.5 %", async () => {
    const found = await distances(await (await embedded("sky130")).corner("wafer"));
    for (const [i, expected] of [4.1, 15.9, 6.5].entries())
      expect(Math.abs((found[i] as number) - expected)).toBeLessThan(0.1);
  });

  it.skipIf(!disk.available)(
    `corner tt of the library on disk is: +0.3, -0.4 and -2.6 % ${disk.reason}`,
    async () => {
      const found = await distances(await (await onDisk(disk.root)).corner("tt"));
      for (const [i, expected] of [0.3, -0.4, -2.6].entries())
        expect(Math.abs((found[i] as number) - expected)).toBeLessThan(0.1);
    },
  );
});

describe("the corners of GF180", () => {
  it("are ordered: slow below typical below fast, and the mixed ones on their sides", async () => {
    const library = await embedded("gf180");
    const at = async (corner: string) => {
      const found = await currents(await library.corner(corner), [
        ["nmos_3p3", 10, 0.28],
        ["pmos_3p3", 10, 0.28],
      ]);
      return { n: found[0] as number, p: found[1] as number };
    };
    const [ss, typical, ff, fs, sf] = [
      await at("ss"),
      await at("typical"),
      await at("ff"),
      await at("fs"),
      await at("sf"),
    ];
    expect(ss.n).toBeLessThan(0.95 * typical.n);
    expect(ff.n).toBeGreaterThan(1.05 * typical.n);
    expect(ss.p).toBeLessThan(0.95 * typical.p);
    expect(ff.p).toBeGreaterThan(1.05 * typical.p);
    // NMOS first: fs has fast n-channel and slow p-channel transistors.
    expect(fs.n).toBeGreaterThan(typical.n);
    expect(fs.p).toBeLessThan(typical.p);
    expect(sf.n).toBeLessThan(typical.n);
    expect(sf.p).toBeGreaterThan(typical.p);
  });
});

describe.skipIf(!ngspice.available)(`native ngspice against the WASM engine ${ngspice.reason}`, () => {
  const native = createEngine({ kind: "native", workers: 1, timeoutSeconds: 120 });
  afterAll(() => native.close());

  /** Sizes where bins meet among them: there the two search the library in opposite order. */
  const sky: readonly Drawn[] = [
    ["nfet_01v8", 1, 0.15],
    ["nfet_01v8", 5, 0.5],
    ["pfet_01v8", 1, 0.5],
    ["pfet_01v8", 3, 1],
    ["pfet_01v8_hvt", 0.42, 0.18],
    ["pfet_01v8_hvt", 0.42, 0.15],
    ["pfet_01v8_hvt", 1, 0.5],
    ["pfet_01v8_hvt", 0.8, 0.3],
  ];

  async function assertEqual(models: ModelSet, drawn: readonly Drawn[]) {
    const [wasm, other] = [await currents(models, drawn), await currents(models, drawn, native)];
    for (const [i, current] of wasm.entries()) {
      expect(current, drawn[i]?.join(" ")).toBeGreaterThan(1e-6);
      expect(Math.abs((other[i] as number) / current - 1), drawn[i]?.join(" ")).toBeLessThan(1e-6);
    }
  }

  it("agrees to 1e-6 on slim decks: SKY130 inside the engine", async () => {
    await assertEqual(await (await embedded("sky130")).corner("wafer"), sky);
  });

  it("agrees to 1e-6 on slim decks: GF180", async () => {
    await assertEqual(await (await embedded("gf180")).corner("typical"), [
      ["nmos_3p3", 0.5, 0.28],
      ["nmos_3p3", 1.2, 0.5],
      ["pmos_3p3", 1.2, 1.2],
      ["pmos_3p3", 0.9, 0.35],
      ["nmos_6p0", 10, 0.7],
    ]);
  });

  it.skipIf(!disk.available)(`agrees to 1e-6 on slim decks: SKY130 on disk ${disk.reason}`, async () => {
    const library = await onDisk(disk.root);
    for (const corner of ["tt", "fs"]) await assertEqual(await library.corner(corner), sky);
  });
});

function deviation(values: readonly number[]): number {
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return Math.sqrt(values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1));
}

describe("mismatch of the threshold", () => {
  const samples = 250;

  /** Threshold voltages [V] of many equal transistors in one operating point, each with the numbers that `number` gives it. */
  async function thresholds(
    models: ModelSet,
    [device, w, l]: Drawn,
    number: (sample: number, k: number) => number,
    m = 1,
  ) {
    const process = readProcess(models.process);
    const { subckt = "", polarity } = process.devices[device] ?? {};
    const volts = polarity === "p" ? -1.8 : 1.8;
    const inner = models.process === "gf180" ? "m0" : `m${subckt}`;
    const cards = [`Vd d 0 ${volts}`, `Vg g 0 ${0.7 * volts}`];
    for (let i = 0; i < samples; i++) {
      cards.push(
        models.call({ instance: `M${i}`, nodes: ["d", "g", "0", "0"], device, w: w * um, l: l * um, m }),
      );
    }
    const varied = models.vary(cards, (instance, k) => number(Number(instance.slice(2)), k));
    const probes = Array.from({ length: samples }, (_, i) => `@m.xm${i}.${inner}[vth]`);
    return opValues(await engine.run(deckOf([...models.slim(varied), ...varied], { probes })), probes);
  }

  const random = createRandom(1);
  /** One random quantity alone, the others at 0. */
  const only = (which: number) => (sample: number, k: number) =>
    k === which ? random.stream("mismatch", sample).normal() : 0;
  /** Of 250 samples the deviation scatters by 4.5 % (1 sigma). */
  const within = 0.15;

  /** Which random quantity is the threshold, and its deviation [V]. Lengths in um. */
  const cases: readonly (readonly [string, Drawn, number, number])[] = [
    ["sky130", ["nfet_01v8", 1, 0.15], 1, 3.356e-3 / Math.sqrt(0.15)],
    ["sky130", ["nfet_01v8", 7, 8], 1, 3.356e-3 / Math.sqrt(56)],
    ["sky130", ["pfet_01v8", 7, 8], 1, 5.856e-3 / Math.sqrt(56)],
    ["gf180", ["nmos_3p3", 1, 0.28], 1, 7.148e-3 / Math.SQRT2 / Math.sqrt((0.28 - 0.15) * (1 + 0.1))],
  ];

  it.each(cases)(
    "%s %j: its spread is the published slope over sqrt(W L)",
    async (process, drawn, which, expected) => {
      const library = await embedded(process);
      const models = await library.corner(library.typicalCorner);
      const found = deviation(await thresholds(models, drawn, only(which)));
      expect(Math.abs(found / expected - 1)).toBeLessThan(within);
      // One standard deviation is exactly that, not only on average.
      const [zero, one] = await thresholds(models, drawn, (sample, k) =>
        k === which && sample === 1 ? 1 : 0,
      );
      expect(Math.abs(Math.abs((one as number) - (zero as number)) / expected - 1)).toBeLessThan(1e-3);
    },
  );

  it("of four devices in parallel is half that of one", async () => {
    const models = await (await embedded("sky130")).corner("wafer");
    const drawn = ["nfet_01v8", 1, 0.15] as const;
    const one = await thresholds(models, drawn, only(1));
    const four = await thresholds(models, drawn, only(1), 4);
    expect(Math.abs(deviation(four) / deviation(one) - 0.5)).toBeLessThan(1e-3);
  });

  it.skipIf(!disk.available)(
    `in the continuous library on disk it has that library's own scaling on top, 1 at W 7 um, L 8 um ${disk.reason}`,
    async () => {
      const models = await (await onDisk(disk.root)).corner("tt");
      for (const [w, l] of [
        [7, 8],
        [1, 0.15],
        [1, 0.5],
      ] as const) {
        const scaling =
          ((0.008 * 8) / l + 0.992) * ((0.035 * 7) / w + 0.965) * ((0.001 * 56) / (w * l) + 0.999);
        const expected = (scaling * 3.356e-3) / Math.sqrt(w * l);
        const found = deviation(await thresholds(models, ["nfet_01v8", w, l], only(0)));
        expect(Math.abs(found / expected - 1)).toBeLessThan(within);
        const [zero, one] = await thresholds(models, ["nfet_01v8", w, l], (sample) => (sample === 1 ? 1 : 0));
        expect(Math.abs(((one as number) - (zero as number)) / expected - 1)).toBeLessThan(0.01);
      }
    },
  );
});
