import { describe, expect, it } from "vitest";
import { parseStuckMap, programCells } from "../../../src/crossbar/index.ts";
import { createMatrix, createRandom } from "../../../src/foundation/index.ts";

const layers = [
  { name: "hidden", rows: 4, cols: 3 },
  { name: "output", rows: 3, cols: 2 },
];
const header = "layer,polarity,row,col,state";
const parse = (...lines: string[]) => parseStuckMap(`${[header, ...lines].join("\n")}\n`, "map.csv", layers);

describe("a map of stuck cells", () => {
  it("marks the cells that it lists and no others", () => {
    const map = parse("hidden,pos,1,2,off", "output, neg, 0, 1, on", "");
    expect([...(map.get("hidden")?.pos ?? [])]).toEqual([0, 0, 0, 0, 0, 1, 0, 0, 0, 0, 0, 0]);
    expect(map.get("hidden")?.neg.every((mark) => mark === 0)).toBe(true);
    expect([...(map.get("output")?.neg ?? [])]).toEqual([0, 2, 0, 0, 0, 0]);
  });

  it.each([
    [
      "a row beyond the layer: a map of another size",
      "hidden,pos,4,0,off",
      /no cell \(4, 0\) in hidden, which is 4 x 3/,
    ],
    ["a column beyond it", "output,pos,0,2,off", /output, which is 3 x 2/],
    ["an index that is none", "hidden,pos,-1,0,off", /no cell \(-1, 0\)/],
    ["a layer that is not there", "first,pos,0,0,off", /no layer first: hidden, output/],
    ["a polarity that is none", "hidden,up,0,0,off", /polarity up/],
    ["a state that is none", "hidden,pos,0,0,dead", /state dead/],
    ["a field too few", "hidden,pos,0,0", /4 fields/],
  ])("refuses %s, at its line", (_what, line, problem) => {
    const expected = {
      code: "CROSSBAR_STUCK_MAP",
      problem: expect.stringMatching(problem),
      at: ["map.csv:3"],
    };
    expect(() => parse("hidden,pos,0,0,off", line)).toThrow(expect.objectContaining(expected));
  });

  it("refuses a cell that is listed twice, and another header", () => {
    expect(() => parse("hidden,pos,0,0,off", "hidden,pos,0,0,on")).toThrow(/listed twice/);
    expect(() => parseStuckMap("row,col\n", "map.csv", layers)).toThrow(
      expect.objectContaining({ code: "CROSSBAR_STUCK_MAP", at: ["map.csv:1"] }),
    );
  });

  const response = { potentiation: Float64Array.of(1, 2, 3, 4), depression: Float64Array.of(4, 3, 2, 1) };
  const target = createMatrix(2, 2, Float64Array.of(2, 2, 2, 2));
  const window = { gMin: 1, gMax: 4, levels: response.potentiation };
  const options = { tolerance: 0.2, maxPulses: 10, d2d: 0.1, c2c: 0.1 };
  const place = { random: createRandom(1), name: ["a"] };

  it("sticks exactly those cells, and `intact` is the array without", () => {
    const whole = programCells(target, response, window, options, place);
    const some = programCells(
      target,
      response,
      window,
      { ...options, stuckAt: Uint8Array.of(0, 1, 0, 2) },
      place,
    );
    expect(some.intact).toEqual(whole.conductance);
    const moved = some.conductance.data.map((g, k) => Number(g !== whole.conductance.data[k]));
    expect([...moved]).toEqual([0, 1, 0, 1]);
    expect(whole.intact).toBe(whole.conductance);
  });

  it("must have one mark a cell", () => {
    const wrong = { ...options, stuckAt: new Uint8Array(3) };
    expect(() => programCells(target, response, window, wrong, place)).toThrow(
      expect.objectContaining({ code: "CROSSBAR_SHAPE", at: ["a"] }),
    );
  });
});
