import { describe, expect, it } from "vitest";
import {
  buildOnCurrentDeck,
  buildTransistorDeck,
  type SingleTransistor,
  standardSweeps,
  type TransistorSweep,
} from "../../../src/netlist/index.ts";
import { plainModels } from "./plain-models.ts";

const nmos: SingleTransistor = { device: "nmos", polarity: "n", w: 1e-6, l: 1.5e-7, m: 2 };
const pmos: SingleTransistor = { ...nmos, device: "pmos", polarity: "p" };
const gate: TransistorSweep = {
  analysis: "gate",
  vds: [0.05, 1.8],
  stop: 1.8,
  step: 0.01,
  bulk: 0.3,
  temperatureC: 85,
};
const drain: TransistorSweep = {
  analysis: "drain",
  vgs: [0.9],
  stop: 1.8,
  step: 0.01,
  bulk: 0,
  temperatureC: 27,
};
const circuit = (transistor: SingleTransistor, sweep: TransistorSweep) =>
  buildTransistorDeck(transistor, plainModels, sweep).cards.filter((card) => !card.startsWith("*"));

describe("the transistor bench", () => {
  it("sweeps the gate of one copy for each drain voltage", () => {
    expect(circuit(nmos, gate)).toEqual([
      "Vsweep s 0 0",
      "Vbulk b 0 -0.3",
      "Vheld0 h0 0 0.05",
      "Vdrain0 h0 d0 0",
      "XM0 d0 s 0 b nmos w=1e-6 l=1.5e-7 m=2",
      "Vheld1 h1 0 1.8",
      "Vdrain1 h1 d1 0",
      "XM1 d1 s 0 b nmos w=1e-6 l=1.5e-7 m=2",
    ]);
    const deck = buildTransistorDeck(nmos, plainModels, gate);
    expect(deck.analysis).toEqual({ kind: "dc", source: "Vsweep", start: 0, stop: 1.8, step: 0.01 });
    expect(deck.probes).toEqual(["i(vdrain0)", "i(vdrain1)"]);
    expect(deck.options.temp).toBe(85);
    expect(deck.options.gmin).toBeLessThanOrEqual(1e-16);
    expect(deck.cards[0]).toBe("* models of 2 transistors");
  });

  it("sweeps the drain with the gate held", () => {
    expect(circuit(nmos, drain)).toEqual([
      "Vsweep s 0 0",
      "Vbulk b 0 0",
      "Vheld0 h0 0 0.9",
      "Vdrain0 s d0 0",
      "XM0 d0 h0 0 b nmos w=1e-6 l=1.5e-7 m=2",
    ]);
  });

  it("turns every source around for a p-channel device, and nothing else", () => {
    const swapped = circuit(nmos, gate).map((card) => {
      const [name = "", plus, minus, ...rest] = card.replace("nmos", "pmos").split(" ");
      return name.startsWith("V") ? [name, minus, plus, ...rest].join(" ") : card.replace("nmos", "pmos");
    });
    expect(circuit(pmos, gate)).toEqual(swapped);
  });

  it("has standard sweeps from 50 mV to the supply", () => {
    const { gate, drain } = standardSweeps({ supply: 3.3, bulk: 0, temperatureC: 27 });
    expect(gate).toMatchObject({ analysis: "gate", vds: [0.05, 3.3], stop: 3.3 });
    expect(drain).toMatchObject({ analysis: "drain", vgs: [1.1, 1.65, 2.2, 2.75, 3.3] });
    expect(gate.stop / gate.step).toBeCloseTo(360, 9);
  });

  it.each([
    { ...gate, step: 0 },
    { ...gate, step: 0.5 },
    { ...gate, stop: -1.8 },
    { ...gate, bulk: -0.1 },
    { ...gate, vds: [] },
    { ...drain, vgs: [-0.9] },
    { ...drain, vgs: [Number.NaN] },
  ])("refuses the sweep %o", (sweep) => {
    expect(() => buildTransistorDeck(pmos, plainModels, sweep)).toThrow(
      expect.objectContaining({ code: "NETLIST_SWEEP" }),
    );
  });

  it("takes the operating point of several transistors that are fully on, each at its supply", () => {
    const deck = buildOnCurrentDeck(
      [
        { ...nmos, supply: 1.8 },
        { ...pmos, supply: 3.3 },
      ],
      plainModels,
      25,
    );
    expect(deck.cards.slice(1)).toEqual([
      "Vsupply0 g0 0 1.8",
      "Von0 g0 d0 0",
      "XM0 d0 g0 0 0 nmos w=1e-6 l=1.5e-7 m=2",
      "Vsupply1 0 g1 3.3",
      "Von1 d1 g1 0",
      "XM1 d1 g1 0 0 pmos w=1e-6 l=1.5e-7 m=2",
    ]);
    expect(deck).toMatchObject({
      analysis: { kind: "op" },
      options: { temp: 25 },
      probes: ["i(von0)", "i(von1)"],
    });
  });
});
