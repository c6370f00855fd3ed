import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { emitCard, emitMemristorSubcircuit, emitVerilogA } from "../../src/device/index.ts";
import {
  buildHysteresisDeck,
  buildPulseDeck,
  buildReadDisturbDeck,
  emitDeck,
} from "../../src/netlist/index.ts";
import { characterizationSchema, defaultDevice, deviceSchema, modelNames } from "../../src/spec/index.ts";

const device = deviceSchema.parse({});
const bench = characterizationSchema.parse({ pulses: { width: 2e-3, count: 3, readWidth: 1e-5 } });

describe.each(modelNames)(
  "models/%s is current (else: npm run build && node models/generate.mjs)",
  (model) => {
    const file = (name: string) =>
      readFileSync(new URL(`../../models/${model}/${name}`, import.meta.url), "utf8");
    it("its subcircuit", () =>
      expect(file(`${model}.sub`)).toBe(emitMemristorSubcircuit(defaultDevice(model))));
    it("its Verilog-A", () => expect(file(`${model}.va`)).toBe(emitVerilogA(defaultDevice(model))));
    it("its card", () => expect(file("card.yaml")).toBe(emitCard(model)));
  },
);

describe("emitted memristor benches", () => {
  it.each([
    ["hysteresis", buildHysteresisDeck(device, bench.hysteresis)],
    ["pulses", buildPulseDeck(device, bench.pulses)],
    ["read-disturb", buildReadDisturbDeck(device, bench, 0.5)],
  ])("%s", async (name, deck) => {
    await expect(emitDeck(deck)).toMatchFileSnapshot(`memristor-${name}.sp`);
  });
});
