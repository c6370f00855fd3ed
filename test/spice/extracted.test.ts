import { readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parseExtracted, type SizedCell } from "../../src/netlist/index.ts";
import { type ModelSet, readProcess } from "../../src/pdk/index.ts";
import { runNeuron } from "../../src/pipeline/cell/neuron.ts";
import { embeddedModels, oneWorker } from "../model-sets.ts";
import { presetCells } from "../preset-cells.ts";

const process = readProcess("sky130");
const [neuron] = presetCells("tirado-barron-x5");
const example = readFileSync(new URL("../../examples/neuron-extracted.spice", import.meta.url), "utf8");
const extracted = (text: string) => parseExtracted(neuron, { file: "neuron.spice", text }, process);
const withoutWires = example.replaceAll(/^C\d.*$/gm, "");
const withoutJunctions = withoutWires.replaceAll(/ (ad|as|pd|ps)=\S+/g, "");

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

  it("is the table's without wires and junctions, takes more energy with junctions, and fires more slowly with wires", async () => {
    const [table, bare, junctions, wires] = [
      await measure(neuron),
      await measure(extracted(withoutJunctions)),
      await measure(extracted(withoutWires)),
      await measure(extracted(example)),
    ];
    const rate = (measures: typeof table) => measures.spikeRate as number;
    const energy = (measures: typeof table) => measures.energyPerSpike as number;
    expect(Math.abs(rate(bare) / rate(table) - 1)).toBeLessThan(2e-3); // drawn capacitors lie on a grid of 5 nm
    expect(energy(junctions) / energy(bare)).toBeGreaterThan(1.01); // 4 % by the notes of lif-9t
    expect(energy(junctions) / energy(bare)).toBeLessThan(1.1);
    // 1 fF at the membrane, and 1 fF at rc, of 200 and 20 fF: more than the membrane's half per cent, less than both in full.
    expect(rate(wires) / rate(junctions)).toBeLessThan(0.996);
    expect(rate(wires) / rate(junctions)).toBeGreaterThan(0.95);
  });
});
