import { describe, expect, it } from "vitest";
import type { Simulation } from "../../../src/engine/index.ts";
import {
  assertWholeSpikes,
  endOfRun,
  findSpikes,
  fitNeuron,
  fittedPeriod,
  measureSpikes,
  type NeuronTrace,
  neuronTrace,
  restCurrent,
  restDistance,
  silentMeasures,
  standsStill,
} from "../../../src/measurement/index.ts";
import { simulationOf } from "./bench-run.ts";

const supply = 2;
const relative = (value: number | null, expected: number) => Math.abs((value as number) / expected - 1);

interface Drawn {
  /** Corners of one period: [part of it, membrane, output, current]. */
  readonly corners: readonly (readonly [number, number, number, number])[];
  readonly periods: readonly number[];
}

/** A trace of straight lines, 400 points a period, so that no corner falls on a crossing by chance. */
function drawn({ corners, periods }: Drawn): NeuronTrace {
  const rows: number[][] = [];
  let start = 0;
  for (const period of periods) {
    for (let k = 0; k < 400; k++) {
      const part = k / 400;
      const n = corners.findIndex(([at]) => at > part);
      const [a, b] = [corners[n - 1], corners[n]] as [Drawn["corners"][number], Drawn["corners"][number]];
      const along = (part - a[0]) / (b[0] - a[0]);
      rows.push([
        start + part * period,
        ...[1, 2, 3].map((c) => (a[c] as number) + along * ((b[c] as number) - (a[c] as number))),
      ]);
    }
    start += period;
  }
  const column = (c: number) => Float64Array.from(rows, (row) => row[c] as number);
  return { time: column(0), membrane: column(1), output: column(2), current: column(3) };
}

/**
 * Charges from 0.2 V at 40 % to 1.2 V at 90 %, where the output begins to rise; rises through half the supply at 91 %, where the membrane is at
 * 1.22 V; falls through it at 96 %; the membrane is down at 98 %, and stays there for 40 % of the next period.
 */
const corners: Drawn["corners"] = [
  [0, 0.2, 0, 1e-9],
  [0.4, 0.2, 0, 1e-9],
  [0.9, 1.2, 0, 1e-9],
  [0.92, 1.24, 2, 1e-9],
  [0.95, 1.24, 2, 1e-9],
  [0.97, 0.2, 0, 1e-9],
  [1, 0.2, 0, 1e-9],
];
const steady = drawn({ corners, periods: Array(6).fill(1e-6) });

describe("a regular neuron", () => {
  const measures = measureSpikes(steady, supply);

  it("has the rate and the threshold that were drawn", () => {
    expect(relative(measures.spikeRate, 1e6)).toBeLessThan(1e-9);
    expect(relative(measures.period, 1e-6)).toBeLessThan(1e-9);
    expect(measures.periodSpread).toBeLessThan(1e-9);
    expect(relative(measures.threshold, 1.22)).toBeLessThan(1e-3);
    expect(relative(measures.membranePeak, 1.24)).toBeLessThan(1e-3);
  });

  it("has its width at half the supply, and is refractory until the line of its rise meets its lowest voltage", () => {
    expect(relative(measures.spikeWidth, 0.05e-6)).toBeLessThan(1e-3);
    expect(relative(measures.refractoryTime, 0.44e-6)).toBeLessThan(5e-3);
  });

  it("has energy and current over whole periods", () => {
    expect(relative(measures.supplyCurrent, 1e-9)).toBeLessThan(1e-9);
    expect(relative(measures.energyPerSpike, supply * 1e-9 * 1e-6)).toBeLessThan(1e-9);
  });
});

describe("a neuron that starts from rest", () => {
  it("is measured from its second spike on, and its irregularity told", () => {
    const trace = drawn({ corners, periods: [5e-6, 3e-6, 1e-6, 1.1e-6, 1e-6] });
    const measures = measureSpikes(trace, supply);
    const periods = [0.09 * 3e-6 + 0.91 * 1e-6, 0.09 * 1e-6 + 0.91 * 1.1e-6, 0.09 * 1.1e-6 + 0.91 * 1e-6];
    const mean = (periods[0]! + periods[1]! + periods[2]!) / 3;
    expect(relative(measures.period, mean)).toBeLessThan(1e-6);
    expect(relative(measures.periodSpread, (periods[0]! - periods[2]!) / mean)).toBeLessThan(1e-4);
  });

  it("is not measured from three spikes", () => {
    const short = drawn({ corners, periods: [1e-6, 1e-6, 1e-6] });
    expect(findSpikes(short, supply)).toHaveLength(3);
    expect(() => measureSpikes(short, supply)).toThrow("MEASUREMENT_FEW_SPIKES: 3 spikes, needed 4");
  });
});

