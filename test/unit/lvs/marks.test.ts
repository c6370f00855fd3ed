import { describe, expect, it } from "vitest";
import { withMarks } from "../../../src/lvs/index.ts";

describe("what netgen gets beside the circuit", () => {
  const ring = "XG1 memspice_a memspice_b memspice_ring\nXG2 memspice_b memspice_a memspice_ring\n";
  const inner = ".SUBCKT ab p\nXM1 p p p p n\n.ENDS\n";
  const head = ".subckt a p\n+ Q#1\nX1 p ab\n";

  it("is a ring of two equal devices in the cell, tied to nothing else, and none in a cell that it calls", () => {
    expect(withMarks(`${inner}${head}.ends a\n`, "a", { ports: false })).toBe(
      `${inner}${head}${ring}.ends a\n`,
    );
  });

  it("is a device called like it on every port of the cell, and of no other", () => {
    const marks = "XP0 p memspice_port_p\nXP1 q#1 memspice_port_q_1\n";
    expect(withMarks(`${inner}${head}.ends\n`, "a", { ports: true })).toBe(
      `${inner}${head}${marks}${ring}.ends\n`,
    );
  });
});
