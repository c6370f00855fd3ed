import { defineCard } from "./card.ts";

export const vteamCard = defineCard({
  model: "vteam",
  title: "VTEAM, voltage threshold adaptive memristor",
  source: "Kvatinsky et al., IEEE TCAS-II 62 (2015) 786",
  state:
    "1 - x/D: 0 is rOff, 1 is rOn. The paper's x grows with the resistance, and its voltage is minus ours",
  volatile: false,
  provisional: null,
  parameters: {
    rOn: { unit: "ohm", min: 1, max: 1e7, meaning: "resistance at state 1" },
    rOff: { unit: "ohm", min: 10, max: 1e10, meaning: "resistance at state 0" },
    thickness: { unit: "m", min: 1e-10, max: 1e-6, meaning: "D, the range of x" },
    kOff: { unit: "m/s", min: 1e-15, max: 1e6, meaning: "speed towards rOff at twice vOff" },
    kOn: { unit: "m/s", min: -1e6, max: -1e-15, meaning: "speed towards rOn at twice vOn, negative" },
    vOff: { unit: "V", min: 1e-3, max: 10, meaning: "threshold towards rOff, as the paper counts voltage" },
    vOn: { unit: "V", min: -10, max: -1e-3, meaning: "threshold towards rOn, negative" },
    alphaOff: { unit: "1", min: 1, max: 10, meaning: "exponent towards rOff" },
    alphaOn: { unit: "1", min: 1, max: 10, meaning: "exponent towards rOn" },
    aOff: { unit: "m", min: 0, max: 1e-6, meaning: "x where the exponential window towards rOff begins" },
    aOn: { unit: "m", min: 0, max: 1e-6, meaning: "x where the exponential window towards rOn begins" },
    xC: { unit: "m", min: 1e-12, max: 1e-6, meaning: "width of the exponential window" },
  },
  choices: { window: ["none", "exponential"], resistance: ["linear", "exponential"] },
  preset: "memtorch",
  presets: {
    memtorch: {
      source:
        "the defaults of MemTorch's VTEAM (no window); aOff, aOn and xC as in TEAM, used with the exponential window alone",
      values: {
        rOn: 50,
        rOff: 1000,
        thickness: 3e-9,
        kOff: 5e-4,
        kOn: -10,
        vOff: 0.02,
        vOn: -0.2,
        alphaOff: 1,
        alphaOn: 3,
        aOff: 1.2e-9,
        aOn: 2e-9,
        xC: 1.07e-10,
      },
      bench: {
        hysteresis: { amplitude: 0.25, frequency: 2e5, initialState: 0.1 },
        pulses: { vSet: 0.21, vReset: -0.07, width: 1e-8, count: 230, vRead: 0.1, readWidth: 1e-9 },
        readDisturb: { reads: 100, width: 1e-9 },
        window: { gMin: 1.1e-3, gMax: 8e-3 },
      },
    },
  },
  ordered: [["rOn", "rOff"]],
  initialState: 0,
});
