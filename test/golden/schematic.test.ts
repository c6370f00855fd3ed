import { describe, expect, it } from "vitest";
import { cellLayout, schematicFiles, selectedCellLayout } from "../../src/netlist/index.ts";
import { readProcess } from "../../src/pdk/index.ts";
import { deviceSchema } from "../../src/spec/index.ts";
import { neuronCell } from "../unit/netlist/neuron-cell.ts";
import { longSizes, synapseCell } from "../unit/netlist/synapse-cell.ts";

const process = readProcess("sky130");
const reram = deviceSchema.parse({ model: "sky130-reram" });
const select = { device: "nfet_g5v0d10v5", w: 1e-6, l: 0.5e-6 };
const cells = [
  schematicFiles(cellLayout(neuronCell(), process), process, "lif-9t"),
  schematicFiles(cellLayout(synapseCell(longSizes), process), process, "bridge-6t1r"),
  schematicFiles(selectedCellLayout(reram, select, process), process, "cell_1t1r"),
];
const files = new Map(cells.flat().map((file) => [file.path, file.text]));

describe("files for Xschem", () => {
  it.each([...files])("%s", async (path, text) => {
    await expect(text).toMatchFileSnapshot(`xschem/${path.replaceAll("/", "-")}`);
  });
});
