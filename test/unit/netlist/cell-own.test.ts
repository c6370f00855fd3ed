import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { emitCell, openTopology, parseTopology, sizeCell } from "../../../src/netlist/index.ts";
import { type CellSpec, parseSizingSpec } from "../../../src/spec/index.ts";
import { cellSpec, smallProcess } from "./neuron-cell.ts";
import { plainModels } from "./plain-models.ts";

const inverter = ["XW1 vout mem vdd vdd nfet_x", "MW2 vout mem gnd gnd nmos w=1u l=1u"];
const file = (lines: readonly string[], ports = "mem vout vdd gnd") =>
  ["* a comment", `.subckt own ${ports}`, ...lines, ".ends"].join("\n");
const parse = (text: string, more: object = {}) =>
  parseTopology(text, "own.sp", { kind: "neuron", devices: ["W1", "W2"], ...more });
const good = file(["XW1 vout mem vdd vdd sky130_fd_pr__pfet_01v8_hvt w=1 l=0.15 m=3", inverter[1] as string]);

describe("a topology from a file", () => {
  it("has the transistors by their names in the table, sizes left out, polarity and model from the card", () => {
    const { transistors, name, kind } = parse(good);
    expect({ name, kind }).toEqual({ name: "own", kind: "neuron" });
    expect(transistors).toMatchObject([
      {
        name: "W1",
        instance: "W1",
        polarity: "p",
        nodes: ["vout", "mem", "vdd", "vdd"],
        model: "sky130_fd_pr__pfet_01v8_hvt",
      },
      { name: "W2", instance: "W2", polarity: "n", nodes: ["vout", "mem", "gnd", "gnd"], model: null },
    ]);
  });

  it.each([
    ["XW1", ["W1"], "W1"],
    ["XW1", ["XW1"], "XW1"],
    ["xw1", ["w1"], "w1"],
    ["M1", ["M1"], "M1"],
    ["XM1", ["M1"], "M1"],
    ["MW1", ["W1"], "W1"],
    ["W1", ["W1"], "W1"],
    ["XMpull", ["Mpull"], "Mpull"],
  ])("finds %s for the table's %j", (word, devices, name) => {
    const { transistors } = parse(file([`${word} vout mem gnd gnd nfet`]), { devices });
    expect(transistors[0]?.name).toBe(name);
  });

  it("keeps other cards, and takes parameters and biases for the table to set", () => {
    const { passives, parameters, ports } = parse(
      file(
        ["XW1 vout mem gnd gnd n", "Cm mem gnd {2*cm}", "R1 vout 0 { r1 + 1 }", ".ic v(mem)=0"],
        "gnd VDD vout mem vlk cm=0.2p r1 = 1Meg",
      ),
    );
    expect(ports).toEqual(["gnd", "vdd", "vout", "mem", "vlk"]);
    expect(passives).toEqual(["Cm mem gnd {2*cm}", "R1 vout 0 { r1 + 1 }", ".ic v(mem)=0"]);
    expect(parameters).toMatchObject({
      cm: { unit: "F", value: 0.2e-12 },
      r1: { unit: "ohm", value: 1e6 },
      vlk: { unit: "V", value: null },
    });
  });

  it("is the last subcircuit, or the one called like the file; the others go with it", () => {
    const divider = [".subckt divider a b", "R1 a b 1k", ".ends"];
    const own = file(["XW1 vout mem gnd gnd n", "X1 vout gnd divider"]).split("\n");
    for (const lines of [
      [...divider, ...own],
      [...own, ...divider],
    ]) {
      const topology = parse(lines.join("\n"));
      expect(topology.name).toBe("own");
      expect(topology.passives).toEqual(["X1 vout gnd divider"]);
      expect(topology.subcircuits).toEqual([".subckt divider a b", "R1 a b 1k", ".ends divider"]);
    }
  });

  it("tells its kind by its ports where nothing else does, and its memristor by its name", () => {
    const synapse = parse(
      file(["XW1 a vpre vdd vdd pfet", "Xmem te a state memristor"], "vpre vpos ipos vdd gnd"),
      { kind: null },
    );
    expect(synapse).toMatchObject({ kind: "synapse", memristor: ["te", "a"], passives: [] });
  });

  it("is sized and emitted as a built-in one, with the transistor that the file names", () => {
    const spec = cellSpec({
      topology: "./own.sp",
      devices: { W1: { w: "2u", l: "0.2u", m: 3 }, W2: { w: "1u", l: "0.15u", m: 2 } },
    });
    const cell = sizeCell("neuron", spec, { process: smallProcess, topology: parse(good) });
    const cards = emitCell(cell, plainModels);
    expect(cards).toContain("XW1 vout mem vdd vdd pfet_01v8_hvt w=2e-6 l=2e-7 m=3");
    expect(cards).toContain("XW2 vout mem gnd gnd nfet_01v8 w=1e-6 l=1.5e-7 m=2");
    expect(cards.join("\n")).toContain("Circuit: own.sp");
  });

  it("must agree with the table on devices in parallel, where it speaks of them", () => {
    const spec = cellSpec({
      topology: "./own.sp",
      devices: { W1: { w: "2u", l: "0.2u" }, W2: { w: "1u", l: "0.15u" } },
    });
    expect(() => sizeCell("neuron", spec, { process: smallProcess, topology: parse(good) })).toThrow(
      "NETLIST_CELL_TRANSISTOR at cells / neuron / devices / W1: W1 is 3 devices in parallel in own, and 1 in the table",
    );
  });

  it("is read from the table's folder", async () => {
    const disk = {
      realPath: async (path: string) => path,
      read: async (path: string) => {
        if (path !== "/tables/cells/own.sp") throw Object.assign(new Error(), { code: "ENOENT" });
        return new TextEncoder().encode(good);
      },
    };
    const spec = (topology: string) => cellSpec({ topology, devices: { W1: { w: "1u", l: "1u" } } });
    const found = await openTopology("neuron", spec("./cells/own.sp"), { folder: "/tables", disk });
    expect(found.name).toBe("own");
    await expect(openTopology("neuron", spec("none.sp"), { folder: "/tables", disk })).rejects.toThrow(
      "DECK_UNREADABLE",
    );
  });
});

