import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import {
  emitCell,
  membraneCapacitance,
  parseExtracted,
  parseExtractedSelectedCell,
  readExtracted,
  type SizedCell,
} from "../../../src/netlist/index.ts";
import { callCard, readProcess } from "../../../src/pdk/index.ts";
import { parseRunSpec } from "../../../src/spec/index.ts";
import { presetCells } from "../../preset-cells.ts";

const process = readProcess("sky130");
const [neuron, synapse] = presetCells("tirado-barron-x5");
const example = readFileSync(new URL("../../../examples/neuron-extracted.spice", import.meta.url), "utf8");

const parse = (text: string, cell: SizedCell = neuron) =>
  parseExtracted(cell, { file: "x.spice", text }, process);
const passives = (...lines: string[]) => parse(body(...lines), bare()).topology.passives;
const cards = (cell: SizedCell, scale = 1e-6) =>
  emitCell(cell, { call: (one) => callCard(one, process.devices[one.device]?.subckt as string, scale) });

const ports = "mem vout vb vdd gnd";
/** The neuron without devices, or with transistors of the standard n-channel kind, each at nodes of its own. */
const bare = (n = 0): SizedCell => ({
  ...neuron,
  topology: { ...neuron.topology, passives: [] },
  transistors: neuron.transistors.slice(0, n).map((one) => ({ ...one, device: "nfet_01v8" })),
});
const body = (...lines: string[]) => [`.subckt neuron ${ports}`, ...lines, ".ends"].join("\n");
const nfet = "sky130_fd_pr__nfet_01v8";
const plate = "sky130_fd_pr__cap_mim_m3_1";

describe("parseExtractedSelectedCell", () => {
  const example = readFileSync(
    new URL("../../../examples/cell-1t1r-extracted.spice", import.meta.url),
    "utf8",
  );
  const { device, array } = parseRunSpec("");
  const { select } = array.cell;
  const parseCell = (text: string) =>
    parseExtractedSelectedCell({ file: "x.spice", text }, { device, select, process });

  it("finds transistor, wires and memristor", () => {
    const { parts } = parseCell(example);
    expect(parts.transistors.map(({ nodes }) => nodes)).toEqual([["a_12_n40_", "sel", "bl_t0", "gnd"]]);
    expect(parts.passives).toEqual(["r0 bl bl_t0 50", "c0 wl gnd 1e-15"]);
    expect(parts.memristor).toEqual(["wl", "a_12_n40_"]);
  });

  it.each([
    ["NETLIST_EXTRACTED_PORTS", example.replace("gnd sel bl wl", "sel bl wl")],
    ["NETLIST_EXTRACTED_MEMRISTOR", example.replace(/^X1.*$/m, "")],
    ["NETLIST_EXTRACTED_CELL", example.replace("cell_1t1r gnd", "cell gnd")],
    ["NETLIST_EXTRACTED_TRANSISTORS", example.replace(/^X0.*$/m, "")],
    ["NETLIST_EXTRACTED_TRANSISTORS", example.replace("nfet", "pfet")],
    ["NETLIST_EXTRACTED_MEMRISTOR", example.replace("wl a_12_n40# m", "a_12_n40# wl m")],
    ["NETLIST_EXTRACTED_MEMRISTOR", example.replace("memristor_hp", "memristor_vteam")],
  ])("refuses: %s", (code, text) => {
    expect(() => parseCell(text)).toThrow(
      expect.objectContaining({ code, at: expect.arrayContaining(["x.spice"]) }),
    );
  });
});

describe("readExtracted", () => {
  it("says what was to be read, at the path as given", async () => {
    await expect(readExtracted(neuron, "/nope", process)).rejects.toMatchObject({
      ...{ code: "DECK_UNREADABLE", at: ["/nope"] },
      hint: expect.stringContaining("extracted from the layout"),
    });
  });
});

