import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { emitHpCard, emitHpSubcircuit } from "../../src/device/index.ts";
import {
  buildHysteresisDeck,
  buildPulseDeck,
  buildReadDisturbDeck,
  emitDeck,
} from "../../src/netlist/index.ts";
import { characterizationSchema, deviceSchema } from "../../src/spec/index.ts";

const device = deviceSchema.parse({});
const bench = characterizationSchema.parse({ pulses: { width: 2e-3, count: 3, readWidth: 1e-5 } });
const model = (name: string) => readFileSync(new URL(`../../models/hp/${name}`, import.meta.url), "utf8");

describe("models/hp is current (else: npm run build && node models/hp/generate.mjs)", () => {
  it("hp.sub", () => expect(model("hp.sub")).toBe(emitHpSubcircuit()));
  it("hp.yaml", () => expect(model("hp.yaml")).toBe(emitHpCard()));
});

describe("emitted memristor benches", () => {
  it.each([
    ["hysteresis", buildHysteresisDeck(device, bench.hysteresis)],
    ["pulses", buildPulseDeck(device, bench.pulses)],
    ["read-disturb", buildReadDisturbDeck(device, bench, 0.5)],
  ])("%s", async (name, deck) => {
    await expect(emitDeck(deck)).toMatchFileSnapshot(`memristor-${name}.sp`);
  });
});
