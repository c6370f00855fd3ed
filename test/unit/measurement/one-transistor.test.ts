import { describe, expect, it } from "vitest";
import type { Simulation } from "../../../src/engine/index.ts";
import { measureOneTransistor } from "../../../src/measurement/index.ts";
import { oneTransistorProbes as probes, slotOf } from "../../../src/netlist/index.ts";

const bench = {
  pulses: [{ wl: 1.7, bl: 2.4, sl: 0 }],
  width: 1e-6,
  read: { wl: 2.5, bl: 0.1 },
  state: 0,
  temperatureC: 27,
};

/** A cell of 10 uS that a pulse takes to 50 uS; half of the line voltage is at the transistor. */
function simulation(
  change: Readonly<Record<string, (values: Float64Array) => Float64Array>> = {},
): Simulation {
  const stop = slotOf(bench, 2)[1] + 1e-7;
  const time = Float64Array.from({ length: 1001 }, (_, n) => (n * stop) / 1000);
  const lineAt = (t: number) => {
    const slot = [0, 1, 2].find((k) => t >= slotOf(bench, k)[0] && t <= slotOf(bench, k)[1]);
    return slot === undefined ? 0 : slot === 1 ? 2.4 : 0.1;
  };
  const after = (t: number) => t > slotOf(bench, 1)[0];
  const bl = time.map(lineAt);
  const vectors: Record<string, Float64Array> = {
    [probes.wl]: bl,
    [probes.bl]: bl,
    [probes.sl]: new Float64Array(time.length),
    [probes.be]: bl.map((volts) => volts / 2),
    [probes.current]: time.map((t) => lineAt(t) * (after(t) ? 50e-6 : 10e-6)),
    [probes.state]: time.map((t) => (after(t) ? 0.7 : 0.1)),
    "v(cell_k)": time.map((t) => 300 + 100 * lineAt(t)),
  };
  for (const [name, edit] of Object.entries(change)) vectors[name] = edit(vectors[name] as Float64Array);
  return { result: { kind: "tran", time, vectors } } as unknown as Simulation;
}

describe("a pulse on a cell of one transistor and one memristor", () => {
  it("is told by the conductances of the cell before and after it, and by what it took", () => {
    const [pulse, ...others] = measureOneTransistor(simulation(), bench);
    expect(others).toEqual([]);
    expect(pulse?.before).toBeCloseTo(10e-6, 12);
    expect(pulse?.after).toBeCloseTo(50e-6, 12);
    expect(pulse?.peakCurrent).toBeCloseTo(2.4 * 50e-6, 9);
    expect(pulse).toMatchObject({ state: 0.7, temperature: 540 });
    expect(pulse?.deviceVoltage).toBeCloseTo(1.2, 2);
  });

  it("is not believed with a state outside its range, a melted device, a missing vector or an early end", () => {
    const refused = (run: Simulation, code: string) =>
      expect(() => measureOneTransistor(run, bench)).toThrow(expect.objectContaining({ code }));
    refused(simulation({ [probes.state]: (x) => x.map((value) => value + 0.5) }), "MEASUREMENT_STATE_RANGE");
    refused(simulation({ "v(cell_k)": (t) => t.map((value) => 10 * value) }), "MEASUREMENT_TEMPERATURE");
    const without = simulation();
    delete (without.result.vectors as Record<string, unknown>)[probes.be];
    refused(without, "MEASUREMENT_PROBE");
    const longer = { ...bench, pulses: [...bench.pulses, ...bench.pulses] };
    const short = () => measureOneTransistor(simulation(), longer);
    expect(short).toThrow(expect.objectContaining({ code: "MEASUREMENT_TIME" }));
  });
});
