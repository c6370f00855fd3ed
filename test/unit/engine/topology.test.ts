import { describe, expect, test } from "vitest";
import { analyzeTopology } from "../../../src/engine/topology.ts";
import { readCards } from "../../../src/spice/index.ts";

const cautious = { controlledCurrents: true, capacitors: false };
const floating = (text: string, paths = cautious) => analyzeTopology(readCards(text), paths).floating;

describe("floating nodes", () => {
  test.each([
    ["a current into nothing", "v1 a 0 1\nr1 a 0 1k\ni1 0 b 1u", ["b"]],
    ["behind a capacitor", "v1 a 0 1\nc1 a b 1n\nr1 b c 1k", ["b"]],
    ["an island of resistors", "v1 a 0 1\nr1 a 0 1\nr2 b c 1\nr3 c b 1", ["b"]],
    ["a gate that nothing drives", "v1 d 0 1\nm1 d g 0 0 n", ["g"]],
    ["a control pin of a switch that nothing drives", "v1 a 0 1\ns1 a 0 c 0 sw", ["c"]],
    [
      "inside a subcircuit, once for all of its instances",
      "v1 a 0 1\nx1 a 0 cell\nx2 a 0 cell\n.subckt cell p n\nr1 p n 1\nc1 p mid 1n\n.ends",
      ["cell / mid"],
    ],
    [
      "behind pins that the subcircuit does not join",
      "v1 a 0 1\nx1 a b cap\n.subckt cap p n\nc1 p n 1n\n.ends",
      ["b"],
    ],
  ])("are found: %s", (_, text, expected) => {
    expect(floating(text)).toEqual(expected);
  });

  test.each([
    ["resistors, inductors, sources, diodes", "v1 a 0 1\nr1 a b 1\nl1 b c 1u\nd1 c d dd\nr2 d 0 1"],
    ["ground by another name", "r1 a gnd 1k\ni1 0 a 1u"],
    ["a global supply", ".global vdd\nr1 a vdd 1k"],
    ["drain, source and bulk of a transistor", "v1 g 0 1\nm1 d g 0 0 n\nc1 d 0 1f"],
    ["a subcircuit from a library", "v1 a 0 1\nx1 d a s 0 sky130_fd_pr__nfet_01v8 w = 1u l=0.15u\nc1 d 0 1f"],
    [
      "pins that the subcircuit joins",
      "x1 a b pair r = 5\nr1 b 0 1\n.subckt pair p n params: r=1\nr1 p n {r}\n.ends",
    ],
    [
      "a subcircuit inside a subcircuit",
      "v1 a 0 1\nx1 a b o\n.subckt o p q\nx1 p q i\n.ends\n.subckt i p q\nr1 p q 1\n.ends",
    ],
    ["a subcircuit inside itself", "v1 a 0 1\nx1 a b o\n.subckt o p q\nx1 p q o\n.ends"],
    ["nodes in brackets", "v1 (a 0) 1\nr1 (a, b) 1k\nr2 b,0 1k"],
    ["commands", "v1 a 0 1\nr1 a 0 1\n.control\ni1 0 b 1\n.endc"],
  ])("are not seen in %s", (_, text) => {
    expect(floating(text)).toEqual([]);
  });

  test("a controlled current is a path only where that is taken for granted", () => {
    for (const source of ["b1 0 x i=1u*v(x)", "g1 0 x a 0 1u", "f1 0 x v1 2"]) {
      const text = `v1 a 0 1\n${source}\nc1 x 0 1n`;
      expect(floating(text), source).toEqual([]);
      expect(floating(text, { controlledCurrents: false, capacitors: false }), source).toEqual(["x"]);
      expect(floating(text, { controlledCurrents: false, capacitors: true }), source).toEqual([]);
    }
    expect(floating("b1 x 0 v=1\nc1 x 0 1n", { controlledCurrents: false, capacitors: false })).toEqual([]);
  });
});

test("nodes are counted in the flat circuit, ground left out", () => {
  const count = (text: string) => analyzeTopology(readCards(text), cautious).nodes;
  expect(count("v1 a 0 1\nr1 a b 1\nr2 b 0 1")).toBe(2);
  expect(count("v1 a 0 1\nx1 a 0 c\nx2 a 0 c\n.subckt c p n\nr1 p m 1\nr2 m k 1\nr3 k n 1\n.ends")).toBe(
    1 + 2 * 2,
  );
});
