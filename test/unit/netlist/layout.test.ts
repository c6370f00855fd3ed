import { describe, expect, it } from "vitest";
import {
  assertNames,
  cellLayout,
  emitLayout,
  legalName,
  parseTopology,
  type SizedCell,
  separateBench,
  sizeCell,
} from "../../../src/netlist/index.ts";
import { readProcess } from "../../../src/pdk/index.ts";
import { presetCells } from "../../preset-cells.ts";
import { cellSpec } from "./neuron-cell.ts";

const process = readProcess("sky130");
const [neuron] = presetCells("tirado-barron-x5");

/** A cell of a user's own with these cards in its body, and one transistor W1. */
function ownCell(...cards: string[]): SizedCell {
  const text = [".subckt own mem vout vdd gnd cm=200f", "XW1 vout mem gnd gnd nfet", ...cards, ".ends"].join(
    "\n",
  );
  const topology = parseTopology(text, "own.sp", { kind: "neuron", devices: ["W1"] });
  const spec = cellSpec({ topology: "own.sp", devices: { W1: { w: 1e-6, l: 0.5e-6, nf: 2, m: 3 } } });
  return sizeCell("own", spec, { process, topology });
}

const linesOf = (cell: SizedCell, format: "lvs" | "cdl" = "lvs") => [
  ...emitLayout(cellLayout(cell, process), { format }),
];

describe("cellLayout", () => {
  it("names a transistor XM, and writes fingers as devices in parallel, in micrometres", () => {
    expect(linesOf(ownCell())).toContain(
      "XMW1 vout mem gnd gnd sky130_fd_pr__nfet_01v8 w=0.5 l=0.5 nf=1 m=6",
    );
  });

  it("draws a capacitor as the square that has its capacitance, of area and perimeter", () => {
    const call = [...cellLayout(neuron, process).calls()].find(({ name }) => name === "XCm");
    const { w = 0, l } = call?.parameters ?? {};
    expect(w).toBe(l);
    expect(2 * w * w + 0.19 * 4 * w).toBeCloseTo(200, 0); // fF: 2 fF/um^2 and 0.19 fF/um, on a grid of 5 nm
    expect((w * 1000) % 5).toBe(0);
    expect(call?.nodes).toEqual(["mem", "gnd"]);
  });

  it("reads a capacitor's plain value, and takes node 0 for gnd", () => {
    expect(linesOf(ownCell("Cx mem 0 100f")).some((line) => /^XCx mem gnd \S+ w=6\.885 /.test(line))).toBe(
      true,
    );
  });

  it.each([
    ["Bx mem gnd I = V(mem)", "NETLIST_LAYOUT_DEVICE", "bx"],
    ["Rx mem gnd 10k", "NETLIST_LAYOUT_DEVICE", "rx"],
    ["Cx mem gnd {2*cm}", "NETLIST_LAYOUT_DEVICE", "cx"],
    ["Cx mem gnd 1f", "NETLIST_LAYOUT_CAPACITOR", "cx"],
    ["Cx mem a#1 100f", "NETLIST_NAME_ILLEGAL", ""],
  ])("refuses %s: %s", (card, code, word) => {
    expect(() => cellLayout(ownCell(card), process)).toThrow(
      expect.objectContaining({
        code,
        at: expect.arrayContaining(["cells", "own"]),
        ...(word === "" ? {} : { hint: expect.stringMatching(/\w/) }),
      }),
    );
  });

  it("refuses a process whose layout names are not known, and says which format is left", () => {
    const gf180 = { ...readProcess("gf180"), layout: null };
    expect(() => cellLayout(neuron, gf180)).toThrow(
      expect.objectContaining({
        code: "NETLIST_LAYOUT_PROCESS",
        hint: expect.stringContaining("--format sim"),
      }),
    );
  });

  it("refuses two devices that differ in case only", () => {
    const twice = {
      ...neuron,
      transistors: neuron.transistors.map((one, n) => ({ ...one, instance: n % 2 ? "m1" : "M1" })),
    };
    expect(() => cellLayout(twice, process)).toThrow(
      expect.objectContaining({ code: "NETLIST_NAME_DUPLICATE" }),
    );
  });
});

describe("emitLayout", () => {
  it("holds no card of a bench, no multiplier and no body of a device, and every card is an X call", () => {
    for (const format of ["lvs", "cdl"] as const) {
      const cards = linesOf(neuron, format).filter((line) => !line.startsWith("*"));
      expect(cards[0]).toMatch(/^\.subckt neuron /);
      expect(cards.at(-1)).toBe(".ends neuron");
      for (const card of cards.slice(1, -1)) {
        expect(card).toMatch(
          format === "cdl" ? /^X[MCR]\w+( \w+)+ \/ \w+( \w+=[\d.]+)*$/ : /^X[MCR]\w+( \w+)+( \w+=[\d.]+)*$/,
        );
        expect(card).not.toMatch(/mult|\d[un]\b/);
      }
    }
  });
});

describe("assertNames", () => {
  it.each([
    [["a.b"], "NETLIST_NAME_ILLEGAL"],
    [["1a"], "NETLIST_NAME_ILLEGAL"],
    [["Xa", "xA"], "NETLIST_NAME_DUPLICATE"],
    [["a", "a"], "NETLIST_NAME_DUPLICATE"],
  ])("refuses %j: %s", (names, code) => {
    expect(() => assertNames(names, ["here"])).toThrow(expect.objectContaining({ code, at: ["here"] }));
  });

  it("takes every name that legalName makes", () => {
    for (const name of ["my-cell", "2nd", "_x", "a.b#1", "é"]) assertNames([legalName(name)], []);
  });
});

describe("separateBench", () => {
  it("refuses a deck that does not hold the cell", () => {
    const deck = {
      title: "t",
      comments: [],
      cards: ["R1 a 0 1"],
      analysis: { kind: "op" },
      probes: [],
      options: {},
      files: [],
      origin: "built",
    } as const;
    expect(() => separateBench(deck, { cell: [".subckt a"], name: "a", aboutModels: [] })).toThrow(
      expect.objectContaining({ code: "NETLIST_BENCH" }),
    );
  });
});
