import { describe, expect, it } from "vitest";
import { withPortMarks, withRings } from "../../../src/lvs/index.ts";

describe("what netgen gets beside the circuit", () => {
  it("is a ring of two equal devices in every subcircuit, tied to nothing else", () => {
    const text = ".subckt a p\nXM1 p p p p n\n.ends a\n.SUBCKT b q\n.ENDS\n";
    const ring = "XG1 memspice_a memspice_b memspice_ring\nXG2 memspice_b memspice_a memspice_ring\n";
    expect(withRings(text)).toBe(`.subckt a p\nXM1 p p p p n\n${ring}.ends a\n.SUBCKT b q\n${ring}.ENDS\n`);
  });

  it("is a device called like it on every port of the cell, and of no other", () => {
    const text = ".subckt ab p\n.ends ab\n.subckt a p\n+ Q#1\nXM1 p p p p n\n.ends\n";
    const marks = "XP0 p memspice_port_p\nXP1 q#1 memspice_port_q_1\n";
    expect(withPortMarks(text, "a")).toBe(
      `.subckt ab p\n.ends ab\n.subckt a p\n+ Q#1\nXM1 p p p p n\n${marks}.ends\n`,
    );
  });
});
