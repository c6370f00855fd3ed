import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  conductanceOf,
  integrate,
  piecewiseLinearWaveform,
  resistanceOf,
  stateOf,
} from "../../../src/device/index.ts";
import { hpDevice } from "../../hp-device.ts";

const device = fc.record({
  window: fc.constantFrom("none" as const, "joglekar" as const, "biolek" as const),
  windowExponent: fc.integer({ min: 1, max: 8 }),
  rOn: fc.double({ min: 50, max: 1e3, noNaN: true }),
  rOff: fc.double({ min: 2e3, max: 1e5, noNaN: true }),
});
const inside = fc.double({ min: 0.05, max: 0.95, noNaN: true });
const voltages = fc.array(fc.double({ min: -1, max: 1, noNaN: true }), { minLength: 2, maxLength: 8 });
const wave = (values: readonly number[]) => piecewiseLinearWaveform(values.map((v, n) => [n * 0.1, v]));
const last = (values: Float64Array) => values[values.length - 1] as number;
const runs = { numRuns: 60 };

describe("any HP device under any drive", () => {
  it("keeps its state in 0..1, and takes energy: integral of v i >= 0 over every prefix", () => {
    fc.assert(
      fc.property(device, inside, voltages, (parameters, state, values) => {
        const t1 = 0.1 * values.length;
        const run = integrate(hpDevice(parameters), wave(values), { t1, state });
        let energy = 0;
        run.time.forEach((t, n) => {
          expect(run.state[n]).toBeGreaterThanOrEqual(0);
          expect(run.state[n]).toBeLessThanOrEqual(1);
          const power = (run.voltage[n] as number) * (run.current[n] as number);
          if (n > 0) energy += power * (t - (run.time[n - 1] as number));
          expect(energy).toBeGreaterThanOrEqual(0);
        });
      }),
      runs,
    );
  });

  it("moves with the sign of its voltage", () => {
    fc.assert(
      fc.property(device, inside, voltages, (parameters, state, values) => {
        const up = wave(values.map(Math.abs));
        const run = integrate(hpDevice(parameters), up, { t1: 0.1 * values.length, state });
        for (let n = 1; n < run.state.length; n++) {
          expect(run.state[n]).toBeGreaterThanOrEqual(run.state[n - 1] as number);
        }
      }),
      runs,
    );
  });

  it("without window, is brought back by the opposite flux, whatever its shape", () => {
    fc.assert(
      fc.property(inside, voltages, fc.double({ min: 0.2, max: 1, noNaN: true }), (state, values, height) => {
        const free = hpDevice({ window: "none" });
        const there = values.map((v) => 0.02 * Math.abs(v) + 0.001);
        const ends = [0, ...there, 0];
        const flux = there.reduce((sum, v) => sum + 0.1 * v, 0);
        const t1 = 0.1 * (ends.length - 1);
        const up = integrate(free, wave(ends), { t1, state });
        fc.pre(last(up.state) < 1);
        const triangle = piecewiseLinearWaveform([
          [0, 0],
          [flux / height, -height],
          [(2 * flux) / height, 0],
        ]);
        const back = integrate(free, triangle, { t1: (2 * flux) / height, state: last(up.state) });
        expect(Math.abs(last(back.state) - state)).toBeLessThan(1e-9);
      }),
      runs,
    );
  });

  it("has one state for a resistance and one resistance for a state", () => {
    fc.assert(
      fc.property(device, fc.double({ min: 0, max: 1, noNaN: true }), (parameters, state) => {
        const one = hpDevice(parameters);
        expect(Math.abs(stateOf(one, resistanceOf(one, state)) - state)).toBeLessThan(1e-11);
        expect(conductanceOf(one, state) * resistanceOf(one, state)).toBeCloseTo(1, 12);
      }),
    );
  });
});
