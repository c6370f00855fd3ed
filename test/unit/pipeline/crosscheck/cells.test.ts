import { describe, expect, it } from "vitest";
import { createMatrix } from "../../../../src/foundation/index.ts";
import { toleranceOf } from "../../../../src/pipeline/crosscheck/known-cells.ts";
import { nonlinearCells } from "../../../../src/pipeline/crosscheck/nonlinear-cells.ts";
import { imageWarnings, runImages } from "../../../../src/pipeline/crosscheck/run-images.ts";
import { linearCells } from "../../../../src/pipeline/crosscheck/tile-cells.ts";
import type { WiredTile } from "../../../../src/pipeline/wire.ts";
import { deviceSchema, parseRunSpec } from "../../../../src/spec/index.ts";
import { sampleLayer } from "./sample.ts";

const tile = sampleLayer().wired[0]?.tiles[0] as WiredTile;
const drive = createMatrix(2, 2, Float64Array.of(0.1, 0.05, 0, 0.1));
const ofModel = (model: string) =>
  nonlinearCells({ device: deviceSchema.parse({ model }), vRead: 0.1, select: null });

describe("the cells of a cross-check", () => {
  it("are solved alike from the matrix of the network and from scratch", () => {
    for (const cells of [linearCells(), ofModel("hp"), ofModel("stanford-pku")])
      expect(cells.solveAnew(tile, drive)).toEqual(cells.solve(tile, drive));
  });

  it("of an ohmic device are what resistors are, of another not", () => {
    const linear = linearCells().solve(tile, drive).data;
    const largest = Math.max(...linear);
    const apart = (model: string) =>
      Math.max(
        ...ofModel(model)
          .solve(tile, drive)
          .data.map((i, k) => Math.abs(i - linear[k]!)),
      ) / largest;
    expect(apart("hp")).toBeLessThan(1e-9);
    expect(apart("stanford-pku")).toBeGreaterThan(1e-4);
  });

  it("stand in decks as what they are, in one file for every drive", () => {
    const deckOf = (cells: ReturnType<typeof linearCells>, name: string) =>
      cells.deck(tile, drive.data.subarray(0, 2), name);
    const [linear, memristors] = [linearCells(), ofModel("stanford-pku")];
    expect(deckOf(linear, "image 1").files[0]?.text).toContain("linear cells");
    expect(deckOf(memristors, "image 1").files[0]?.text).toContain("memristor cells; states are held");
    expect(deckOf(memristors, "image 1").files[0]).toBe(deckOf(memristors, "image 2").files[0]);
    expect(deckOf(linear, "image 1").options).toEqual({});
    expect(deckOf(memristors, "image 1").options).toHaveProperty("reltol");
    expect(deckOf(memristors, "image 1").title).toBe("only-pos-r0-c0, image 1");
  });

  it("decide how many whole images a run sends through SPICE, and it says what it leaves out", () => {
    const spec = (...overrides: string[]) => parseRunSpec("", { overrides });
    const selected = "array.cell.kind=1t1r";
    for (const one of [spec(), spec("array.cell.kind=memristor")]) {
      expect(runImages(one)).toBe(5);
      expect(imageWarnings(one)).toEqual([]);
    }
    expect(runImages(spec("dataset.test=3"))).toBe(3);
    expect(runImages(spec(selected))).toBe(0);
    expect(imageWarnings(spec(selected))).toMatchObject([
      {
        code: "SPICE_IMAGES_LEFT_OUT",
        message: expect.stringContaining("memspice crosscheck runs them (crosscheck.images: 5)"),
      },
    ]);
    expect(imageWarnings(spec(selected, "crosscheck.images=0"))).toEqual([]);
  });

  it("are given a tolerance by their kind, unless the spec has its own", () => {
    const crosscheck = { tiles: 1, inputs: 1, images: 1 };
    expect(toleranceOf({ ...crosscheck, tolerance: null }, "linear")).toBe(1e-6);
    expect(toleranceOf({ ...crosscheck, tolerance: null }, "1t1r")).toBe(1e-4);
    expect(toleranceOf({ ...crosscheck, tolerance: 1e-9 }, "1t1r")).toBe(1e-9);
  });
});
