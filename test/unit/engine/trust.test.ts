import { describe, expect, test } from "vitest";
import { assertTrusted } from "../../../src/engine/trust.ts";
import type { Deck } from "../../../src/netlist/index.ts";

const deckOf = (cards: readonly string[], parts: Partial<Deck> = {}): Deck => ({
  title: "deck",
  comments: [],
  cards: ["v1 a 0 1", "r1 a 0 1k", ...cards],
  analysis: { kind: "op" },
  probes: [],
  options: {},
  files: [],
  origin: "user",
  ...parts,
});

const check = assertTrusted;
const refusal = expect.objectContaining({ code: "ENGINE_DECK_UNTRUSTED" });

describe("a user's deck on the native simulator", () => {
  test.each([
    ["a control block", [".control", "shell touch /tmp/x", ".endc"]],
    ["a control block in other letters", ["  .CoNtRoL", "shell touch /tmp/x", ".ENDC"]],
    ["a hidden command", ["*# shell touch /tmp/x"]],
    ["a code model", ["a1 a b src", ".model src filesource(file=/etc/passwd)"]],
    ["a Verilog-A device", ["n1 a 0 mod"]],
    ["a dot card that is not on the list", [".exec rm"]],
    ["an option that moves the result file", [".options rawfile=/tmp/x"]],
    ["an option with a path", [".option foo=/tmp/x"]],
    ["a line joined by a backslash", ["r9 a 0 1k \\", "x"]],
    ["a line that begins with no letter", ["`touch /tmp/x`"]],
  ])("is refused for %s", (_, cards) => {
    expect(() => check(deckOf(cards))).toThrow(refusal);
  });

  test.each(["/etc/passwd", "../secret", "~/secret", "$HOME/secret"])(
    "is refused for a file that includes %s",
    (path) => {
      const files = [{ path: "x.inc", text: `.include ${path}\n` }];
      expect(() => check(deckOf([".include x.inc"], { files }))).toThrow(refusal);
    },
  );

  test("is refused for what stands in a file it includes, with the place", () => {
    const files = [{ path: "x.inc", text: "* models\n.control\nshell true\n.endc\n" }];
    expect(() => check(deckOf([".include x.inc"], { files }))).toThrow(
      expect.objectContaining({ at: ["deck", "x.inc", "line 2"] }),
    );
  });

  test("is refused for a file that nothing seems to include", () => {
    const files = [{ path: "x.inc", text: "*# shell true\n" }];
    expect(() => check(deckOf([".include ././x.inc"], { files }))).toThrow(refusal);
  });

  test("is refused for a bare carriage return, behind which a command may hide", () => {
    expect(() => check(deckOf(["r9 a 0 1k\r.control\rshell true"]))).toThrow(refusal);
  });

  test("passes where it holds circuits alone", () => {
    const files = [{ path: "pdk/lib/x.lib", text: ".lib tt\n.include ../y.inc\n.endl\n" }];
    const cards = [
      "$ a comment",
      ".param x=1",
      ".options reltol=1e-4 klu",
      ".subckt s p n",
      "r1 p n 1",
      ".ends",
      "x1 a 0 s",
      ".lib pdk/lib/x.lib tt",
    ];
    expect(() => check(deckOf(cards, { files }))).not.toThrow();
  });

  test("is not asked where memspice built it", () => {
    expect(() => check(deckOf([".control", "op", ".endc"], { origin: "built" }))).not.toThrow();
  });
});
