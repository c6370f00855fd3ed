import { defineCard } from "./card.ts";

export const zhang2017Card = defineCard({
  model: "zhang-2017",
  title: "AIST threshold memristor of Zhang 2017",
  source: "Zhang et al. 2017, as equation 3 of Ling's review of memristor networks",
  state: "w/D: 0 is rOff, 1 is rOn",
  volatile: false,
  provisional:
    "the review gives the equation without numbers; these are remembered, not read, and the printed equation leaves a factor of one ampere to the reader",
  parameters: {
    rOn: { unit: "ohm", min: 1, max: 1e7, meaning: "resistance at state 1" },
    rOff: { unit: "ohm", min: 10, max: 1e9, meaning: "resistance at state 0" },
    thickness: { unit: "m", min: 1e-10, max: 1e-6, meaning: "D, of the film" },
    mobility: { unit: "m^2/(V s)", min: 1e-24, max: 1e-8, meaning: "of the ions" },
    vPositive: { unit: "V", min: 0.01, max: 5, meaning: "threshold upwards" },
    vNegative: { unit: "V", min: -5, max: -0.01, meaning: "threshold downwards" },
    iOn: { unit: "A", min: 1e-9, max: 100, meaning: "current scale downwards" },
    iOff: { unit: "A", min: 1e-12, max: 1, meaning: "current scale upwards" },
    i0: {
      unit: "A",
      min: 0,
      max: 1,
      meaning: "pole of the motion upwards; the device must carry more at vPositive",
    },
    windowExponent: { unit: "1", min: 1, max: 20, whole: true, meaning: "p of Joglekar's window" },
  },
  choices: {},
  preset: "remembered",
  presets: {
    remembered: {
      source: "provisional: no copy of the tables was at hand",
      values: {
        rOn: 100,
        rOff: 200,
        thickness: 3e-9,
        mobility: 1.6e-18,
        vPositive: 0.3,
        vNegative: -0.37,
        iOn: 1,
        iOff: 1e-5,
        i0: 1e-3,
        windowExponent: 10,
      },
      bench: {
        hysteresis: { amplitude: 0.6, frequency: 0.04, initialState: 0.1 },
        pulses: { vSet: 0.5, vReset: -0.8, width: 0.1, count: 120, vRead: 0.1, readWidth: 0.01 },
        readDisturb: { reads: 100, width: 0.01 },
        window: { gMin: 6.1e-3, gMax: 8.8e-3 },
      },
    },
  },
  ordered: [["rOn", "rOff"]],
  initialState: 0.1,
});
