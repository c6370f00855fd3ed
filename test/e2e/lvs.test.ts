import { describe, expect, it } from "vitest";
import { compareNetlists, netgenSetup, netlistOfSchematic, structureOf } from "../../src/lvs/index.ts";
import {
  cellLayout,
  emitCell,
  emitLayout,
  emitTileSubcircuit,
  type LayoutFormat,
  schematicFiles,
  selectedCellLayout,
  standInFolder,
  tileLayout,
} from "../../src/netlist/index.ts";
import { readProcess } from "../../src/pdk/index.ts";
import { layoutNaming } from "../../src/pipeline/netlist/layout-naming.ts";
import { deviceSchema } from "../../src/spec/index.ts";
import { requireTool } from "../tools.ts";
import { neuronCell } from "../unit/netlist/neuron-cell.ts";
import type { plainModels } from "../unit/netlist/plain-models.ts";
import { longSizes, synapseCell } from "../unit/netlist/synapse-cell.ts";

const netgen = requireTool("netgen", "netgen-lvs");
const xschem = requireTool("xschem");

const thorough = process.env.MEMSPICE_THOROUGH === "1";
const sky130 = readProcess("sky130");
const setup = netgenSetup(sky130);
const layoutText = (cell: Parameters<typeof cellLayout>[0], format: LayoutFormat) =>
  `${[...emitLayout(cellLayout(cell, sky130), { format })].join("\n")}\n`;

const call: typeof plainModels.call = ({ instance, nodes, device, w, l, m }) =>
  `X${instance} ${nodes.join(" ")} sky130_fd_pr__${device} w=${w} l=${l} nf=1 m=${m}`;

