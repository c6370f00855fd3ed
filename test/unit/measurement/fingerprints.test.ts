import { describe, expect, it } from "vitest";
import { sineWaveform } from "../../../src/device/index.ts";
import {
  assertMemristorRun,
  judgeFingerprints,
  loopOf,
  measureAgreement,
  measureHysteresis,
} from "../../../src/measurement/index.ts";
import { temperatureProbe } from "../../../src/netlist/index.ts";
import { characterizationSchema, deviceSchema } from "../../../src/spec/index.ts";
import { hpDevice } from "../../hp-device.ts";
import { exactRun, simulationOf } from "./bench-run.ts";

const device = hpDevice({});
const coded = (code: string) => expect.objectContaining({ code });

describe("the three fingerprints", () => {
  const loopAt = (frequency: number) => {
    const bench = { ...characterizationSchema.parse({}).hysteresis, frequency };
    const run = exactRun(device, sineWaveform(1, frequency), {
      t1: 2 / frequency,
      state: 0.1,
      maxStep: 1 / (2000 * frequency),
    });
    return loopOf(frequency, measureHysteresis(run, bench));
  };
  const loops = [1, 10, 100, 1000].map(loopAt);

  it("are all held by a memristor over three decades", () => {
    const { pinched, shrinking, singleValued } = judgeFingerprints(loops);
    expect([pinched.held, shrinking.held, singleValued.held]).toEqual([true, true, true]);
    expect(shrinking.fromFrequency).toBe(1);
    expect(loops[0]?.relativeLobe).toBeGreaterThan(10 * (loops[3]?.relativeLobe as number));
  });

  it("are not held by a loop that is open, one that grows, and one that stays", () => {
    const [first, second] = loops as [(typeof loops)[0], (typeof loops)[0]];
    const open = { ...first, hysteresis: { ...first.hysteresis, pinch: 0.1 } };
    expect(judgeFingerprints([open, second]).pinched.held).toBe(false);
    expect(judgeFingerprints([second, first]).shrinking.held).toBe(false);
    expect(judgeFingerprints([first]).singleValued.held).toBe(first.relativeLobe <= 0.02);
    expect(judgeFingerprints([first]).shrinking.held).toBe(false);
  });
});

describe("a run against its own equations", () => {
  const run = exactRun(device, sineWaveform(1, 1), { t1: 1, state: 0.1, maxStep: 1e-3 });

  it("agrees where it is right, and is refused where a solver went elsewhere", () => {
    expect(measureAgreement(run, device, 0.1)).toBeLessThan(1e-4);
    if (run.result.kind !== "tran") throw new Error("not a transient");
    const { time, vectors } = run.result;
    const state = (vectors["v(state)"] as Float64Array).map((x, n) =>
      (time[n] as number) > 0.5 ? x + 0.1 : x,
    );
    const wrong = simulationOf(time, { ...vectors, "v(state)": state });
    expect(() => measureAgreement(wrong, device, 0.1)).toThrow(coded("MEASUREMENT_DISAGREES"));
  });
});

describe("the temperature of a run", () => {
  const time = Float64Array.of(0, 1);
  const quiet = {
    "v(te)": new Float64Array(2),
    "i(vsense)": new Float64Array(2),
    "v(state)": Float64Array.of(0.5, 0.5),
  };
  const reram = deviceSchema.parse({ model: "sky130-reram" });

  it.each([20, 4000, Number.NaN])("of %f K is refused", (kelvin) => {
    const hot = simulationOf(time, { ...quiet, [temperatureProbe]: Float64Array.of(300, kelvin) });
    expect(() => assertMemristorRun(hot, reram, 1)).toThrow(coded("MEASUREMENT_TEMPERATURE"));
  });

  it("that follows the power at once is judged too", () => {
    const pku = deviceSchema.parse({ model: "stanford-pku" });
    const cool = simulationOf(time, quiet);
    expect(() => assertMemristorRun(cool, pku, 1)).not.toThrow();
    const driven = { ...quiet, "v(te)": Float64Array.of(0, 2.5), "v(state)": Float64Array.of(1, 1) };
    expect(() => assertMemristorRun(simulationOf(time, driven), pku, 1)).toThrow(
      coded("MEASUREMENT_TEMPERATURE"),
    );
  });
});
