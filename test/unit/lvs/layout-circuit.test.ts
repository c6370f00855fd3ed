import { describe, expect, it } from "vitest";
import { layoutCircuit } from "../../../src/lvs/index.ts";

const circuit = (body: string) =>
  layoutCircuit(`.subckt c a b\n${body}\n.ends`, { cell: "c", file: "c.spice" });

describe("the circuit of an extracted netlist", () => {
  it("is its devices, sizes in micrometres, without the capacitors of wires", () => {
    const text = circuit(
      "X0 a b a b nfet ad=0.29 w=1 l=0.5\nX1 a b a b nfet\n+ w=1.5u l=5e-7\nC0 a b 1.2f\nX2 a b cap w=9.81 l=9.81",
    );
    expect(text.replace(/ +/g, " ")).toBe(
      ".subckt c a b\nX0 a b a b nfet ad=0.29 w=1 l=0.5\nX1 a b a b nfet w=1.5 l=0.5\nX2 a b cap w=9.81 l=9.81\n.ends\n",
    );
  });

  it("is not that of a file without the cell, nor with resistances in its wires", () => {
    expect(() => circuit("R0 a b 12")).toThrow(/LVS_LAYOUT at c\.spice \/ line 2: .*cuts a net/);
    expect(() => layoutCircuit(".subckt d a\n.ends", { cell: "c", file: "c.spice" })).toThrow(
      /LVS_LAYOUT at c\.spice: .*no \.subckt c/,
    );
  });
});
