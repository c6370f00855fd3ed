import { describe, expect, it } from "vitest";
import { conductanceOf, piecewiseLinearWaveform, sineWaveform } from "../../../src/device/index.ts";
import {
  measureHysteresis,
  measurePulseResponse,
  measureReadDisturb,
  programmableLevels,
} from "../../../src/measurement/index.ts";
import { pulseSchedule, readTime } from "../../../src/netlist/index.ts";
import { characterizationSchema } from "../../../src/spec/index.ts";
import { hpDevice } from "../../hp-device.ts";
import { drawnRun, exactRun, simulationOf } from "./bench-run.ts";

const device = hpDevice({});
const bench = characterizationSchema.parse({ pulses: { count: 4, width: 0.1, readWidth: 1e-3 } });
const { pulses, hysteresis } = bench;
const schedule = pulseSchedule(pulses);
const coded = (code: string) => expect.objectContaining({ code });

/** A run of the pulse bench whose state at the n-th read is given. */
function pulsesThrough(states: readonly number[]) {
  const points = Array.from(schedule.reads, (time, n) => ({
    time,
    voltage: 0.1,
    state: states[n] as number,
  }));
  return drawnRun(device, [...points, { time: schedule.stop, voltage: 0.1, state: states[8] as number }]);
}

describe("hysteresis", () => {
  const ideal = exactRun(device, sineWaveform(1, 1), { t1: 2, state: 0.1, maxStep: 5e-4 });

  it("has the lobe of the last period and a closed pinch", () => {
    const { time, voltage, current, pinch, lobeArea } = measureHysteresis(ideal, hysteresis);
    expect(pinch).toBeLessThan(1e-12);
    expect(time.length).toBe(voltage.length);
    expect(current.length).toBe(voltage.length);
    let area = 0;
    time.forEach((t, n) => {
      if (t <= 1 || t > 1.5) return;
      const mean = ((voltage[n] as number) + (voltage[n - 1] as number)) / 2;
      area += mean * ((current[n] as number) - (current[n - 1] as number));
    });
    expect(Math.abs(lobeArea / Math.abs(area) - 1)).toBeLessThan(1e-9);
  });

  it("shows a loop that a capacitor in parallel has opened", () => {
    if (ideal.result.kind !== "tran") throw new Error("not a transient");
    const { time, vectors } = ideal.result;
    const most = 1e-4;
    const displaced = (vectors["i(vsense)"] as Float64Array).map(
      (i, n) => i + 0.05 * most * Math.cos(2 * Math.PI * (time[n] as number)),
    );
    const open = measureHysteresis(simulationOf(time, { ...vectors, "i(vsense)": displaced }), hysteresis);
    expect(open.pinch).toBeGreaterThan(0.03);
    expect(open.pinch).toBeLessThan(0.07);
  });

  it("interpolates the current where no point lies on the zero of the voltage", () => {
    const time = Float64Array.from([0, 0.7, 1.3, 2]);
    const run = simulationOf(time, {
      "v(te)": Float64Array.from([1, 3, -1, -1]),
      "i(vsense)": Float64Array.from([1, 4, 2, -4]),
      "v(state)": new Float64Array(4),
    });
    expect(measureHysteresis(run, hysteresis).pinch).toBeCloseTo(2.5 / 4, 12);
  });
});

