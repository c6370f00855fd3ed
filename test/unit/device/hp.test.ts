import { describe, expect, it } from "vitest";
import {
  conductanceOf,
  fullRangeCharge,
  resistanceOf,
  stateOf,
  stateRate,
  windowFactor,
} from "../../../src/device/index.ts";
import { hpDevice } from "../../hp-device.ts";

const device = hpDevice({});
const coded = (code: string) => expect.objectContaining({ code });

describe("resistance and state", () => {
  it("runs from rOff at state 0 to rOn at state 1, linear between", () => {
    expect(resistanceOf(device, 0)).toBe(16e3);
    expect(resistanceOf(device, 1)).toBe(100);
    expect(resistanceOf(device, 0.1)).toBeCloseTo(14_410, 9);
    expect(conductanceOf(device, 0.1)).toBeCloseTo(1 / 14_410, 15);
  });

  it("is inverted by stateOf, both ends included", () => {
    for (const state of [0, 0.1, 0.5, 0.999, 1]) {
      expect(stateOf(device, resistanceOf(device, state))).toBeCloseTo(state, 12);
    }
    expect(stateOf(device, 1 / (1 / 16e3))).toBe(0);
  });

  it.each([99, 16_001, -1, Number.NaN, Number.POSITIVE_INFINITY])("has no state for %f ohm", (resistance) => {
    expect(() => stateOf(device, resistance)).toThrow(coded("DEVICE_RESISTANCE_RANGE"));
  });

  it.each([-1e-9, 1.000001, Number.NaN])("has no resistance for state %f", (state) => {
    expect(() => resistanceOf(device, state)).toThrow(coded("DEVICE_STATE_RANGE"));
    expect(() => conductanceOf(device, state)).toThrow(coded("DEVICE_STATE_RANGE"));
    expect(() => stateRate(device, state, 1e-6)).toThrow(coded("DEVICE_STATE_RANGE"));
  });

  it.each([
    ["rOn", 0],
    ["rOn", 17e3],
    ["rOff", Number.POSITIVE_INFINITY],
    ["thickness", -1e-8],
    ["mobility", Number.NaN],
    ["windowExponent", 1.5],
    ["windowExponent", 0],
  ])("refuses %s = %f", (name, value) => {
    const wrong = { ...device, [name]: value };
    expect(() => resistanceOf(wrong, 0.5)).toThrow(coded("DEVICE_PARAMETER"));
    expect(() => stateOf(wrong, 1e3)).toThrow(coded("DEVICE_PARAMETER"));
    expect(() => fullRangeCharge(wrong)).toThrow(
      expect.objectContaining({ code: "DEVICE_PARAMETER", at: ["device", name] }),
    );
  });
});

describe("drift", () => {
  it("takes 1e-4 C for the whole range of the physical preset, 1e8 C for the legacy one", () => {
    expect(fullRangeCharge(device)).toBeCloseTo(1e-4, 16);
    expect(fullRangeCharge(hpDevice({ preset: "legacy" })) / 1e8).toBeCloseTo(1, 12);
  });

  it("has the rate i f / charge, upwards for a positive current", () => {
    expect(stateRate(device, 0.5, 1e-5)).toBeCloseTo(0.1 * 0.75, 12);
    expect(stateRate(device, 0.5, -1e-5)).toBeCloseTo(-0.1 * 0.75, 12);
    expect(stateRate(device, 0.5, 0)).toBe(0);
  });

  it("stops at an end, for a current out of the range only", () => {
    for (const window of ["none", "biolek"] as const) {
      const one = hpDevice({ window });
      expect(stateRate(one, 1, 1e-5)).toBe(0);
      expect(stateRate(one, 0, -1e-5)).toBe(0);
      expect(stateRate(one, 1, -1e-5)).toBeCloseTo(-0.1, 12);
      expect(stateRate(one, 0, 1e-5)).toBeCloseTo(0.1, 12);
    }
  });

  it.each([Number.NaN, Number.NEGATIVE_INFINITY])("has no rate for a current of %f", (current) => {
    expect(() => stateRate(device, 0.5, current)).toThrow(coded("DEVICE_NOT_FINITE"));
  });
});

describe("windows", () => {
  const factor = (window: "none" | "joglekar" | "biolek", p: number, state: number, current: number) =>
    windowFactor(hpDevice({ window, windowExponent: p }), state, current);

  it("are 1, 4x(1-x), and 1-x^2 up or 1-(1-x)^2 down for p = 1", () => {
    for (const x of [0, 0.2, 0.5, 0.9, 1]) {
      for (const i of [-1, 1]) {
        expect(factor("none", 1, x, i)).toBe(1);
        expect(factor("joglekar", 1, x, i)).toBeCloseTo(4 * x * (1 - x), 12);
      }
      expect(factor("biolek", 1, x, 1)).toBeCloseTo(1 - x * x, 12);
      expect(factor("biolek", 1, x, -1)).toBeCloseTo(1 - (1 - x) ** 2, 12);
    }
  });

  it("become flatter inside with p", () => {
    expect(factor("joglekar", 4, 0.25, 1)).toBeCloseTo(1 - 0.5 ** 8, 12);
    expect(factor("biolek", 4, 0.5, 1)).toBeCloseTo(1 - 0.5 ** 8, 12);
  });

  it("let a state leave an end with biolek, and not with joglekar", () => {
    expect(factor("biolek", 3, 1, -1)).toBe(1);
    expect(factor("biolek", 3, 0, 1)).toBe(1);
    expect(factor("joglekar", 3, 1, -1)).toBe(0);
    expect(factor("joglekar", 3, 0, 1)).toBe(0);
  });
});
