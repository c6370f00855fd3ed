import { describe, expect, it } from "vitest";
import { drawStuck, programCells } from "../../../src/crossbar/index.ts";
import { createMatrix, createRandom } from "../../../src/foundation/index.ts";
import { parseRunSpec } from "../../../src/spec/index.ts";

const stream = () => createRandom(1).stream("stuck");
const count = (marks: Uint8Array, mark: number) => marks.filter((one) => one === mark).length;

describe("stuck cells", () => {
  it("are exactly as many as asked for, none for 0, half and half at most", () => {
    const marks = drawStuck(1001, { off: 0.1, on: 0.25 }, stream());
    expect([count(marks, 1), count(marks, 2)]).toEqual([100, 250]);
    expect(count(drawStuck(1001, { off: 0, on: 0 }, stream()), 0)).toBe(1001);
    expect(count(drawStuck(10, { off: 0.5, on: 0.5 }, stream()), 0)).toBe(0);
  });

  const response = { potentiation: Float64Array.of(1, 2, 3, 4), depression: Float64Array.of(4, 3, 2, 1) };
  const target = createMatrix(20, 10, new Float64Array(200).fill(2.5));
  const window = { gMin: 1, gMax: 4, levels: response.potentiation };
  const options = { tolerance: 0.2, maxPulses: 10, d2d: 0, c2c: 0 };
  const place = () => ({ random: createRandom(1), name: ["a"] });

  it("keep the erased or the top conductance, are counted as missed, and leave the others as they were", () => {
    const whole = programCells(target, response, window, options, place());
    const some = programCells(
      target,
      response,
      window,
      { ...options, stuckAt: { off: 0.1, on: 0.05 } },
      place(),
    );
    const values = [...some.conductance.data];
    expect(values.filter((g) => g === 1)).toHaveLength(20);
    expect(values.filter((g) => g === 4)).toHaveLength(10);
    expect(some.unreachable).toBe(whole.unreachable + 30);
    values.forEach((g, k) => {
      if (g !== 1 && g !== 4) expect(g).toBe(whole.conductance.data[k]);
    });
    const none = programCells(target, response, window, { ...options, stuckAt: { off: 0, on: 0 } }, place());
    expect(none).toEqual(whole);
  });

  it("cells of several kinds of device take their own curve each", () => {
    const other = { potentiation: Float64Array.of(1, 3, 3.5, 4), depression: Float64Array.of(4, 2.9, 2, 1) };
    const both = programCells(target, [response, other], window, { ...options, tolerance: 0.17 }, place());
    expect(new Set(both.conductance.data)).toEqual(new Set([2, 3]));
    expect(programCells(target, [response], window, options, place())).toEqual(
      programCells(target, response, window, options, place()),
    );
  });

  it("of a SKY130 array are those of its published yields", () => {
    const { variability, characterization } = parseRunSpec("device: { model: sky130-reram, preset: 1t1r-5 }");
    expect(variability.stuckAt).toEqual({ off: 0.0255, on: 0.0917, map: null });
    expect(characterization.pulses).toMatchObject({ vSet: 2.4, vReset: -2.6, width: 1e-6 });
    expect(parseRunSpec("device: { model: sky130-reram }").variability.stuckAt).toMatchObject({
      off: 0,
      on: 0,
    });
  });
});
