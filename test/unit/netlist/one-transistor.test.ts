import { describe, expect, it } from "vitest";
import {
  buildOneTransistorDeck,
  emitOneTransistorCell,
  oneTransistorProbes,
  slotOf,
} from "../../../src/netlist/index.ts";
import { parseRunSpec } from "../../../src/spec/index.ts";
import { plainModels } from "./plain-models.ts";

const { device } = parseRunSpec("device: { model: sky130-reram, rSeries: 2k }");
const cell = { memristor: device, transistor: { device: "nfet_g5v0d10v5", w: 7e-6, l: 5e-7, m: 1 } };
const bench = {
  pulses: [
    { wl: 1.7, bl: 2.4, sl: 0 },
    { wl: 2.5, bl: 0, sl: 2.6 },
  ],
  width: 1e-6,
  read: { wl: 2.5, bl: 0.1 },
  state: 0.25,
  temperatureC: 27,
};

describe("a cell of one transistor and one memristor", () => {
  const place = { name: "r0c3", bl: "b3", wl: "w0", sl: "s0", state: 0.5 };
  const cards = emitOneTransistorCell(cell, place, plainModels);

  it("goes from the bit line through memristor and transistor to the source line, its bulk at ground", () => {
    expect(cards).toHaveLength(2);
    expect(cards[0]).toMatch(/^Xr0c3_mem b3 r0c3_be r0c3_x r0c3_k memristor_sky130_reram .*x0=0\.5/);
    expect(cards[1]).toBe("XMr0c3 r0c3_be w0 s0 0 nfet_g5v0d10v5 w=7e-6 l=5e-7 m=1");
  });

  it("counts its select transistor once: the resistance that stands for it is gone", () => {
    expect(cards[0]).toContain(" rseries=0 ");
  });
});

describe("the bench of a cell", () => {
  const deck = buildOneTransistorDeck(cell, plainModels, bench);
  const text = deck.cards.join("\n");

  it("reads, pulses, reads, pulses, reads, each for its width, with rests between", () => {
    const slots = [0, 1, 2, 3, 4].map((k) => slotOf(bench, k));
    for (const [k, [from, to]] of slots.entries()) {
      expect(to - from).toBeCloseTo(0.99e-6, 14);
      if (k > 0) expect(from).toBeGreaterThan((slots[k - 1] as readonly [number, number])[1]);
    }
    expect(deck.analysis).toMatchObject({ kind: "tran", useInitialConditions: true });
    expect((deck.analysis as { stop: number }).stop).toBeGreaterThan(
      (slots[4] as readonly [number, number])[1],
    );
    expect(text).toContain("Vwl wl 0 PWL(0 0");
    expect(text).toContain("Vsl sl 0 PWL(0 0");
    expect(text).toMatch(/2\.6/);
  });

  it("records lines, current, state and temperature, and brings the models of its transistor", () => {
    expect(deck.probes).toEqual([...Object.values(oneTransistorProbes), "v(cell_k)"]);
    expect(text).toContain("* models of 1 transistors");
    expect(text).toContain("XMcell cell_be wl sl 0 nfet_g5v0d10v5");
  });

  it("ties a line that never moves to ground", () => {
    const still = buildOneTransistorDeck(cell, plainModels, { ...bench, pulses: bench.pulses.slice(0, 1) });
    expect(still.cards).toContain("Vsl sl 0 0");
  });
});
