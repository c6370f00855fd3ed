import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { type Lines, solveNonlinearTile } from "../../src/crossbar/index.ts";
import { createEngine, type Engine } from "../../src/engine/index.ts";
import { createMatrix, createRandom } from "../../src/foundation/index.ts";
import { measureSelect } from "../../src/measurement/index.ts";
import {
  buildCrossbarDeck,
  buildSelectDeck,
  type CrossbarCells,
  crossbarCurrents,
  emitCrossbarCircuit,
  nonlinearOptions,
  type SelectCurves,
  type SelectTransistor,
  shapeOf,
} from "../../src/netlist/index.ts";
import type { ModelSet } from "../../src/pdk/index.ts";
import { deviceSchema, type ModelName } from "../../src/spec/index.ts";
import { diskModels, embeddedModels, sky130Pdk } from "../model-sets.ts";
import { requireTool } from "../tools.ts";

const thorough = process.env.MEMSPICE_THOROUGH === "1";
const native = requireTool("ngspice");
const engine = createEngine({ workers: 1 });
afterAll(() => engine.close());

const poor: Lines = { rWord: 20, rBit: 30, rDriver: 200, rSense: 100 };
const double: Lines = { ...poor, rDriver: 0, wordDrive: "both", bitSense: "both" };
const { uniform } = createRandom(3).stream("nonlinear");
const someStates = (size: number) =>
  createMatrix(
    size,
    size,
    Float64Array.from({ length: size * size }, () => 0.05 + 0.9 * uniform()),
  );

/** Largest |SPICE - solver| over the largest current of the solver. */
async function disagreement(
  cells: CrossbarCells,
  lines: Lines,
  vMost: number,
  models: ModelSet | null = null,
  on: Engine = engine,
) {
  const { rows, cols } = shapeOf(cells);
  const voltage = Float64Array.from({ length: rows }, (_, i) => (i % 5 === 4 ? 0 : vMost * uniform()));
  const file = emitCrossbarCircuit({ name: "tile", cells, models, ...lines });
  const deck = buildCrossbarDeck(file, { name: "drive", voltage, cols, options: nonlinearOptions });
  const { result } = await on.run(deck);
  const spice = crossbarCurrents(result.kind === "op" ? result.vectors : {}, cols).data;
  const solution = solveNonlinearTile({ cells, ...lines }, createMatrix(1, rows, voltage));
  if (solution.status === "failed") throw solution.error;
  const solver = solution.current.data;
  const largest = solver.reduce((most, i) => Math.max(most, Math.abs(i)), 0);
  expect(largest).toBeGreaterThan(1e-9);
  return spice.reduce((most, i, j) => Math.max(most, Math.abs(i - solver[j]!)), 0) / largest;
}

const models: readonly ModelName[] = ["yakopcic", "stanford-pku", "sky130-reram", "metastable-switch"];

describe.each(models)("cells of %s in SPICE agree with the solver", (model) => {
  const device = deviceSchema.parse({ model });

  it.each([poor, double])("to 1e-6 of the largest current, 4 x 4, %o", async (lines) => {
    const multiple = createMatrix(
      4,
      4,
      Float64Array.from({ length: 16 }, (_, k) => (k === 6 ? 0 : 0.5 + uniform())),
    );
    const cells = { kind: "memristor" as const, device, state: someStates(4), multiple };
    expect(await disagreement(cells, lines, 0.5)).toBeLessThan(1e-6);
  });

  it.skipIf(!thorough)("to 1e-6, 64 x 64 (MEMSPICE_THOROUGH=1)", async () => {
    const cells = { kind: "memristor" as const, device, state: someStates(64) };
    expect(await disagreement(cells, { rWord: 0.094, rBit: 0.094 }, 0.5)).toBeLessThan(1e-6);
  });
});

it("devices behind a resistance of their own agree, and ohmic ones", async () => {
  for (const spec of [{ model: "sky130-reram", rSeries: "2k" }, { model: "hp" }, { model: "vteam" }]) {
    const cells = { kind: "memristor" as const, device: deviceSchema.parse(spec), state: someStates(4) };
    expect(await disagreement(cells, poor, 0.5), spec.model).toBeLessThan(1e-6);
  }
});

async function measured(transistor: SelectTransistor, set: ModelSet, vMax: number): Promise<SelectCurves> {
  const range = { vMin: -0.05, vMax, points: 61 };
  return measureSelect(await engine.run(buildSelectDeck(transistor, set, range)), transistor, range);
}

const selects = [
  {
    name: "nfet_01v8 inside the engine",
    skip: false,
    set: () => embeddedModels(),
    transistor: { device: "nfet_01v8", w: 1e-6, l: 0.15e-6, vGate: 1.8 },
  },
  {
    name: `nfet_g5v0d10v5 of the library ${sky130Pdk().reason}`,
    skip: !sky130Pdk().available,
    set: () => diskModels(),
    transistor: { device: "nfet_g5v0d10v5", w: 7e-6, l: 0.5e-6, vGate: 2.5 },
  },
];

describe.each(selects.filter(({ skip }) => !skip))(
  "1T1R cells with $name agree with the solver",
  ({ set, transistor }) => {
    let models: ModelSet;
    beforeAll(async () => {
      models = await set();
    }, 120_000);

    it.each([0.2, 1])("to 1e-6 of the largest current, 4 x 4, up to %d V", async (vMost) => {
      const select = await measured(transistor, models, 1.2 * vMost);
      for (const model of ["sky130-reram", "stanford-pku"] as const) {
        const cells = {
          kind: "1t1r" as const,
          device: deviceSchema.parse({ model }),
          state: someStates(4),
          select,
        };
        expect(await disagreement(cells, poor, vMost, models)).toBeLessThan(1e-6);
      }
    });

    it.skipIf(!thorough)("to 1e-6, 32 x 32 (MEMSPICE_THOROUGH=1)", async () => {
      const select = await measured(transistor, models, 0.6);
      const device = deviceSchema.parse({ model: "sky130-reram" });
      const cells = { kind: "1t1r" as const, device, state: someStates(32), select };
      expect(await disagreement(cells, { rWord: 0.094, rBit: 0.094 }, 0.5, models)).toBeLessThan(1e-6);
    });
  },
);

describe.skipIf(!native.available)(`cells in native ngspice ${native.reason}`, () => {
  const own = createEngine({ kind: "native", workers: 1 });
  afterAll(() => own.close());

  it("agree with the solver to 1e-6", async () => {
    for (const model of models) {
      const cells = {
        kind: "memristor" as const,
        device: deviceSchema.parse({ model }),
        state: someStates(8),
      };
      expect(await disagreement(cells, double, 0.5, null, own), model).toBeLessThan(1e-6);
    }
  });
});
