import { expect, test } from "vitest";
import { checkDeck } from "../../../src/engine/check-deck.ts";
import type { Deck } from "../../../src/netlist/index.ts";

const warningsOf = (cards: readonly string[], parts: Partial<Deck> = {}) =>
  checkDeck(
    {
      title: "deck",
      comments: [],
      cards: ["v1 a 0 1", "rz a 0 1", ...cards],
      analysis: { kind: "op" },
      probes: [],
      options: {},
      files: [],
      origin: "user",
      ...parts,
    },
    { builtIn: true },
  ).warnings;

test.each([
  "r1 a 0 1M",
  "r1 a 0 2.5Mohm",
  "c1 a 0 1F",
  "c1 a 0 1e-3F",
  ".param f=1MHz",
  "v2 a 0 sin(0 1 1MHz)",
])("warns of %s, with its line", (card) => {
  expect(warningsOf([card])).toEqual([
    expect.objectContaining({ code: "ENGINE_SUSPICIOUS_SUFFIX", at: "deck / line 4" }),
  ]);
});

test.each([
  "r1 a 0 1m",
  "r1 a 0 1MEG",
  "r1 a 0 1meg",
  "c1 a 0 1f",
  "c1 a 0 10pF",
  "c1 a 0 1uF",
  "l1 a 0 5MIL",
])("does not warn of %s", (card) => {
  expect(warningsOf([card])).toEqual([]);
});

test("leaves decks alone that memspice built", () => {
  expect(warningsOf(["r1 a 0 1M"], { origin: "built" })).toEqual([]);
});

test("warns of a first line that reads like a card", () => {
  for (const title of ["R1 in out 10k", ".include models.inc"]) {
    expect(warningsOf([], { title })).toEqual([
      expect.objectContaining({ code: "ENGINE_TITLE_LOOKS_LIKE_CARD" }),
    ]);
  }
  expect(warningsOf([], { title: "Low pass with two poles" })).toEqual([]);
});

test.each([".meas tran tr TRIG v(a) VAL=0.5 RISE=1 TARG v(a) VAL=0.9 RISE=1", ".four 1k v(a)"])(
  "says that the value of %s does not come back",
  (card) => {
    expect(warningsOf([card])).toEqual([
      expect.objectContaining({ code: "ENGINE_NOT_RETURNED", at: "deck / line 4" }),
    ]);
  },
);

test("says once that what a .control block prints does not come back", () => {
  const warnings = warningsOf([".control", "run", "print v(a)", ".endc"]);
  expect(warnings.map(({ code, at }) => [code, at])).toEqual([["ENGINE_NOT_RETURNED", "deck / line 4"]]);
});