describe("pulse response", () => {
  it("is the conductance after every pulse, up and then down", () => {
    const run = exactRun(device, piecewiseLinearWaveform(schedule.points), {
      t1: schedule.stop,
      state: 0,
      maxStep: 1,
    });
    const { potentiation, depression } = measurePulseResponse(run, pulses);
    expect(potentiation).toHaveLength(5);
    expect(depression).toHaveLength(5);
    expect((potentiation[0] as number) / conductanceOf(device, 0)).toBeCloseTo(1, 4);
    expect(depression[0]).toBe(potentiation[4]);
    expect(potentiation[4]).toBeGreaterThan(1.3 * (potentiation[0] as number));
    expect(depression[4]).toBeLessThan(potentiation[4] as number);
  });

  it("reads the drawn states back", () => {
    const states = [0, 0.1, 0.2, 0.3, 0.4, 0.35, 0.3, 0.2, 0.1];
    const { potentiation, depression } = measurePulseResponse(pulsesThrough(states), pulses);
    [...potentiation, ...depression.slice(1)].forEach((g, n) => {
      expect(g / conductanceOf(device, states[n] as number)).toBeCloseTo(1, 9);
    });
  });

  it("may saturate, yet not turn back", () => {
    const good = [0, 0.1, 0.2, 0.2, 0.2, 0.1, 0, 0, 0];
    expect(measurePulseResponse(pulsesThrough(good), pulses).potentiation).toHaveLength(5);
    const up = pulsesThrough([0, 0.1, 0.05, 0.2, 0.3, 0.2, 0.1, 0, 0]);
    expect(() => measurePulseResponse(up, pulses)).toThrow(
      expect.objectContaining({ code: "MEASUREMENT_NOT_MONOTONE", at: ["potentiation"] }),
    );
    const down = pulsesThrough([0, 0.1, 0.2, 0.3, 0.4, 0.3, 0.2, 0.25, 0]);
    expect(() => measurePulseResponse(down, pulses)).toThrow(
      expect.objectContaining({ code: "MEASUREMENT_NOT_MONOTONE", at: ["depression"] }),
    );
  });

  it("fails for a device that does not move", () => {
    const still = pulsesThrough(Array(9).fill(0.5));
    expect(() => measurePulseResponse(still, pulses)).toThrow(coded("MEASUREMENT_NO_RESPONSE"));
  });

  it("fails where the drive is not at vRead", () => {
    const run = pulsesThrough([0, 0.1, 0.2, 0.3, 0.4, 0.3, 0.2, 0.1, 0]);
    expect(() => measurePulseResponse(run, { ...pulses, vRead: 0.2 })).toThrow(
      coded("MEASUREMENT_READ_VOLTAGE"),
    );
  });
});

describe("programmable levels", () => {
  it("are the conductances of the potentiation curve, ascending, each once", () => {
    const levels = programmableLevels({
      potentiation: Float64Array.from([1e-4, 2e-4, 3e-4, 3e-4 * (1 + 1e-9)]),
      depression: Float64Array.from([3e-4, 1.5e-4, 1e-4]),
    });
    expect([...levels]).toEqual([1e-4, 2e-4, 3e-4]);
  });
});

describe("read disturb", () => {
  it("is the relative change from the first read to the last", () => {
    const { readDisturb } = bench;
    const points = [0, readDisturb.reads].map((n) => ({
      time: readTime(readDisturb, n),
      voltage: 0.1,
      state: n === 0 ? 0.5 : 0.51,
    }));
    const end = { time: 1, voltage: 0.1, state: 0.51 };
    const measured = measureReadDisturb(drawnRun(device, [...points, end]), bench);
    expect(measured).toMatchObject({ reads: 100, width: 1e-6 });
    const exact = conductanceOf(device, 0.51) / conductanceOf(device, 0.5) - 1;
    expect(measured.relativeChange / exact).toBeCloseTo(1, 9);
  });
});

describe("a run that cannot be measured", () => {
  const good = pulsesThrough([0, 0.1, 0.2, 0.3, 0.4, 0.3, 0.2, 0.1, 0]);

  it.each([-1e-3, 1.001, Number.NaN, 1e145])("has a state of %f somewhere", (state) => {
    const bad = pulsesThrough([0, 0.1, 0.2, state, 0.4, 0.3, 0.2, 0.1, 0]);
    expect(() => measurePulseResponse(bad, pulses)).toThrow(coded("MEASUREMENT_STATE_RANGE"));
  });

  it("may have a state that is out by rounding only", () => {
    const run = pulsesThrough([-1e-6, 0.1, 0.2, 0.3, 0.4, 0.3, 0.2, 0.1, -1e-6]);
    expect(measurePulseResponse(run, pulses).potentiation).toHaveLength(5);
  });

  it("is of another analysis, lacks a vector, or ends early", () => {
    const op = { ...good, result: { kind: "op", vectors: {} } } as const;
    expect(() => measurePulseResponse(op, pulses)).toThrow(coded("MEASUREMENT_ANALYSIS"));
    const bare = simulationOf(Float64Array.from([0, 10]), { "v(te)": new Float64Array(2) });
    expect(() => measureHysteresis(bare, hysteresis)).toThrow(coded("MEASUREMENT_PROBE"));
    expect(() => measurePulseResponse(good, { ...pulses, count: 5 })).toThrow(coded("MEASUREMENT_TIME"));
    const empty = simulationOf(new Float64Array(0), {});
    expect(() => measureReadDisturb(empty, bench)).toThrow(coded("MEASUREMENT_TIME"));
  });
});