describe("parseExtracted", () => {
  it("ties ports by name, whatever their order, and keeps that of the bench", () => {
    const cell = parse(example);
    expect(cell.topology.ports).toEqual(neuron.topology.ports);
    expect(cards(cell)).toContain(".subckt neuron mem vout vb vdd gnd");
    expect(cell.extracted).toMatchObject({
      file: "x.spice",
      sha256: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  it("keeps areas and perimeters, in the unit of the model set", () => {
    expect(cards(parse(example))).toContain(
      `X2 a_210_n45_ vb gnd gnd ${nfet} w=5 l=0.5 nf=1 m=1 ad=1.45 as=1.45 pd=10.58 ps=10.58`,
    );
    expect(cards(parse(example), 1)).toContain(
      `X2 a_210_n45_ vb gnd gnd ${nfet} w=5e-6 l=5e-7 nf=1 m=1 ad=1.45e-12 as=1.45e-12 pd=1.058e-5 ps=1.058e-5`,
    );
  });

  it("reads sizes in metres as well, and numbers of squares as they are", () => {
    const line = `X0 mem vout gnd gnd ${nfet} w=1u l=0.5u ad=0.29p nrd=0.29 m=2`;
    expect(cards(parse(body(line), bare(1)))).toContain(
      `X0 mem vout gnd gnd ${nfet} w=1 l=0.5 nf=1 m=2 ad=0.29 nrd=0.29`,
    );
  });

  it("takes drawn capacitors at their typical density, so that the membrane is that of the table", () => {
    const drawn = membraneCapacitance(parse(example.replaceAll(/^C\d.*$/gm, "")));
    expect(Math.abs(drawn / membraneCapacitance(neuron) - 1)).toBeLessThan(1e-3);
    expect(membraneCapacitance(parse(example)) - drawn).toBeCloseTo(1e-15, 20);
  });

  it("makes legal names of those of layout tools, and never one of two", () => {
    expect(passives("R0 mem a.b# 10", "R1 a.b# a/b# 20", "C0 a/b# vout 1.5fF")).toEqual([
      "r0 mem a_b_ 10",
      "r1 a_b_ a_b__2 20",
      "c0 a_b__2 vout 1.5e-15",
    ]);
  });

  it("ties nets of capacitors alone to ground, through their resistors, and warns with the names of the file", () => {
    const cell = parse(
      body("C5 m1_N200_300# GND 0.12fF **FLOATING", "R0 m1_N200_300# far 1", "C6 far mem 1f"),
      bare(),
    );
    expect(cell.topology.passives.slice(3)).toEqual(["r_loose_m1_n200_300_ m1_n200_300_ 0 1e12"]);
    const [warning, ...rest] = cell.extracted?.warnings ?? [];
    expect(rest).toEqual([]);
    expect(warning).toMatchObject({ code: "EXTRACTED_FLOATING_NET", at: "x.spice / line 2" });
    expect(warning?.message).toContain("no device is on m1_N200_300#");
    expect(parse(body("C0 mem gnd 1f"), bare()).extracted?.warnings).toEqual([]);
  });

  it("ties a drawn capacitor with a plate at nothing", () => {
    expect(passives(`X0 mem a ${plate} w=2 l=2`)[1]).toBe("r_loose_a a 0 1e12");
  });

  it("takes 1 mohm for less, and says where", () => {
    const { topology } = parse(body("R0 mem a 0", "R1 a b 1e-3"), bare());
    expect(topology.passives).toEqual(["r0 mem a 0.001", "r1 a b 0.001"]);
    expect(topology.notes.filter((note) => note.includes("counts as"))).toEqual([
      '"R0 mem a 0" is below 1 mohm, and counts as 1 mohm.',
    ]);
  });

  it.each([
    ["R1 mem vout 1e999", /not finite/],
    ["R1 mem vout 2e12", /2000 Gohm, more than the 1000 Gohm/],
    ["C0 mem gnd 1.5", /1.5 F, more than the 1 uF/],
    ["C0 mem gnd -0.2fF", /negative/],
  ])("refuses values that no wire has: %s", (line, message) => {
    expect(() => passives(line)).toThrow(message);
    const place = { code: "NETLIST_EXTRACTED_VALUE", at: ["x.spice", "line 2"] };
    expect(() => passives(line)).toThrow(expect.objectContaining(place));
  });

  it("keeps ports apart from nets whose names become equal", () => {
    const own = { ...bare(), topology: { ...bare().topology, ports: ["mem", "vout", "v_b", "vdd", "gnd"] } };
    const cell = parse(".subckt neuron mem vout v_b vdd gnd\nR0 mem v.b 1\nR1 v.b v_b 2\n.ends", own);
    expect(cell.topology.passives).toEqual(["r0 mem v_b_2 1", "r1 v_b_2 v_b 2"]);
  });

  it("flattens the cells that it calls", () => {
    const inner = [".subckt leg a b", `X0 a b n1 gnd ${nfet} w=1 l=0.5`, "C0 n1 b 1f", ".ends"];
    const text = [...inner, body("Xl mem vout leg", "Xr vout mem leg")].join("\n");
    const cell = parse(text, bare(2));
    expect(cell.transistors.map(({ instance, nodes }) => [instance, ...nodes])).toEqual([
      ["xl_0", "mem", "vout", "xl_n1", "xl_gnd"],
      ["xr_0", "vout", "mem", "xr_n1", "xr_gnd"],
    ]);
    expect(cell.topology.passives).toEqual(["cxl_0 xl_n1 vout 1e-15", "cxr_0 xr_n1 mem 1e-15"]);
  });

  it("keeps devices apart whose names become equal", () => {
    const leg = [".subckt leg a b", "R0 a b 1", ".ends"];
    const cell = parse([...leg, body("Xl mem vout leg", "Rxl_0 mem vout 2")].join("\n"), bare());
    expect(cell.topology.passives).toEqual(["rxl_0 mem vout 1", "rxl_0_2 mem vout 2"]);
  });

  describe("of a synapse", () => {
    const lines = synapse.transistors.map(
      ({ instance, nodes, device }) =>
        `X${instance} ${nodes.join(" ")} ${process.devices[device]?.subckt} w=1 l=0.5`,
    );
    const text = (memristor: string, devices = lines) =>
      [".subckt synapse gnd vpre vpos ipos vdd", memristor, ...devices, ".ends"].join("\n");

    it("finds the memristor, through the resistors of its wires", () => {
      const cell = parse(text("X0 b a memristor_hp"), synapse);
      expect(cell.topology.memristor).toEqual(["b", "a"]);
      expect(cards(cell).join("\n")).toContain("vmem b mem_te 0");
      parse(text("X0 b.1 a memristor_hp\nR0 b.1 b.2 5\nR1 b.2 b 5"), synapse);
    });

    it("takes transistors in parts, and dummies", () => {
      const [first = "", ...rest] = lines;
      const swapped = first.replace(/^X\S+ (\S+) (\S+) (\S+)/, "Xhalf $3 $2 $1");
      const dummy = `Xdummy gnd gnd gnd gnd ${nfet} w=1 l=0.5`;
      expect(
        parse(text("X0 b a memristor_hp", [first, swapped, dummy, ...rest]), synapse).transistors,
      ).toHaveLength(8);
    });

    it.each([
      ["NETLIST_EXTRACTED_MEMRISTOR", text("X0 a b memristor_hp"), /wrong way round/],
      ["NETLIST_EXTRACTED_MEMRISTOR", text("X0 b vpre memristor_hp"), /between .* and vpre/],
      ["NETLIST_EXTRACTED_MEMRISTOR", text("X0 b a memristor_vteam"), /that of this cell is memristor_hp/],
      ["NETLIST_EXTRACTED_MEMRISTOR", text("X0 b a memristor_hp\nX1 b a memristor_hp"), /second/],
      ["NETLIST_EXTRACTED_MEMRISTOR", text(""), /holds no memristor/],
      [
        "NETLIST_EXTRACTED_TRANSISTORS",
        text("X0 b a memristor_hp", lines.slice(2)),
        /holds no pfet_01v8 where the drawn cell has 2/,
      ],
      [
        "NETLIST_EXTRACTED_TRANSISTORS",
        text("X0 b a memristor_hp", [...lines, `Xmore vdd vpre gnd gnd ${nfet} w=1 l=1`]),
        /holds 5 nfet_01v8 where the drawn cell has 4/,
      ],
    ])("refuses: %s", (code, written, message) => {
      expect(() => parse(written, synapse)).toThrow(message);
      expect(() => parse(written, synapse)).toThrow(
        expect.objectContaining({ code, at: expect.arrayContaining(["x.spice"]) }),
      );
    });
  });

  it("holds no device against a cell with subcircuits of its own, and says so", () => {
    const own = { ...neuron, topology: { ...neuron.topology, subcircuits: [".subckt leg a b", ".ends"] } };
    expect(parse(body("C0 mem gnd 1f"), own).topology.notes.at(-1)).toMatch(/Not held against/);
  });

  it("leaves the parameters that are biases, and those alone", () => {
    expect(parse(example).parameters).toEqual({ vb: 0.5 });
  });

  it.each([
    [
      "NETLIST_EXTRACTED_PORTS",
      body("").replace(ports, "mem vout gnd VSUBS"),
      /lacks the ports vb, vdd, and has ports vsubs/,
    ],
    ["NETLIST_EXTRACTED_CELL", body("").replace("neuron", "other"), /no \.subckt neuron/],
    [
      "NETLIST_EXTRACTED_DEVICE",
      body("X0 mem gnd sky130_fd_pr__diode_pw2nd_05v5 area=1"),
      /is a diode, and diodes are not taken/,
    ],
    ["NETLIST_EXTRACTED_DEVICE", body(`X0 mem vout gnd gnd ${nfet} w=1`), /no plain number for l/],
    ["NETLIST_EXTRACTED_DEVICE", body(`X0 mem vout gnd gnd ${nfet} w=1 l=1 m=0`), /no plain number for m/],
    ["NETLIST_EXTRACTED_DEVICE", body(`X0 mem vout gnd ${nfet} w=1 l=1`), /has 3 pins, expected 4/],
    ["NETLIST_EXTRACTED_DEVICE", body(`X0 mem vout gnd gnd vdd ${nfet} w=1 l=1`), /has 5 pins, expected 4/],
    ["NETLIST_EXTRACTED_DEVICE", body(`X0 mem vout gnd ${plate} w=2 l=2`), /has 3 pins, expected 2/],
    ["NETLIST_EXTRACTED_DEVICE", body(`X0 mem gnd ${plate} w=2 l=2 MF=4`), /mf = 4/],
    ["NETLIST_EXTRACTED_DEVICE", body("C0 mem gnd 1f m=3"), /a value/],
    ["NETLIST_EXTRACTED_DEVICE", body(`X0 mem vout gnd gnd ${nfet} w=1 l=1 nf=2`), /nf = 2/],
    ["NETLIST_EXTRACTED_DEVICE", body("C0 mem gnd {cm}"), /a value/],
    ["NETLIST_EXTRACTED_DEVICE", body("X0 mem gnd other w=1"), /is no device/],
    ["NETLIST_EXTRACTED_MEMRISTOR", body("X0 mem gnd memristor_hp"), /this cell has none/],
    [
      "NETLIST_EXTRACTED_TRANSISTORS",
      example.replace(/^X8.*$/m, ""),
      /holds . pfet_01v8 where the drawn cell has/,
    ],
    ["NETLIST_EXTRACTED_CELL", "", /the file is empty/],
    ["NETLIST_EXTRACTED_CELL", "* nothing\n", /no .subckt in the file/],
    ["NETLIST_EXTRACTED_CARD", body(".ic v(mem)=0"), /cannot stand/],
    [
      "NETLIST_EXTRACTED_CARD",
      [".subckt in a", "R0 a a 1", ".ends", body("X0 mem gnd in")].join("\n"),
      /cannot stand/,
    ],
    [
      "NETLIST_EXTRACTED_CARD",
      [".subckt in a", "R0 a a 1", ".ends", body("X0 mem in m=2")].join("\n"),
      /cannot stand/,
    ],
    ["NETLIST_CELL_CARD", `.option scale=5n\n${body("")}`, /cannot stand/],
  ])("refuses: %s", (code, text, message) => {
    expect(() => parse(text)).toThrow(message);
    expect(() => parse(text)).toThrow(
      expect.objectContaining({
        code,
        at: expect.arrayContaining(["x.spice"]),
        hint: expect.stringMatching(/\w/),
      }),
    );
  });

  it("says how sizes are extracted without an option that scales them", () => {
    expect(() => parse(`.option scale=5n\n${body("")}`)).toThrow(
      expect.objectContaining({ hint: expect.stringContaining("ext2spice scale off") }),
    );
  });
});
