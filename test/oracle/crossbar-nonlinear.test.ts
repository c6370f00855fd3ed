import { describe, expect, it } from "vitest";
import { type Lines, solveNonlinearTile } from "../../src/crossbar/index.ts";
import { createMatrix, createRandom } from "../../src/foundation/index.ts";
import type { CrossbarCells } from "../../src/netlist/index.ts";
import { deviceSchema, modelNames } from "../../src/spec/index.ts";
import { ekvCurves, ekvTransistor } from "../select-curves.ts";
import { denseCurrents } from "./dense-nonlinear.ts";

const lines: readonly Lines[] = [
  { rWord: 1, rBit: 2 },
  { rWord: 50, rBit: 10, rDriver: 300, rSense: 200 },
  { rWord: 50, rBit: 10, rDriver: 300, rSense: 200, wordDrive: "both", bitSense: "both" },
];
const [rows, cols] = [5, 3];
const { uniform } = createRandom(8).stream("cells");
const values = (of: () => number) => createMatrix(rows, cols, Float64Array.from({ length: rows * cols }, of));

/** Largest difference from the oracle, over the largest current. */
function difference(cells: CrossbarCells, tile: Lines, most: number): number {
  const drive = Float64Array.from({ length: rows }, (_, i) => (i === 2 ? -0.04 : most * uniform()));
  const solution = solveNonlinearTile({ cells, ...tile }, createMatrix(1, rows, drive));
  if (solution.status === "failed") throw solution.error;
  const found = solution.current.data;
  const dense = denseCurrents(
    { cells, ...tile },
    [...drive],
    cells.kind === "1t1r" ? ekvTransistor : undefined,
  );
  const largest = Math.max(...dense.map(Math.abs));
  expect(largest).toBeGreaterThan(0);
  return Math.max(...dense.map((i, j) => Math.abs(i - found[j]!))) / largest;
}

describe.each(lines)("Kirchhoff's law, node by node, agrees with the solver through %o", (tile) => {
  it.each(modelNames)("for cells of %s to 1e-9 of the largest current", (model) => {
    const device = deviceSchema.parse({ model });
    for (const most of [0.1, 1]) {
      const cells = {
        kind: "memristor" as const,
        device,
        state: values(uniform),
        multiple: values(() => 0.5 + uniform()),
      };
      expect(difference(cells, tile, most)).toBeLessThan(1e-9);
    }
  });

  it("for 1T1R cells to 1e-6, what the interpolation between measured points leaves", () => {
    for (const model of ["sky130-reram", "stanford-pku", "yakopcic"] as const) {
      const cells = {
        kind: "1t1r" as const,
        device: deviceSchema.parse({ model }),
        state: values(uniform),
        select: ekvCurves(),
      };
      for (const most of [0.1, 1]) expect(difference(cells, tile, most), model).toBeLessThan(1e-6);
    }
  });
});