describe("spikes", () => {
  const output = (...values: number[]) => ({
    time: Float64Array.from(values, (_, k) => k),
    output: Float64Array.from(values),
  });

  it("begin low and pass half the supply, and end when they are low again", () => {
    expect(findSpikes(output(0, 2, 0.95, 2, 0, 0), supply)).toEqual([{ rise: 0.5, fall: 3.5 }]);
    expect(findSpikes(output(0, 0.9, 0, 0.9, 0), supply)).toEqual([]);
    expect(findSpikes(output(0, 2, 0.8, 2, 0, 0), supply)).toHaveLength(2);
    expect(findSpikes(output(2, 2, 0, 2), supply)).toEqual([{ rise: 2.5, fall: null }]);
  });

  it("that stay low are told from rest: the membrane is discharged again and again", () => {
    const partial = drawn({
      corners: corners.map(([at, membrane, out, current]) => [at, membrane, 0.4 * out, current]),
      periods: Array(6).fill(1e-6),
    });
    expect(() => assertWholeSpikes(partial, supply)).toThrow(
      /MEASUREMENT_PARTIAL_SPIKES.*6 times.*0 whole spikes/,
    );
    expect(() => assertWholeSpikes(steady, supply)).not.toThrow();
    // From rest to the threshold first, and then small swings about it.
    const many = drawn({
      corners: corners.map(([at, membrane, , current]) => [at, membrane, 0, current]),
      periods: Array(12).fill(1e-6),
    });
    const swing = many.membrane.map((v, k) => ((many.time[k] as number) < 1e-6 ? v : 0.9 + v / 20));
    expect(() => assertWholeSpikes({ ...many, membrane: swing }, supply)).toThrow(
      /MEASUREMENT_PARTIAL_SPIKES/,
    );
    const flat = { ...partial, membrane: partial.membrane.map((v) => v / 100) };
    expect(() => assertWholeSpikes(flat, supply)).not.toThrow();
  });
});

describe("rest", () => {
  const time = Float64Array.from({ length: 101 }, (_, k) => k * 1e-7);
  const transient = (drift: number) =>
    simulationOf(time, {
      "v(mem)": time.map((t) => 0.5 * (1 - Math.exp(-t / 1e-7))),
      "v(rc)": time.map((t) => 0.6 - (drift * t) / 5e-6),
    });
  const nodes = ["v(mem)", "v(rc)"];
  const point = (vectors: Record<string, number>): Simulation => ({
    ...transient(0),
    result: {
      kind: "op",
      vectors: Object.fromEntries(
        Object.entries(vectors).map(([name, value]) => [name, Float64Array.of(value)]),
      ),
    },
  });

  it("is a run that moved no more in its second half, and ends in an operating point", () => {
    const end = endOfRun(transient(1e-4), nodes);
    expect(standsStill(end)).toBe(true);
    expect(restDistance(end, point({ "v(mem)": 0.5, "v(rc)": 0.5998 }))).toBeNull();
    expect(silentMeasures(1e-9, 0.5)).toMatchObject({ spikeRate: 0, threshold: null, membranePeak: 0.5 });
  });

  it("is not a node that still moves, or one that is only slow: the operating point lies elsewhere", () => {
    const moving = endOfRun(transient(0.05), nodes);
    expect(standsStill(moving)).toBe(false);
    expect(moving.node).toBe("v(rc)");
    expect(relative(moving.drift, 0.05)).toBeLessThan(1e-6);
    const slow = endOfRun(transient(1e-4), nodes);
    expect(restDistance(slow, point({ "v(mem)": 0.5, "v(rc)": 0 }))?.node).toBe("v(rc)");
  });

  it("draws a current that counts positive", () => {
    expect(restCurrent(point({ "i(vdd)": -3e-12 }))).toBe(3e-12);
  });

  it("is read from the right analysis with all its nodes", () => {
    expect(() => neuronTrace(point({}))).toThrow("MEASUREMENT_ANALYSIS");
    expect(() => endOfRun(point({}), nodes)).toThrow("MEASUREMENT_ANALYSIS");
    expect(() => restCurrent(transient(0))).toThrow("MEASUREMENT_ANALYSIS");
    expect(() => neuronTrace(transient(0))).toThrow("MEASUREMENT_PROBE at v(vout)");
    expect(() => endOfRun(transient(0), ["v(n1)"])).toThrow("MEASUREMENT_PROBE at v(n1)");
    expect(() => restCurrent(point({}))).toThrow("MEASUREMENT_PROBE at i(vdd)");
  });
});

describe("the fit of a neuron without leak", () => {
  const truth = { charge: 2.5e-13, refractory: 1.5e-7 };
  const at = (iin: number) => ({ iin, period: truth.charge / iin + truth.refractory });

  it("finds charge and refractory time again, over decades of current", () => {
    const fit = fitNeuron([at(1e-9), at(1e-7), at(5e-7), at(1e-5)]);
    expect(relative(fit.charge, truth.charge)).toBeLessThan(1e-9);
    expect(relative(fit.refractory, truth.refractory)).toBeLessThan(1e-6);
    expect(relative(fittedPeriod(fit, 3e-7), at(3e-7).period)).toBeLessThan(1e-9);
  });

  it("needs two currents", () => {
    expect(() => fitNeuron([])).toThrow("MEASUREMENT_FIT");
    expect(() => fitNeuron([at(1e-7), at(1e-7)])).toThrow("MEASUREMENT_FIT");
  });
});
