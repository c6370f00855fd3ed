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
const bareText = example.replaceAll(/^C\d.*$| (ad|as|pd|ps)=\S+/gm, "");

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