describe.skipIf(!netgen.available)(`netgen compares a cell ${netgen.reason}`, () => {
  const cells = { neuron: neuronCell(), synapse: synapseCell(longSizes) };
  const lvs = { neuron: layoutText(cells.neuron, "lvs"), synapse: layoutText(cells.synapse, "lvs") };
  const compare = async (cell: keyof typeof cells, other: string, with_ = lvs[cell]) => {
    const pair = [
      { format: "other", text: other },
      { format: "lvs", text: with_ },
    ] as const;
    return compareNetlists(cell, pair, { setup, timeoutSeconds: 60 });
  };
  const messages = async (...args: Parameters<typeof compare>) =>
    (await compare(...args)).differences.map(({ message }) => message).join("\n");

  it.each(["neuron", "synapse"] as const)("with itself, as CDL and as simulated: the %s", async (name) => {
    const sim = structureOf(
      emitCell(cells[name], { call }).join("\n"),
      `${name}.sp`,
      layoutNaming(sky130, { scale: 1, device: null }),
    );
    const count = name === "neuron" ? { devices: [11, 11], nets: [9, 9] } : { devices: [7, 7], nets: [8, 8] };
    for (const text of [sim, layoutText(cells[name], "cdl"), `* copy\n${lvs[name]}`]) {
      expect(await compare(name, text)).toMatchObject({ ...count, differences: [] });
    }
  });

  it("and finds a width that is 5 % off, a length, a count and a plate, and not one that is 0.5 % off", async () => {
    const edit = (from: string, to: string) => messages("neuron", lvs.neuron.replace(from, to));
    expect(await edit("w=1 l=0.5", "w=1.05 l=0.5")).toBe(
      "neuron: XM11 (sky130_fd_pr__pfet_01v8): w is 1.05 in other and 1 in lvs",
    );
    expect(await edit("l=0.5", "l=0.55")).toContain("l is 0.55 in other and 0.5 in lvs");
    expect(await edit("m=1", "m=2")).toContain("w is 2 in other and 1 in lvs");
    expect(await edit("w=9.81", "w=10.2")).toContain("XCm (sky130_fd_pr__cap_mim_m3_1): w is 10.2");
    expect(await edit("w=1 l=0.5", "w=1.005 l=0.5")).toBe("");
  });

  it("and lets source and drain permute, and two transistors stand for m=2", async () => {
    const permuted = lvs.neuron.replace("XM14 mem rc gnd gnd", "XM14 gnd rc mem gnd");
    expect(await messages("neuron", permuted)).toBe("");
    const line = /^XM5 (.*) m=5$/m;
    const five = lvs.synapse.replace(line, (_, rest) =>
      [1, 2, 3, 4, 5].map((i) => `XM5${i} ${rest} m=1`).join("\n"),
    );
    expect(five).not.toBe(lvs.synapse);
    expect(await messages("synapse", five)).toBe("");
  });

  it("and takes a transistor that is a cell of its own, as Magic places those that it generates, and finds its pins swapped", async () => {
    const placed = "XM14 mem rc gnd gnd sky130_fd_pr__nfet_01v8 w=1 l=0.5";
    expect(lvs.neuron).toContain(placed);
    const generated = [
      ".subckt nfet_64Z3AY a_n33_n130# a_15_n42# a_n73_n42# VSUBS",
      "X0 a_15_n42# a_n33_n130# a_n73_n42# VSUBS sky130_fd_pr__nfet_01v8 w=1 l=0.5",
      ".ends\n",
    ].join("\n");
    const calls = (nodes: string) =>
      `${generated}${lvs.neuron.replace(/^XM14 .*$/m, `XM14 ${nodes} nfet_64Z3AY`)}`;
    expect(await messages("neuron", calls("rc mem gnd gnd"))).toBe("");
    expect(await messages("neuron", calls("mem rc gnd gnd"))).toMatch(/nets do not match/);
  });

  it("and finds a transistor that is missing, and a gate on another net", async () => {
    expect(await messages("neuron", lvs.neuron.replace(/^XM14 .*$/m, ""))).toMatch(
      /devices do not match.*XM14/,
    );
    expect(await messages("neuron", lvs.neuron.replace("XM14 mem rc", "XM14 mem vb"))).toMatch(
      /nets do not match/,
    );
  });

  it("and finds the memristor's electrodes swapped, and a memristor of another model", async () => {
    expect(lvs.synapse).toContain("XRmem b a memristor_hp");
    const swapped = lvs.synapse.replace("XRmem b a", "XRmem a b");
    expect(await messages("synapse", swapped)).toMatch(/do not match/);
    const other = lvs.synapse.replace("memristor_hp\n", "memristor_team\n");
    expect(await messages("synapse", other)).toMatch(/memristor_team/);
  });

  it.each(["neuron", "synapse"] as const)(
    "and finds any two pins of any device swapped: the %s",
    async (name) => {
      const lines = lvs[name].split("\n");
      const swaps = lines.flatMap((line, at) => {
        const [device = "", ...words] = line.split(" ");
        if (!device.startsWith("X")) return [];
        const pins = words.slice(0, device.startsWith("XM") ? 4 : 2);
        return pins.flatMap((one, i) =>
          pins.flatMap((other, j) => {
            const permutable = pins.length === 4 && i === 0 && j === 2; // drain and source
            if (i >= j || one === other || permutable) return [];
            const swapped = words.with(i, other).with(j, one);
            return [lines.with(at, [device, ...swapped].join(" ")).join("\n")];
          }),
        );
      });
      expect(swaps.length).toBeGreaterThan(20);
      const some = swaps.filter((_, k) => thorough || k % 4 === 0);
      for (const text of some) expect(await messages(name, text), text).not.toBe("");
    },
  );

  it("and needs its ring: without it, swapped electrodes where all devices differ in kind go unseen", async () => {
    const circuit = [
      ".subckt neuron mem out vdd gnd",
      "XM1 out mem gnd gnd sky130_fd_pr__nfet_01v8 w=1 l=0.15",
      "XM2 out mem vdd vdd sky130_fd_pr__pfet_01v8 w=1 l=0.15",
      "XCm mem gnd sky130_fd_pr__cap_mim_m3_1 w=10 l=10",
      "XR1 out mem sky130_fd_pr_reram__reram_cell area_ox=0.1024",
      "XR2 mem gnd memristor_hp",
      ".ends\n",
    ].join("\n");
    expect(await messages("neuron", circuit.replace("XR1 out mem", "XR1 mem out"), circuit)).toMatch(
      /nets do not match/,
    );
    expect(await messages("neuron", circuit, circuit)).toBe("");
  });

  it("and a tile: cells as resistors among the resistance of their lines, against memristors between lines", async () => {
    const device = deviceSchema.parse({});
    const layer = { name: "hidden", rows: 6, cols: 5 };
    const tile = { polarity: "pos", tile: [0, 0], row: 0, col: 0, rows: 6, cols: 5 } as const;
    const conductance = {
      rows: 6,
      cols: 5,
      data: Float64Array.from({ length: 30 }, (_, k) => (k + 1) * 1e-6),
    };
    const wires = {
      rWord: 0.1,
      rBit: 0.2,
      rDriver: 10,
      rSense: 5,
      wordDrive: "both",
      bitSense: "both",
    } as const;
    const cards = emitTileSubcircuit(layer, tile, { conductance, ...wires }).join("\n");
    const lvsTile = {
      format: "lvs",
      text: [
        ...emitLayout(tileLayout(layer, tile, { device, select: null, process: sky130 }), { format: "lvs" }),
      ].join("\n"),
    };
    const differences = async (text: string) => {
      const sim = structureOf(text, "tile.sp", layoutNaming(sky130, { scale: null, device }));
      const pair = [{ format: "sim", text: sim }, lvsTile] as const;
      return (await compareNetlists("hidden_pos_r0_c0", pair, { setup, timeoutSeconds: 60 })).differences;
    };
    expect(await differences(cards)).toEqual([]);
    expect(cards).toContain("rx2_3 w2_3 b2_3");
    for (const edit of ["rx2_3 b2_3 w2_3", "rx2_3 w2_3 b2_2", "* rx2_3"]) {
      expect(await differences(cards.replace("rx2_3 w2_3 b2_3", edit)), edit).not.toEqual([]);
    }
  });

  it("and finds ports of other names", async () => {
    const renamed = lvs.neuron.replaceAll(/\bvb\b/g, "bias");
    expect(await messages("neuron", renamed)).toBe(
      "neuron: other has no port vb\nneuron: lvs has no port bias",
    );
  });

  it("and is stopped at its time limit", async () => {
    const pair = [
      { format: "a", text: lvs.neuron },
      { format: "b", text: lvs.neuron },
    ] as const;
    await expect(compareNetlists("neuron", pair, { setup, timeoutSeconds: 0.001 })).rejects.toMatchObject({
      code: "LVS_TIMEOUT",
    });
  });

  it("and says so where it finds no such cell", async () => {
    await expect(compare("neuron", lvs.synapse)).rejects.toMatchObject({ code: "LVS_RESULT" });
  });

  const select = { device: "nfet_g5v0d10v5", w: 1e-6, l: 0.5e-6 };
  const drawn = [
    ["neuron", cellLayout(cells.neuron, sky130), "lif-9t"],
    ["synapse", cellLayout(cells.synapse, sky130), "bridge-6t1r"],
    [
      "cell_1t1r",
      selectedCellLayout(deviceSchema.parse({ model: "sky130-reram" }), select, sky130),
      "cell_1t1r",
    ],
  ] as const;
  it.skipIf(!xschem.available).each(drawn)(
    `with what Xschem writes of its schematic: the %s ${xschem.reason}`,
    async (name, view, drawing) => {
      const files = schematicFiles(view, sky130, drawing);
      const layout = { format: "lvs", text: [...emitLayout(view, { format: "lvs" })].join("\n") };
      const compareDrawn = async (edit: (text: string) => string) => {
        const edited = files.map(({ path, text }) => ({
          path,
          text: path.endsWith(".sch") ? edit(text) : text,
        }));
        const text = await netlistOfSchematic({
          cell: name,
          libraries: [standInFolder],
          timeoutSeconds: 60,
          files: edited,
        });
        const pair = [{ format: "xschem", text }, layout] as const;
        return (await compareNetlists(name, pair, { setup, timeoutSeconds: 60 })).differences;
      };
      expect(await compareDrawn((text) => text)).toEqual([]);
      const wider = await compareDrawn((text) => text.replace(/W=(\d) L/, (_, w) => `W=${1.05 * w} L`));
      expect(wider).toMatchObject([{ kind: "property" }]);
    },
  );

  it.skipIf(!xschem.available)(
    `and Xschem writes nothing of a schematic that is not there ${xschem.reason}`,
    async () => {
      const none = { cell: "neuron", libraries: [], timeoutSeconds: 60, files: [] };
      await expect(netlistOfSchematic(none)).rejects.toMatchObject({ code: "LVS_SCHEMATIC" });
    },
  );
});
