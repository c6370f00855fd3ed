import { describe, expect, it } from "vitest";
import type { MemspiceError } from "../../../src/foundation/index.ts";
import {
  parseManifest,
  processNames,
  readProcess,
  recordedSet,
  segmentResistance,
  thinnestWire,
} from "../../../src/pdk/index.ts";

const sky130 = readProcess("sky130");
const gf180 = readProcess("gf180");

function errorOf(action: () => unknown): MemspiceError {
  try {
    action();
  } catch (error) {
    return error as MemspiceError;
  }
  throw new Error("nothing was thrown");
}

/** A manifest with everything in it, to be spoilt. */
const small = `name: small
title: Small
supply: 1
defaults: { n: nmos, p: pmos }
grid: { step: 5n, rule: G, text: grid }
rules:
  W: { of: w, min: 1u, text: width }
devices:
  nmos: { subckt: nmos, polarity: n, rules: [W], voltages: { vds: 1, vgs: 1, vbs: 1 }, bins: { one: { l: 1 2 um, w: 1 2 3 um } } }
  pmos: { subckt: pmos, polarity: p, rules: [W], voltages: { vds: 1, vgs: 1, vbs: 1 } }
models: { embedded: {}, disk: { file: x, libraries: [], typical: tt } }
golden: [{ device: nmos, w: 1u, l: 1u, supply: 1, temperatureC: 27, corner: tt, value: 2u, min: 1u, max: 3u }]
metals: {}
capacitors: {}
`;

describe("a process", () => {
  it("is known if it has a manifest, under the name that stands in it", () => {
    expect(processNames()).toEqual(["gf180", "sky130"]);
    for (const name of processNames()) expect(readProcess(name).name).toBe(name);
  });

  it("that is not there is refused with the names of those that are", () => {
    const error = errorOf(() => readProcess("sky13"));
    expect([error.code, error.at]).toEqual(["PDK_PROCESS_UNKNOWN", ["process"]]);
    expect(error.hint).toContain("gf180, sky130");
  });

  it.each([
    [sky130, "nfet_01v8", 0.15e-6, 0.42e-6, "poly.1a", "difftap.2"],
    [sky130, "pfet_01v8", 0.15e-6, 0.42e-6, "poly.1a", "difftap.2"],
    [sky130, "pfet_01v8_hvt", 0.15e-6, 0.42e-6, "poly.1a", "difftap.2"],
    [sky130, "nfet_01v8_lvt", 0.15e-6, 0.42e-6, "poly.1a", "difftap.2"],
    [sky130, "pfet_01v8_lvt", 0.35e-6, 0.42e-6, "poly.1b", "difftap.2"],
    [sky130, "nfet_g5v0d10v5", 0.5e-6, 0.42e-6, "hvpoly.13", "difftap.2"],
    [sky130, "pfet_g5v0d10v5", 0.5e-6, 0.42e-6, "hvpoly.13", "difftap.2"],
    [sky130, "nfet_03v3_nvt", 0.5e-6, 0.42e-6, "hvpoly.13", "difftap.2"],
    [sky130, "nfet_05v0_nvt", 0.9e-6, 0.42e-6, "device details, 5.0V native", "difftap.2"],
    [gf180, "nmos_3p3", 0.28e-6, 0.22e-6, "PL.2_LV", "DF.2a_LV"],
    [gf180, "nmos_5p0", 0.6e-6, 0.3e-6, "PL.2_MV", "DF.2a_MV"],
    [gf180, "pmos_6p0", 0.55e-6, 0.3e-6, "PL.2_MV", "DF.2a_MV"],
    [gf180, "nmos_6p0_nat", 1.8e-6, 0.3e-6, "NAT.5", "DF.2a_MV"],
  ] as const)("%#: has the foundry's least sizes of %s %s", (process, device, l, w, ruleL, ruleW) => {
    const limits = process.devices[device]?.limits ?? [];
    const least = (of: string) => limits.find((limit) => limit.of === of && limit.min !== null);
    expect([least("l")?.rule, least("w")?.rule]).toEqual([ruleL, ruleW]);
    expect(least("l")?.min).toBeCloseTo(l, 12);
    expect(least("w")?.min).toBeCloseTo(w, 12);
  });

  it("records the model cards inside the engine: 63 and 66 points, 198 ranges without gaps", () => {
    const embedded = recordedSet(sky130, "embedded");
    expect(["nfet_01v8", "pfet_01v8", "pfet_01v8_hvt"].map((name) => embedded.bins(name).length)).toEqual([
      63, 66, 198,
    ]);
    expect(embedded.bins("nfet_01v8_lvt")).toEqual([]);
    expect(embedded.bins("nfet_9")).toEqual([]);
    const area = embedded
      .bins("pfet_01v8_hvt")
      .reduce((sum, { lMin, lMax, wMin, wMax }) => sum + (lMax - lMin) * (wMax - wMin), 0);
    expect(area / ((100e-6 - 0.15e-6) * (100e-6 - 0.36e-6))).toBeCloseTo(1, 9);
  });

  it("has limits and voltages for every device that may be used, and a reason for the others", () => {
    for (const { devices } of [sky130, gf180]) {
      for (const [name, device] of Object.entries(devices)) {
        const covered = ["w", "l"].every((of) => device.limits.some((limit) => limit.of === of));
        expect(
          device.reserved === null ? covered && device.voltages !== null : device.reserved !== "",
          name,
        ).toBe(true);
      }
    }
    expect(sky130.devices.special_nfet_latch?.reserved).toContain("SRAM");
  });

  it("has the published currents, in amperes and in their order: the n-channel carries more than the p-channel", () => {
    const current = (device: string) => sky130.golden.find((one) => one.device === device)?.value ?? 0;
    expect(current("nfet_01v8")).toBeCloseTo(3.512e-3, 9);
    expect(current("pfet_01v8")).toBeCloseTo(1.347e-3, 9);
    expect(current("pfet_01v8_hvt")).toBeLessThan(current("pfet_01v8"));
    for (const { min, value, max } of gf180.golden) {
      expect(min).toBeLessThan(value);
      expect(max).toBeGreaterThan(value);
    }
  });

  it("names its own metals: the worst wire of GF180 is metal 1 at its least width", () => {
    const thin = thinnestWire(gf180, 1e-6);
    expect([thin.word.metal, thin.word.width]).toEqual(["metal1", 0.23e-6]);
    expect(segmentResistance(gf180, thin).rWord).toBeCloseTo(0.09 / 0.23, 9);
  });
});

