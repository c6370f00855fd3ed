import { describe, expect, it } from "vitest";
import { fitWindow, programCells } from "../../../src/crossbar/index.ts";
import { createMatrix, createRandom } from "../../../src/foundation/index.ts";

const count = 100;
/** Straight curves between 50 and 500 uS: one pulse is 4.5 uS. */
const potentiation = Float64Array.from({ length: count + 1 }, (_, n) => 50e-6 + 4.5e-6 * n);
const depression = potentiation.slice().reverse();
const response = { potentiation, depression };
const window = fitWindow(potentiation, { gMin: 95e-6, gMax: 455e-6 });
const options = { tolerance: 0.01, maxPulses: 300, d2d: 0, c2c: 0 };
const random = createRandom(3);
const { uniform } = random.stream("targets");
const targets = createMatrix(
  40,
  25,
  Float64Array.from({ length: 1000 }, () => 95e-6 + 360e-6 * uniform()),
);

const program = (change: Partial<typeof options> = {}, name = ["layer", "pos"]) =>
  programCells(targets, response, window, { ...options, ...change }, { random, name });

describe("write-verify", () => {
  it("brings every cell of an ideal device onto its level when the target is one", () => {
    const onLevels = createMatrix(1, 3, Float64Array.of(95e-6, 230e-6, 455e-6));
    const done = programCells(
      onLevels,
      response,
      window,
      { ...options, tolerance: 1e-9 },
      { random, name: [] },
    );
    for (let k = 0; k < 3; k++) expect(done.conductance.data[k]! / onLevels.data[k]!).toBeCloseTo(1, 12);
    expect(done.meanPulses).toBeCloseTo((10 + 40 + 90) / 3, 6);
    expect(done.rmsError).toBeLessThan(1e-12);
  });

  it("leaves reached cells within the tolerance, and marks exactly the others", () => {
    const done = program({ d2d: 0.1, c2c: 0.3 });
    const tolerance = 0.01 * (window.gMax - window.gMin);
    let unreachable = 0;
    for (let k = 0; k < 1000; k++) {
      const within = Math.abs(done.conductance.data[k]! - targets.data[k]!) <= tolerance;
      expect(done.missed[k]).toBe(within ? 0 : 1);
      unreachable += done.missed[k]!;
    }
    expect(unreachable).toBe(done.unreachable);
    expect(unreachable).toBeGreaterThan(0);
    expect(unreachable).toBeLessThan(200);
  });

  it("counts the set and the reset pulses of every cell, a cell stuck at the wrong end all it may", () => {
    const done = program({ c2c: 0.3 });
    const sum = [...done.set, ...done.reset].reduce((all, pulses) => all + pulses, 0);
    expect(sum / 1000).toBeCloseTo(done.meanPulses, 9);
    expect(Math.min(...done.set)).toBeGreaterThan(0); // all targets lie above the erased state
    expect(Math.max(...done.reset)).toBeGreaterThan(0); // some pulses overshoot
    const on = programCells(
      targets,
      response,
      window,
      { ...options, stuckAt: { off: 0, on: 1 } },
      { random, name: [] },
    );
    for (let k = 0; k < 1000; k++) {
      expect(on.set[k]).toBe(0);
      expect(on.reset[k]).toBe(on.missed[k] === 1 ? options.maxPulses : 0);
    }
  });

  it("reaches fewer cells with fewer pulses", () => {
    const reached = (maxPulses: number) => 1000 - program({ maxPulses, c2c: 0.3 }).unreachable;
    expect(reached(20)).toBeLessThan(reached(60));
    expect(reached(60)).toBeLessThan(reached(300));
  });

  it("never takes more than its pulses, and 0 of them leaves cells erased", () => {
    const done = program({ maxPulses: 0 });
    expect(done.meanPulses).toBe(0);
    for (const g of done.conductance.data) expect(g).toBe(50e-6);
  });

  it.each(["d2d", "c2c"] as const)("moves with %s, and 0 of it is the ideal device", (knob) => {
    expect(program({ [knob]: 0.2 }).conductance.data).not.toEqual(program().conductance.data);
    expect(program({ [knob]: 0 }).conductance.data).toEqual(program().conductance.data);
  });

  it("gives the same cells for the same seed and name, and other cells for another name", () => {
    expect(program({ c2c: 0.2 }).conductance.data).toEqual(program({ c2c: 0.2 }).conductance.data);
    expect(program({ c2c: 0.2 }, ["other"]).conductance.data).not.toEqual(
      program({ c2c: 0.2 }).conductance.data,
    );
  });

  it("leaves all other cells as they are when one target changes", () => {
    const change = { ...options, d2d: 0.1, c2c: 0.2 };
    const other = createMatrix(40, 25, targets.data.slice());
    other.data[7] = targets.data[7] === 95e-6 ? 400e-6 : 95e-6;
    const done = programCells(other, response, window, change, { random, name: ["layer", "pos"] }).conductance
      .data;
    const before = program(change).conductance.data;
    expect(done[7]).not.toBe(before[7]);
    expect(done.filter((g, k) => k !== 7 && g !== before[k])).toHaveLength(0);
  });

  it("keeps the numbers of the first rows when rows are added", () => {
    const half = createMatrix(20, 25, targets.data.slice(0, 500));
    const change = { ...options, d2d: 0.1, c2c: 0.2 };
    const done = programCells(half, response, window, change, { random, name: ["layer", "pos"] });
    expect(done.conductance.data).toEqual(program(change).conductance.data.slice(0, 500));
  });
});
