import { describe, expect, test } from "vitest";
import { type Deck, emitDeck } from "../../../src/netlist/index.ts";
import { formatNumber } from "../../../src/spice/index.ts";

const divider: Deck = {
  title: "voltage divider",
  comments: ["Two equal resistors.\nOutput: out"],
  cards: ["v1 in 0 dc 1", "r1 in out 1e3", "r2 out 0 1e3"],
  analysis: { kind: "op" },
  probes: ["v(out)", "i(v1)"],
  options: { reltol: 1e-6, klu: true, method: "gear" },
  files: [],
  origin: "built",
};

const codeOf = (run: () => unknown): string => {
  try {
    run();
  } catch (error) {
    return (error as { code: string }).code;
  }
  return "no error";
};

describe("emitDeck", () => {
  test("writes title, comments, cards, options, probes, analysis and end, in this order", () => {
    expect(emitDeck(divider)).toBe(
      [
        "voltage divider",
        "* Two equal resistors.",
        "* Output: out",
        "v1 in 0 dc 1",
        "r1 in out 1e3",
        "r2 out 0 1e3",
        ".options reltol=1e-6",
        ".options klu",
        ".options method=gear",
        ".save v(out) i(v1)",
        ".op",
        ".end",
        "",
      ].join("\n"),
    );
  });

  test("keeps the deck's own title as a comment when another title is asked for", () => {
    expect(emitDeck(divider, { title: "run 7" }).split("\n").slice(0, 2)).toEqual([
      "run 7",
      "* voltage divider",
    ]);
  });

  test("leaves klu out for a simulator that has none", () => {
    expect(emitDeck(divider, { klu: false })).not.toContain("klu");
  });

  test("writes no save card where all vectors are wanted", () => {
    expect(emitDeck({ ...divider, probes: [] })).not.toContain(".save");
  });

  test("breaks many probes over several save cards and loses none", () => {
    const probes = Array.from({ length: 40 }, (_, i) => `v(n${i})`);
    const cards = emitDeck({ ...divider, probes })
      .split("\n")
      .filter((card) => card.startsWith(".save "));
    expect(cards.length).toBe(3);
    expect(cards.flatMap((card) => card.split(" ").slice(1))).toEqual(probes);
  });

  test.each([
    [{ kind: "dc", source: "v1", start: -1e-9, stop: 2, step: 0.1 } as const, ".dc v1 -1e-9 2 0.1"],
    [{ kind: "ac", spacing: "dec", points: 10, start: 1, stop: 1e9 } as const, ".ac dec 10 1 1e9"],
    [tran(0, 0, false), ".tran 1e-9 1e-6"],
    [tran(5e-7, 0, false), ".tran 1e-9 1e-6 5e-7"],
    [tran(0, 2e-10, true), ".tran 1e-9 1e-6 0 2e-10 uic"],
    [tran(0, 0, true), ".tran 1e-9 1e-6 uic"],
  ])("writes %o", (analysis, card) => {
    expect(
      emitDeck({ ...divider, analysis })
        .split("\n")
        .at(-3),
    ).toBe(card);
  });

  test("refuses a blank title, a probe with blanks and a number that is none", () => {
    expect(codeOf(() => emitDeck({ ...divider, title: " " }))).toBe("NETLIST_TITLE");
    expect(codeOf(() => emitDeck({ ...divider, title: "a\n.shell" }))).toBe("NETLIST_TITLE");
    expect(codeOf(() => emitDeck({ ...divider, probes: ["v(a) v(b)"] }))).toBe("NETLIST_PROBE");
    expect(codeOf(() => emitDeck({ ...divider, options: { reltol: Number.NaN } }))).toBe("SPICE_NUMBER");
  });
});

test("formatNumber reads back as the same value and has no suffix letter but e", () => {
  for (const value of [0, -0, 1, -1.5, 0.1 + 0.2, 4.2e-7, 1e6, 999999, 1e-3, 9.99e-4, 1.7e308, 5e-324]) {
    expect(Number(formatNumber(value)) === value).toBe(true);
    expect(formatNumber(value)).toMatch(/^-?[\d.]+(e-?\d+)?$/);
  }
  expect(formatNumber(16e6)).toBe("1.6e7");
});

function tran(start: number, maxStep: number, useInitialConditions: boolean) {
  return { kind: "tran", step: 1e-9, stop: 1e-6, start, maxStep, useInitialConditions } as const;
}
