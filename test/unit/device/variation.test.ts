import { describe, expect, it } from "vitest";
import { createSwitchEnsemble, equationsOf, pulseTrain, varyDevice } from "../../../src/device/index.ts";
import { createRandom, summarize } from "../../../src/foundation/index.ts";
import { type DeviceOfModel, deviceSchema, parseRunSpec } from "../../../src/spec/index.ts";

const coded = (code: string) => expect.objectContaining({ code });
const streamOf = (name: string, seed = 1) => createRandom(seed).stream(name);
const variance = (values: readonly number[]) => {
  const { mean } = summarize(values);
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (values.length - 1);
};

describe("a varied device", () => {
  const device = deviceSchema.parse({ model: "vteam" }) as DeviceOfModel<"vteam">;

  it("has the mean and spread that were asked for, in the parameters asked for only", () => {
    const stream = streamOf("vary");
    const spreads = { kOn: { sigma: 0.2, kind: "lognormal" }, vOn: { sigma: 0.05, kind: "normal" } } as const;
    const all = Array.from({ length: 4000 }, () => varyDevice(device, spreads, stream) as typeof device);
    for (const [name, cv] of [
      ["kOn", Math.sqrt(Math.expm1(0.04))],
      ["vOn", 0.05],
    ] as const) {
      const values = all.map((one) => one[name] / device[name]);
      expect(Math.abs(summarize(values).mean - 1)).toBeLessThan(0.015);
      expect(Math.sqrt(variance(values)) / cv).toBeGreaterThan(0.95);
      expect(Math.sqrt(variance(values)) / cv).toBeLessThan(1.05);
    }
    for (const one of all.slice(0, 50))
      expect({ ...one, kOn: 0, vOn: 0 }).toEqual({ ...device, kOn: 0, vOn: 0 });
  });

  it("is the same for the same seed, and the device itself for a spread of zero", () => {
    const spreads = { rOn: { sigma: 0.1, kind: "lognormal" } } as const;
    expect(varyDevice(device, spreads, streamOf("a"))).toEqual(varyDevice(device, spreads, streamOf("a")));
    expect(varyDevice(device, spreads, streamOf("a"))).not.toEqual(
      varyDevice(device, spreads, streamOf("b")),
    );
    expect(varyDevice(device, { rOn: { sigma: 0, kind: "lognormal" } }, streamOf("a"))).toEqual(device);
  });

  it("stays inside its card, and says so where no draw does", () => {
    const wide = { rOff: { sigma: 1, kind: "lognormal" } } as const;
    const stream = streamOf("wide");
    for (let n = 0; n < 200; n++) expect(() => equationsOf(varyDevice(device, wide, stream))).not.toThrow();
    const edge = { ...device, rOn: 999.9999, rOff: 1000 };
    const spreads = {
      rOff: { sigma: 1e-12, kind: "lognormal" },
      rOn: { sigma: 1e-12, kind: "normal" },
    } as const;
    expect(varyDevice(edge, spreads, stream)).toBeDefined();
    const impossible = { ...device, rOn: 1000 };
    expect(() => varyDevice(impossible, { kOff: { sigma: 0.1, kind: "normal" } }, stream)).toThrow(
      coded("DEVICE_SPREAD"),
    );
    expect(() => varyDevice(device, { mobility: wide.rOff }, stream)).toThrow(coded("DEVICE_PARAMETER"));
  });

  it("is named in a spec by its own parameters only", () => {
    const spec = parseRunSpec("device: { model: vteam }\nvariability: { parameters: { kOn: { d2d: 0.1 } } }");
    expect(spec.variability.parameters).toEqual({ kOn: { d2d: 0.1, c2c: 0, kind: "lognormal" } });
    expect(() => parseRunSpec("variability: { parameters: { kOn: { d2d: 0.1 } } }")).toThrow(
      coded("SPEC_VALUE"),
    );
  });
});

describe("a pulse train from the equations", () => {
  it("is that of the nominal device, and moves with cycle-to-cycle spread", () => {
    const { device, characterization } = parseRunSpec("device: { model: yakopcic }");
    const bench = { ...characterization.pulses, count: 10 };
    const nominal = pulseTrain(device, bench);
    expect(nominal.potentiation).toHaveLength(11);
    expect(nominal.depression[0]).toBe(nominal.potentiation[10]);
    expect((nominal.potentiation[1] as number) / (nominal.potentiation[0] as number)).toBeGreaterThan(1.03);
    const spread = (sigma: number) =>
      pulseTrain(device, bench, {
        cycle: { spreads: { aP: { sigma, kind: "lognormal" } }, stream: streamOf("c2c") },
      });
    expect(spread(0)).toEqual(nominal);
    expect(spread(0.2)).not.toEqual(nominal);
  });
});

describe("an ensemble of switches (O-2.7, O-7.2)", () => {
  const device = deviceSchema.parse({ model: "metastable-switch" }) as DeviceOfModel<"metastable-switch">;
  const runs = 2000;
  const after = (name: string, cuts: number) =>
    Array.from({ length: runs }, (_, n) => {
      const one = createSwitchEnsemble(device, createRandom(1).stream(name, n), 0.1);
      for (let k = 0; k < cuts; k++) one.advance(0.25, 1e-4 / cuts);
      return one.state();
    });
  const beta = 1.602176634e-19 / (1.380649e-23 * 298.5);
  const [on, off] = [1 / (1 + Math.exp(-beta * (0.25 - 0.27))), 1 / (1 + Math.exp(beta * (0.25 + 0.27)))];

  it.each([1, 7])(
    "has the mean of the mean field, and a binomial variance, an interval cut in %i",
    (cuts) => {
      const states = after(`cut in ${cuts}`, cuts);
      const [end, decay] = [on / (on + off), Math.exp(-(on + off))];
      const mean = end + (0.1 - end) * decay;
      expect(Math.abs(summarize(states).mean - mean)).toBeLessThan(
        4 * Math.sqrt((mean * (1 - mean)) / 200 / runs),
      );
      // 20 switches began on, 180 off: two binomial groups
      const [stay, come] = [end + (1 - end) * decay, end * (1 - decay)];
      const exact = (20 * stay * (1 - stay) + 180 * come * (1 - come)) / 200 ** 2;
      expect(Math.abs(variance(states) / exact - 1)).toBeLessThan(0.08);
    },
  );

  it("settles to the variance x (1 - x)/N", () => {
    const states = Array.from({ length: runs }, (_, n) => {
      const one = createSwitchEnsemble(device, createRandom(2).stream("settled", n), 0.1);
      one.advance(0, 100);
      return one.state();
    });
    expect(Math.abs(variance(states) / (0.25 / 200) - 1)).toBeLessThan(0.05);
    expect(Math.abs(summarize(states).mean - 0.5)).toBeLessThan(4 * Math.sqrt(0.25 / 200 / runs));
  });

  it("refuses a start that is none", () => {
    expect(() => createSwitchEnsemble(device, streamOf("x"), 1.2)).toThrow(coded("DEVICE_STATE_RANGE"));
  });
});
