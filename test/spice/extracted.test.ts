import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { createMatrix } from "../../src/foundation/index.ts";
import {
  buildCrossbarDeck,
  emitCrossbarCircuit,
  nonlinearOptions,
  parseExtracted,
  parseExtractedSelectedCell,
  type SelectCurves,
  type SizedCell,
} from "../../src/netlist/index.ts";
import { type ModelSet, readProcess } from "../../src/pdk/index.ts";
import { runNeuron } from "../../src/pipeline/cell/neuron.ts";
import { parseRunSpec } from "../../src/spec/index.ts";
import { embeddedModels, oneWorker, opValues } from "../model-sets.ts";
import { presetCells } from "../preset-cells.ts";

const process = readProcess("sky130");
const [neuron] = presetCells("tirado-barron-x5");
const example = readFileSync(new URL("../../examples/neuron-extracted.spice", import.meta.url), "utf8");
const extracted = (text: string) => parseExtracted(neuron, { file: "neuron.spice", text }, process);
const bareText = example.replaceAll(/^C\d.*$| (ad|as|pd|ps)=\S+/gm, "");

describe("an extracted 1T1R cell in SPICE", () => {
  const engine = oneWorker();
  afterAll(() => engine.close());

  it("is the cell of the spec without wires, and has its resistance in series", async () => {
    const file = new URL("../../examples/cell-1t1r-extracted.spice", import.meta.url);
    const layout = readFileSync(file, "utf8");
    const { device, array } = parseRunSpec("");
    const replaced = { device, select: array.cell.select, process };
    const models = await embeddedModels();
    const transistor = { device: "nfet_01v8", w: 7e-6, l: 0.15e-6, vGate: 1.8 };
    const state = createMatrix(1, 1, Float64Array.of(0.9)); // 1 / 1.69 kohm
    const cells = { kind: "1t1r" as const, device, state, select: { transistor } as unknown as SelectCurves };
    const current = async (text: string | null) => {
      const extracted =
        text === null ? null : parseExtractedSelectedCell({ file: "x.spice", text }, replaced);
      const tile = emitCrossbarCircuit({ name: "tile", cells, models, extracted, rWord: 0, rBit: 0 });
      const drive = { name: "one", voltage: Float64Array.of(0.1), cols: 1, options: nonlinearOptions };
      const [found] = opValues(await engine.run(buildCrossbarDeck(tile, drive)), ["i(vb0)"]);
      return found as number;
    };
    const [own, bare, whole] = [
      await current(null),
      await current(layout.replace("bl.t0 50", "bl.t0 1e-6")),
      await current(layout),
    ];
    expect(Math.abs(bare / own - 1)).toBeLessThan(1e-6);
    expect(0.1 / whole - 0.1 / bare).toBeGreaterThan(50); // with its source 3 mV higher the transistor conducts less, too
    expect(0.1 / whole - 0.1 / bare).toBeLessThan(53);
  });
});

describe("an extracted neuron in SPICE", () => {
  const engine = oneWorker();
  let models: ModelSet;
  beforeAll(async () => {
    models = await embeddedModels();
  });
  afterAll(() => engine.close());
  async function measure(cell: SizedCell) {
    const conditions = { supply: 1.8, temperatureC: 27, mismatch: null };
    const outcome = await runNeuron({ engine, cell, models, conditions, iin: 1e-7 });
    if (outcome.status === "failed") throw new Error(outcome.error.message);
    return outcome.measures;
  }

  it("is the table's without wires and junctions; with them it takes more energy and fires more slowly", async () => {
    const [table, bare, whole] = [
      await measure(neuron),
      await measure(extracted(bareText)),
      await measure(extracted(example)),
    ];
    const rate = (measures: typeof table) => measures.spikeRate as number;
    const energy = (measures: typeof table) => measures.energyPerSpike as number;
    expect(Math.abs(rate(bare) / rate(table) - 1)).toBeLessThan(2e-3); // drawn capacitors lie on a grid of 5 nm
    // Junctions take some 4 % (notes of lif-9t), and 1 fF at each of four nodes as much again.
    expect(energy(whole) / energy(bare)).toBeGreaterThan(1.04);
    expect(energy(whole) / energy(bare)).toBeLessThan(1.15);
    // 1 fF of 200 at the membrane, 1 fF of 20 at rc, and junctions at both: more than the membrane's half per cent, less than all in full.
    expect(rate(whole) / rate(bare)).toBeLessThan(0.995);
    expect(rate(whole) / rate(bare)).toBeGreaterThan(0.95);
  });
});
