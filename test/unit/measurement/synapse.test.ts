import { describe, expect, it } from "vitest";
import { conductanceOf } from "../../../src/device/index.ts";
import { measureSynapseChange, measureSynapseRead, synapseTrace } from "../../../src/measurement/index.ts";
import { pairBench, readBench } from "../../../src/netlist/index.ts";
import type { DeviceOfModel } from "../../../src/spec/index.ts";
import { longSizes, synapseCell } from "../netlist/synapse-cell.ts";
import { simulationOf } from "./bench-run.ts";

const cell = synapseCell(longSizes);
const device = cell.memristor as DeviceOfModel<"hp">;
const bench = readBench({ state: 0.5, membrane: 0.9, width: 1e-6 });
const coded = (code: string) => expect.objectContaining({ code });

interface Drawn {
  /** Into the membrane at the times of `time` [A]. */
  readonly read?: readonly number[];
  readonly state?: readonly number[];
  readonly stop?: number;
}

/** A run drawn by hand: at rest, four times in the spike (a tenth, 0.7, 0.9 of it, its end), at rest again. */
function drawn({
  read = [0, 9e-6, 1e-5, 1e-5, 0, 0],
  state = [0.5, 0.5, 0.5, 0.5, 0.5, 0.5],
  stop = bench.stop,
}: Drawn) {
  const time = Float64Array.of(0, 3e-7, 9e-7, 1.1e-6, 1.2e-6, stop);
  const zero = new Float64Array(6);
  const vectors = {
    "v(vpre)": zero,
    "v(vpos)": zero,
    "v(xcell.b)": Float64Array.of(0, 0.1, 0.1, 0.1, 0, 0),
    "v(xcell.a)": Float64Array.of(0, 0.7, 0.7, 0.7, 0, 0),
    "i(v.xcell.vmem)": Float64Array.of(0, -2e-5, -2e-5, -2e-5, 0, 0),
    "i(vmembrane)": Float64Array.from(read),
    "v(xcell.mem_state)": Float64Array.from(state),
  };
  return { simulation: simulationOf(time, vectors), vectors, time };
}

describe("a read", () => {
  it("is taken at nine tenths of the pre spike, as magnitudes", () => {
    const read = measureSynapseRead(drawn({}).simulation, cell, bench);
    expect(read.readCurrent).toBeCloseTo(1e-5, 15);
    expect(read.deviceCurrent).toBeCloseTo(2e-5, 15);
    expect(read.mirrorGain).toBeCloseTo(0.5, 12);
    expect(read.deviceVoltage).toBeCloseTo(0.6, 12);
  });

  it("has to have settled", () => {
    const { simulation } = drawn({ read: [0, 5e-6, 9.8e-6, 1e-5, 0, 0] });
    expect(() => measureSynapseRead(simulation, cell, bench)).toThrow(coded("MEASUREMENT_NOT_SETTLED"));
    const nothing = drawn({ read: [0, Number.NaN, Number.NaN, Number.NaN, 0, 0] }).simulation;
    expect(() => measureSynapseRead(nothing, cell, bench)).toThrow(coded("MEASUREMENT_NOT_SETTLED"));
  });

  it("needs a pre spike", () => {
    const post = pairBench({ state: 0.5, membrane: 0.9, dt: "post", postWidth: 1e-6 });
    expect(() => measureSynapseRead(drawn({}).simulation, cell, post)).toThrow(coded("MEASUREMENT_NO_READ"));
  });
});

describe("a change of conductance", () => {
  it("is from the first to the last state, and a state out by rounding counts as the end", () => {
    const { simulation } = drawn({ state: [0.2, 0.2, 0.3, 0.4, 1 + 1e-6, 1 + 1e-6] });
    const change = measureSynapseChange(simulation, cell, bench);
    const [before, after] = [conductanceOf(device, 0.2), conductanceOf(device, 1)];
    expect(change).toEqual({ before, after, conductanceChange: after - before });
  });
});

describe("a run of a synapse that cannot be measured", () => {
  it("is of another analysis, lacks a vector, ends early, or has left the range of the state", () => {
    const { simulation, vectors, time } = drawn({});
    const op = { ...simulation, result: { kind: "op", vectors: {} } } as const;
    expect(() => synapseTrace(op, cell, bench.stop)).toThrow(coded("MEASUREMENT_ANALYSIS"));
    const { "v(xcell.a)": _, ...others } = vectors;
    expect(() => synapseTrace(simulationOf(time, others), cell, 0)).toThrow(coded("MEASUREMENT_PROBE"));
    expect(() => synapseTrace(simulation, cell, 2 * bench.stop)).toThrow(coded("MEASUREMENT_TIME"));
    const { simulation: garbage } = drawn({ state: [0.5, 0.5, 1e9, 0.5, 0.5, 0.5] });
    expect(() => measureSynapseChange(garbage, cell, bench)).toThrow(coded("MEASUREMENT_STATE_RANGE"));
  });

  it("may have an electrode at ground", () => {
    const grounded = { ...cell, topology: { ...cell.topology, memristor: ["b", "gnd"] as const } };
    const { voltage } = synapseTrace(drawn({}).simulation, grounded, bench.stop);
    expect([...voltage]).toEqual([0, 0.1, 0.1, 0.1, 0, 0]);
  });
});
