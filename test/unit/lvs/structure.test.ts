import { describe, expect, it } from "vitest";
import { type Naming, structureOf } from "../../../src/lvs/index.ts";

const naming: Naming = {
  scale: 1,
  cell: null,
  memristors: {
    memristor_hp: { callee: "memristor_hp", parameters: {} },
    rr: { callee: "cell", parameters: { area_ox: 0.1024 } },
  },
  capacitor: (name, nodes, capacitance) => ({ name, nodes, callee: "cap", parameters: { c: capacitance } }),
};
const structure = (body: string, more: Partial<Naming> = {}) =>
  structureOf(`${body}\n`, "cell.sp", { ...naming, ...more })
    .trim()
    .split("\n")
    .slice(1, -1);

describe("the circuit of a netlist for simulation", () => {
  it("has sizes in micrometres, from either dialect", () => {
    const card = (size: string) => `.subckt c d g s b\nXM1 d g s b nfet ${size} nf=1 m=3\n.ends`;
    const micro = ["XM1 d g s b nfet w=1.05 l=0.15 nf=1 m=3"];
    expect(structure(card("w=1.05e-6 l = 0.15u"))).toEqual(micro);
    expect(structure(card("w=1.05 l=0.15"), { scale: 1e-6 })).toEqual(micro);
  });

  it("has a memristor in place of its equations, its ammeter a wire, its state not there", () => {
    const model = ".subckt memristor_hp te be x ron=1\nB1 te be I=V(te)\n.ends";
    const cell = ".subckt c a b\nvmem b mem_te 0\nXmem mem_te a st memristor_hp ron=2\n.ic v(a)=0\n.ends";
    expect(structure(`${model}\n${cell}`)).toEqual(["XRmem b a memristor_hp"]);
    expect(structure(".subckt c a b\nXx0 a b memristor_hp_read x=0.5\n.ends")).toEqual([
      "XRx0 a b memristor_hp",
    ]);
    expect(structure(".subckt c a b\nXmem a b st RR\n.ends")).toEqual(["XRmem a b cell area_ox=0.1024"]);
  });

  it("has capacitors of their value, a number or a parameter of the subcircuit", () => {
    const body = ".subckt c a b cm = 2e-13\nCm a b {cm}\nC2 b a 20f\n.ends";
    expect(structure(body)).toEqual(["XCm a b cap c=2e-13", "XC2 b a cap c=2e-14"]);
  });

  it("has a memristor for every resistor that stands for a cell of an array, and wires for the others", () => {
    const cell = { callee: "memristor_hp", parameters: {} };
    const lines =
      "rd0 wl0 wd0 10\nrw0_0 wd0 w0_0 0.1\nrx0_0 w0_0 b0_0 10000\nrb0_0 b0_0 bs0 0.2\nrs0 bs0 bl0 5\nvx1_0 w0_0 bl0 0";
    const tile = `.subckt t wl0 bl0\n${lines}\n.ends`;
    expect(structure(tile, { cell })).toEqual(["XR0_0 wl0 bl0 memristor_hp", "XR1_0 wl0 bl0 memristor_hp"]);
  });

  it("has cells without the states that it calls them with", () => {
    const cell =
      ".subckt cell wl bl sel gnd state=0\nXmem wl be memristor_hp_read x={state}\nXMsel be sel bl gnd nfet w=2u l=0.5u nf=1 m=1\n.ends";
    const tile = ".subckt t wl bl sel gnd\nXr0c0 wl bl sel gnd cell state=0.3\n.ends";
    expect(structure(cell)).toEqual([
      "XRmem wl be memristor_hp",
      "XMsel be sel bl gnd nfet w=2 l=0.5 nf=1 m=1",
    ]);
    expect(structure(tile, { scale: null })).toEqual(["Xr0c0 wl bl sel gnd cell"]);
  });

  it("has sizes whose unit is known", () => {
    const card = ".subckt c a b\nXM1 a b a b nfet w=1 l=1\n.ends";
    expect(() => structure(card, { scale: null })).toThrow(
      /LVS_CARD at cell\.sp \/ line 2: .*unit is not known/,
    );
  });

  it.each(["R1 a b 1k", "V1 a b 1.8", "B1 a b I=1", "E1 a b a b 2"])("is an error with %s in it", (card) => {
    expect(() => structure(`.subckt c a b\n${card}\n.ends`)).toThrow(
      /LVS_CARD at cell\.sp \/ line 2: .*no device/,
    );
  });
});
