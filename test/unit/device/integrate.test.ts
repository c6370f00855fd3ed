import { describe, expect, it } from "vitest";
import {
  constantWaveform,
  integrate,
  piecewiseLinearWaveform,
  resistanceOf,
  sineWaveform,
} from "../../../src/device/index.ts";
import { hpDevice } from "../../hp-device.ts";

const device = hpDevice({ window: "none", initialState: 0.25 });
const coded = (code: string) => expect.objectContaining({ code });

describe("waveforms", () => {
  it("hold the first and the last value of a piecewise linear one, straight between", () => {
    const ramp = piecewiseLinearWaveform([
      [1, -2],
      [2, 4],
    ]);
    expect([0, 1, 1.5, 2, 9].map((t) => ramp.at(t))).toEqual([-2, -2, 1, 4, 4]);
  });

  it("break at corners and where the sign changes, inside the span only", () => {
    const ramp = piecewiseLinearWaveform([
      [1, -2],
      [2, 4],
      [3, 0],
    ]);
    const breaks = ramp.breakpoints(0, 3);
    expect(breaks).toHaveLength(3);
    expect(breaks[1]).toBeCloseTo(4 / 3, 12);
    expect(ramp.breakpoints(1, 1.2)).toEqual([]);
    expect(sineWaveform(1, 2).breakpoints(0, 1)).toEqual([0.25, 0.5, 0.75]);
    expect(constantWaveform(1).breakpoints(0, 1)).toEqual([]);
  });

  it.each([
    ["no points", []],
    [
      "a time twice",
      [
        [0, 0],
        [0, 1],
      ],
    ],
    [
      "a voltage of NaN",
      [
        [0, 0],
        [1, Number.NaN],
      ],
    ],
    ["an infinite time", [[Number.POSITIVE_INFINITY, 0]]],
  ] as [string, [number, number][]][])("refuse %s", (_, points) => {
    expect(() => piecewiseLinearWaveform(points)).toThrow(coded("DEVICE_WAVEFORM"));
  });
});

describe("integrate", () => {
  it("begins at the initial state of the device, and stands at every breakpoint", () => {
    const corners = [0.1, 0.100001, 0.3];
    const wave = piecewiseLinearWaveform(corners.map((t, i) => [t, i]));
    const run = integrate(device, wave, { t0: 0.05, t1: 0.4 });
    expect(run.state[0]).toBe(0.25);
    for (const t of [0.05, ...corners, 0.4]) expect([...run.time]).toContain(t);
    expect(run.time[run.time.length - 1]).toBe(0.4);
  });

  it("gives voltage and current that belong to the state, for either source", () => {
    for (const source of ["voltage", "current"] as const) {
      const run = integrate(device, sineWaveform(source === "voltage" ? 1 : 1e-5, 1), { t1: 0.9, source });
      run.time.forEach((_, n) => {
        const expected = (run.current[n] as number) * resistanceOf(device, run.state[n] as number);
        expect(Math.abs((run.voltage[n] as number) - expected)).toBeLessThan(1e-12);
      });
    }
  });

  it("takes no step longer than asked", () => {
    const { time } = integrate(device, constantWaveform(0.1), { t1: 1, maxStep: 0.01 });
    expect(time.length).toBeGreaterThan(100);
    for (let n = 1; n < time.length; n++) {
      expect((time[n] as number) - (time[n - 1] as number)).toBeLessThanOrEqual(0.01 * (1 + 1e-9));
    }
  });

  it("stays at an end until the drive turns, then leaves it", () => {
    const run = integrate(device, sineWaveform(3, 1), { t1: 0.75 });
    const arrival = run.state.indexOf(1);
    const turn = run.time.indexOf(0.5);
    expect(arrival).toBeGreaterThan(0);
    expect(run.state.slice(arrival, turn + 1).every((x) => x === 1)).toBe(true);
    expect(run.state[run.state.length - 1]).toBeLessThan(0.9);
  });

  it.each([
    { t1: 0 },
    { t1: Number.NaN },
    { t0: 2, t1: 1 },
    { t1: 1, maxStep: 0 },
    { t1: 1, tolerance: -1 },
    { t1: Number.POSITIVE_INFINITY },
  ])("refuses the span %o", (options) => {
    expect(() => integrate(device, constantWaveform(1), options)).toThrow(coded("DEVICE_TIME_SPAN"));
  });

  it("refuses a state outside its range and a device that is none", () => {
    expect(() => integrate(device, constantWaveform(1), { t1: 1, state: 1.1 })).toThrow(
      coded("DEVICE_STATE_RANGE"),
    );
    expect(() => integrate(Object.assign({}, device, { rOn: -1 }), constantWaveform(1), { t1: 1 })).toThrow(
      coded("DEVICE_PARAMETER"),
    );
  });

  it("fails where the drive is not a number, and where it jumps without a breakpoint", () => {
    const undefinedLater = { at: (t: number) => (t < 0.5 ? 1 : Number.NaN), breakpoints: () => [] };
    expect(() => integrate(device, undefinedLater, { t1: 1 })).toThrow(coded("DEVICE_NOT_FINITE"));
    const jump = { at: (t: number) => (t < 0.5 ? 0 : 1e9), breakpoints: () => [] };
    expect(() => integrate(device, jump, { t1: 1 })).toThrow(coded("DEVICE_STEP_LIMIT"));
  });

  it("ends where a drive changes sign within the smallest number there is", () => {
    const drive = piecewiseLinearWaveform([
      [0, -2.5e-323],
      [0.1, 0.2],
    ]);
    const { time } = integrate(hpDevice({ window: "none" }), drive, { t1: 0.1, state: 0.05 });
    expect(time.at(-1)).toBe(0.1);
    expect(time.length).toBeLessThan(1000);
  });
});
