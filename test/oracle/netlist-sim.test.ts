import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { execa } from "execa";
import { afterAll, describe, expect, it } from "vitest";
import { transferMatrix } from "../../src/crossbar/index.ts";
import { withoutSeries } from "../../src/device/index.ts";
import { createEngine, type Engine } from "../../src/engine/index.ts";
import { createMatrix } from "../../src/foundation/index.ts";
import { measureSpikes, neuronTrace } from "../../src/measurement/index.ts";
import {
  type ArrayTile,
  buildCrossbarDeck,
  buildTileDeck,
  type CrossbarCells,
  emitArrayModels,
  emitCrossbarCircuit,
  emitSelectedCell,
  emitTileSubcircuit,
  nonlinearOptions,
  readUserDeck,
  type SelectCurves,
} from "../../src/netlist/index.ts";
import type { ModelSet } from "../../src/pdk/index.ts";
import { simFiles } from "../../src/pipeline/netlist/sim-files.ts";
import { parseRunSpec } from "../../src/spec/index.ts";
import { scratch } from "../e2e/memspice.ts";
import { diskModels, embeddedModels, opValues, sky130Pdk } from "../model-sets.ts";
import { presetCells } from "../preset-cells.ts";
import { requireTool } from "../tools.ts";

const pdk = sky130Pdk();
const native = requireTool("ngspice");
const place = scratch();
afterAll(place.remove);
const wasm = createEngine({ workers: 1 });
const ngspice = createEngine({ kind: "native", workers: 1 });
afterAll(async () => {
  await wasm.close();
  await ngspice.close();
});

const conditions = { supply: 1.8, temperatureC: 27, mismatch: null };
const [neuron, synapse] = presetCells("tirado-barron-x5");

/** Writes netlist, models and bench of neuron and synapse into a folder, and returns its `sim/`. */
function write(folder: string, models: ModelSet): string {
  for (const cell of [neuron, synapse]) {
    for (const { path, lines } of simFiles(cell, { models, conditions, iin: 1e-7 })) {
      const file = place.path(folder, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, `${[...lines()].join("\n")}\n`);
    }
  }
  return place.path(folder, "sim");
}

async function periodOf(engine: Engine, file: string, pdkRoot?: string): Promise<number> {
  const deck = await readUserDeck(file, pdkRoot === undefined ? {} : { pdkRoot });
  return measureSpikes(neuronTrace(await engine.run(deck)), conditions.supply).period as number;
}

const relative = (value: number, expected: number) => Math.abs(value / expected - 1);

describe("netlists for simulation, as written", () => {
  it("run in the engine, models inside it", async () => {
    const folder = write("embedded", await embeddedModels());
    expect(relative(await periodOf(wasm, join(folder, "neuron_bench.sp")), 2.612e-6)).toBeLessThan(3e-3);
    const deck = await readUserDeck(join(folder, "synapse_bench.sp"));
    await wasm.run(deck);
  });

  it.skipIf(!pdk.available || !native.available)(
    `run in native ngspice and in the engine, continuous library, also by its own .lib card ${pdk.reason}${native.reason}`,
    async () => {
      const folder = write("disk", await diskModels());
      const bench = join(folder, "neuron_bench.sp");
      const [inEngine, inNative] = [await periodOf(wasm, bench), await periodOf(ngspice, bench)];
      expect(relative(inEngine, 2.601e-6)).toBeLessThan(2e-3);
      expect(relative(inNative, 2.607e-6)).toBeLessThan(2e-3);
      const library = `.lib "${join(pdk.root, "sky130.lib.spice")}" tt`;
      const whole = readFileSync(bench, "utf8").replace(".include neuron_models.sp", library);
      writeFileSync(join(folder, "neuron_whole.sp"), whole);
      const byLibrary = await periodOf(ngspice, join(folder, "neuron_whole.sp"), pdk.root);
      expect(relative(byLibrary, inNative)).toBeLessThan(1e-4);
      for (const name of ["neuron", "synapse"]) {
        const { exitCode, stdout, stderr } = await execa(
          "ngspice",
          ["-b", "-r", "result.raw", `${name}_bench.sp`],
          { cwd: folder, reject: false },
        );
        expect(exitCode, stderr).toBe(0);
        expect(`${stdout}${stderr}`).not.toMatch(/error|interrupted/i);
      }
    },
    180_000,
  );
});