describe("a file that is no topology", () => {
  const whole = (text: string) => text;
  it.each([
    [
      ".control in the cell",
      file([...inverter, ".control", "run", ".endc"]),
      "NETLIST_CELL_CARD at own.sp / line 5",
      "analyses and measurements",
    ],
    [
      "an analysis",
      whole(`${good}\n.tran 1n 1u`),
      "NETLIST_CELL_CARD at own.sp / line 6",
      "come from the bench",
    ],
    [
      "an .include",
      whole(`.include "models.lib"\n${good}`),
      "NETLIST_CELL_CARD at own.sp / line 1",
      "one file",
    ],
    ["a .lib", file([".lib x.lib tt"]), "NETLIST_CELL_CARD at own.sp / line 3", "one file"],
    ["a code model", file(["A1 mem vout gain"]), "NETLIST_CELL_CARD at own.sp / line 3", "transistors, R, C"],
    [
      "a source outside",
      whole(`${good}\nVdd vdd 0 1.8`),
      "NETLIST_CELL_CARD at own.sp / line 6",
      "memspice's own",
    ],
    [
      "an unknown subcircuit",
      file(["X1 mem vout buffer"]),
      "NETLIST_CELL_CARD at own.sp / line 3",
      "nfet, pfet",
    ],
    [
      "two memristors",
      file(["X1 mem vout memristor", "X2 mem vdd memristor"]),
      "NETLIST_CELL_CARD at own.sp / line 4",
      "has one",
    ],
    [
      "a transistor without polarity",
      file(["MW1 vout mem gnd gnd fet"]),
      "NETLIST_CELL_TRANSISTOR at own.sp / line 3",
      "nfet",
    ],
    [
      "a transistor with three terminals",
      file(["XW1 vout mem gnd nfet"]),
      "NETLIST_CELL_TRANSISTOR at own.sp / line 3",
      "drain gate source bulk",
    ],
    [
      "one name twice",
      file(["XW1 vout mem gnd gnd n", "MW1 vout mem vdd vdd p"]),
      "NETLIST_CELL_TRANSISTOR at own.sp / line 4",
      "name of its own",
    ],
    [
      "a transistor in another subcircuit",
      whole(`.subckt half a\nXW1 a a 0 0 nfet\n.ends\n${good}`),
      "NETLIST_CELL_TRANSISTOR at own.sp / line 2",
      "in the cell itself",
    ],
    [
      "a subcircuit without end",
      whole(".subckt own mem vout vdd gnd\nR1 mem 0 1k"),
      "NETLIST_CELL_SUBCKT at own.sp / line 1",
      "no .ends",
    ],
    [
      "an end without subcircuit",
      whole(".ends"),
      "NETLIST_CELL_SUBCKT at own.sp / line 1",
      "without a .subckt",
    ],
    [
      "a subcircuit in another",
      whole(`.subckt a b\n${good}\n.ends`),
      "NETLIST_CELL_SUBCKT at own.sp / line 3",
      "beside each other",
    ],
    [
      "a subcircuit without name",
      whole(".subckt\n.ends"),
      "NETLIST_CELL_SUBCKT at own.sp / line 1",
      "without a name",
    ],
    ["no subcircuit", whole("* nothing\n"), "NETLIST_CELL_SUBCKT at own.sp", "no .subckt"],
    [
      "a parameter that is an expression",
      file([], "mem vout vdd gnd cm={2*c0}"),
      "NETLIST_CELL_SUBCKT at own.sp / line 2",
      "plain numbers",
    ],
    [
      "ports of another kind",
      file([], "in out vdd gnd"),
      "NETLIST_CELL_PORT at own.sp / line 2",
      "lacks the ports mem, vout for a neuron",
    ],
    ["a letter that is not ASCII", file(["C1 mem 0 1µ"]), "DECK_NOT_ASCII at own.sp / line 3", "column 11"],
  ])("%s", (_, text, message, hint) => {
    expect(() => parse(text)).toThrow(message);
    expect(() => parse(text)).toThrow(new RegExp(hint));
  });

  it("lists what each kind would need where the table does not say which it is", () => {
    expect(() => parse(file([], "vdd gnd"), { kind: null })).toThrow(
      /mem, vout for a neuron; or vpre, vpos, ipos for a synapse/,
    );
  });
});

describe("the example of a topology of one's own", () => {
  it("is a neuron with two biases, and its table fits it", () => {
    const read = (file: string) =>
      readFileSync(new URL(`../../../examples/topologies/${file}`, import.meta.url), "utf8");
    const spec = parseSizingSpec(read("lif-leak.yaml"), { file: "lif-leak.yaml" }).cells.neuron as CellSpec;
    const devices = Array.from({ length: 10 }, (_, k) => `W${k + 1}`);
    const topology = parseTopology(read("lif-leak.sp"), "lif-leak.sp", { kind: null, devices });
    expect(topology.kind).toBe("neuron");
    const cell = sizeCell("neuron", spec, { process: smallProcess, topology });
    expect(cell.transistors.map(({ name }) => name)).toEqual(devices);
    expect(cell.parameters).toEqual({ cm: 200e-15, crefr: 20e-15, vb: 0.5, vlk: 0.55 });
  });
});