describe("a manifest", () => {
  it("gives bins from edges, and rules by device", () => {
    const process = parseManifest(small, "small.yaml");
    expect(process.devices.nmos?.bins.one).toHaveLength(2);
    expect(process.devices.nmos?.limits).toEqual([
      { rule: "W", of: "w", min: 1e-6, max: null, text: "width" },
    ]);
  });

  it.each([
    ["a key that is unknown", "supply: 1", "supplies: 1", "small.yaml:3", "unknown key"],
    ["a wrong unit", "step: 5n", "step: 5nV", "small.yaml:5", "not a quantity in m"],
    [
      "a rule that is not there",
      "rules: [W], voltages: { vds: 1, vgs: 1, vbs: 1 }, bins",
      "rules: [X], voltages: { vds: 1, vgs: 1, vbs: 1 }, bins",
      "small.yaml:9",
      'no rule "X"',
    ],
    ["a rule without a limit", "min: 1u, text", "text", "small.yaml:7", "neither min nor max"],
    [
      "a standard transistor of the wrong polarity",
      "n: nmos, p",
      "n: pmos, p",
      "small.yaml:4",
      "no n-channel",
    ],
    ["edges that fall", "w: 1 2 3 um", "w: 1 3 2 um", "small.yaml:9", "must rise"],
    ["a current outside its own range", "value: 2u", "value: 4u", "small.yaml:12", "is not from"],
    [
      "a device without voltages",
      "voltages: { vds: 1, vgs: 1, vbs: 1 } }",
      "}",
      "small.yaml:10",
      "needs voltages",
    ],
  ])("with %s is refused with its line", (_what, part, spoilt, place, problem) => {
    expect(small).toContain(part);
    const error = errorOf(() => parseManifest(small.replace(part, spoilt), "small.yaml"));
    expect(error.code).toBe("PDK_MANIFEST");
    expect(error.message).toContain(place);
    expect(error.message).toContain(problem);
  });
});