describe("a tile as written", () => {
  it.each(["memristor", "1t1r"] as const)(
    "of %s cells gives the currents of the cross-check's deck",
    async (kind) => {
      const { device } = parseRunSpec("", { overrides: ["device.model=sky130-reram"] });
      const models = await embeddedModels();
      const transistor = { device: "nfet_01v8", w: 7e-6, l: 0.15e-6, vGate: 1.8 };
      const state = createMatrix(2, 3, Float64Array.of(0.2, 0.4, 0.5, 0.6, 0.8, 1));
      const multiple = createMatrix(2, 3, Float64Array.of(1, 0, 1.1, 1, 0.9, 1));
      const lines = { rWord: 3000, rBit: 2000, rDriver: 100, rSense: 50 };
      const selected = kind === "1t1r";
      const own = { device: selected ? withoutSeries(device) : device, state, multiple };
      const select = { transistor } as unknown as SelectCurves;
      const cells: CrossbarCells = selected ? { kind, ...own, select } : { kind: "memristor", ...own };
      const file = emitCrossbarCircuit({ name: "tile", cells, models: selected ? models : null, ...lines });
      const drive = { name: "drive", voltage: Float64Array.of(0.4, 0.4), cols: 3 };
      const known = await wasm.run({ ...buildCrossbarDeck(file, drive), options: nonlinearOptions });

      const layer = { name: "hidden", rows: 12, cols: 7, selected };
      const tile: ArrayTile = { polarity: "neg", tile: [5, 1], row: 10, col: 4, rows: 2, cols: 3 };
      const held = { device, select: selected ? { transistor, models } : null };
      const texts = {
        array_models: emitArrayModels(held),
        ...(held.select && { cell_1t1r: emitSelectedCell({ device, select: held.select }) }),
        hidden_neg_r5_c1: emitTileSubcircuit(layer, tile, {
          ...lines,
          cells: { state, multiple },
          kind: held,
        }),
      };
      const files = Object.entries(texts).map(([name, cards]) => ({
        path: `${name}.sp`,
        text: cards.join("\n"),
      }));
      const found = await wasm.run({ ...buildTileDeck(layer, tile, { voltage: 0.4, held }), files });
      for (let j = 0; j < 3; j++) {
        const [expected] = opValues(known, [`i(vb${j})`]);
        const [current] = opValues(found, [`i(vbl${j + 4})`]);
        expect(expected).toBeGreaterThan(1e-7);
        expect(relative(current as number, expected as number)).toBeLessThan(1e-6);
      }
    },
  );

  it("gives the currents of the solver", async () => {
    const conductance = createMatrix(2, 3, Float64Array.of(1e-4, 2e-4, 0, 4e-4, 5e-4, 6e-4));
    const circuit = { conductance, rWord: 30, rBit: 20, rDriver: 100, rSense: 50 };
    const layer = { name: "hidden", rows: 12, cols: 7 };
    const tile: ArrayTile = { polarity: "neg", tile: [5, 1], row: 10, col: 4, rows: 2, cols: 3 };
    const deck = buildTileDeck(layer, tile, { voltage: 0.1, held: null });
    const text = emitTileSubcircuit(layer, tile, circuit).join("\n");
    const { result } = await wasm.run({ ...deck, files: [{ path: "hidden_neg_r5_c1.sp", text }] });
    const { data } = transferMatrix({ ...circuit });
    for (const [j, bit] of ["bl4", "bl5", "bl6"].entries()) {
      const expected = 0.1 * ((data[j] as number) + (data[3 + j] as number));
      const current = (result as { vectors: Record<string, Float64Array> }).vectors[`i(v${bit})`]?.[0];
      expect(relative(current as number, expected)).toBeLessThan(1e-6);
    }
  });
});
