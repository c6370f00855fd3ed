import { type BenchDefaults, defineCard } from "./card.ts";

const bench: BenchDefaults = {
  hysteresis: { amplitude: 1, frequency: 1, initialState: 0.1 },
  pulses: { vSet: 1, vReset: -1, width: 2e-3, count: 520, vRead: 0.1, readWidth: 1e-5 },
  readDisturb: { reads: 100, width: 1e-6 },
  window: { gMin: 80e-6, gMax: 500e-6 },
};

export const hpCard = defineCard({
  model: "hp",
  title: "HP memristor, linear ion drift",
  source: "Strukov et al., Nature 453 (2008) 80",
  state: "w/D: 0 is rOff, 1 is rOn",
  volatile: false,
  provisional: null,
  parameters: {
    thickness: { unit: "m", min: 1e-10, max: 1, meaning: "D, of the film" },
    mobility: { unit: "m^2/(V s)", min: 1e-18, max: 1e-4, meaning: "of the dopants" },
    rOn: { unit: "ohm", min: 1, max: 1e7, meaning: "resistance at state 1" },
    rOff: { unit: "ohm", min: 10, max: 1e10, meaning: "resistance at state 0" },
    windowExponent: { unit: "1", min: 1, max: 20, whole: true, meaning: "p of the window" },
  },
  choices: { window: ["biolek", "none", "strukov", "joglekar", "prodromakis"] },
  preset: "physical",
  presets: {
    physical: {
      source:
        "Strukov et al., Nature 453 (2008) 80; the set that the literature uses. 1 V takes it from rOff to rOn in 0.8 s",
      values: { thickness: 1e-8, mobility: 1e-14, rOn: 100, rOff: 16e3, windowExponent: 1 },
      bench,
    },
    legacy: {
      source:
        "the listing of Tirado Torres and Barron, dimensionless there. The state does not move; for its reproduction only",
      values: { thickness: 1, mobility: 1e-10, rOn: 100, rOff: 100e3, windowExponent: 1 },
      bench,
    },
  },
  ordered: [["rOn", "rOff"]],
  initialState: 0,
});
