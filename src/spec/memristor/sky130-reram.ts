import { defineCard } from "./card.ts";

const values = {
  oxide: 5e-9,
  filamentMin: 3.3e-9,
  filamentMax: 4.9e-9,
  filamentRef: 4.7249e-9,
  generation: 1.501,
  recombination: 1.5,
  i0: 6.14e-5,
  v0: 0.43,
  velocity: 150,
  gamma0: 16.5,
  gamma1: -1.25,
  spacing: 0.25e-9,
  ambient: 300,
  cThermal: 3.1825e-16,
  tauThermal: 0.23e-9,
  rSeries: 0,
};

/**
 * SkyWater's programming table of 1T1R array 5, and what it says of formed cells. Its documents name the voltage class of the transistor
 * (cells/1T1R_larger), not its size: 7/0.5 um is that of a public test bench.
 */
const oneTransistor = {
  device: "nfet_g5v0d10v5",
  w: 7e-6,
  l: 0.5e-6,
  width: 1e-6,
  read: { wl: 2.5, bl: 0.1 },
  form: {
    wl: { min: 1.4, max: 2, step: 0.1 },
    bl: { min: 2.6, max: 3.1, step: 0.1 },
    conductance: { min: 30e-6, max: 120e-6 },
  },
  reset: { wl: 2.5, sl: 2.6 },
  set: { wl: 1.7, bl: 2.4 },
  temperatureC: 27,
};

const bench = {
  oneTransistor,
  hysteresis: { amplitude: 1.9, frequency: 1e5, initialState: 0.3 },
  pulses: { vSet: 1.5, vReset: -1.7, width: 1e-7, count: 60, vRead: 0.1, readWidth: 1e-8 },
  readDisturb: { reads: 100, width: 1e-7 },
  window: { gMin: 3.2e-6, gMax: 40e-6 },
};

/** Published single-shot programming: one pulse of a microsecond at the array's SET and RESET voltages, and its yields. */
const published = (array: string, yields: { readonly set: number; readonly reset: number }) => ({
  source: `SkyWater's programming table, ${array}: SET 2.4 V, RESET 2.6 V, 1 us, yields ${100 * yields.set} % and ${100 * yields.reset} % as cells stuck off and on; 2 kohm for its select transistor (nfet_g5v0d10v5: these voltages are beyond the 1.8 V ones)`,
  values: { ...values, rSeries: 2e3 },
  bench: {
    ...bench,
    pulses: { vSet: 2.4, vReset: -2.6, width: 1e-6, count: 2, vRead: 0.1, readWidth: 1e-7 },
    window: { gMin: 3.03e-6, gMax: 84e-6 },
    stuckAt: {
      off: Number((1 - yields.set).toFixed(4)),
      on: Number((1 - yields.reset).toFixed(4)),
    },
  },
});

export const sky130ReramCard = defineCard({
  model: "sky130-reram",
  title: "SKY130 ReRAM, HfO2 filament with a temperature of its own",
  source:
    "SkyWater sky130_fd_pr_reram 2.0.3: its equations and parameters, made well-posed (states are nodes)",
  state: "(T_f - filamentMin)/(filamentMax - filamentMin): 0 is the thinnest filament, 1 the thickest",
  volatile: false,
  provisional: null,
  parameters: {
    oxide: { unit: "m", min: 1e-9, max: 1e-8, meaning: "thickness of the oxide" },
    filamentMin: { unit: "m", min: 1e-10, max: 1e-8, meaning: "thinnest filament" },
    filamentMax: { unit: "m", min: 1e-10, max: 1e-8, meaning: "thickest filament" },
    filamentRef: {
      unit: "m",
      min: 1e-10,
      max: 1e-8,
      meaning: "sets the gap over which the current falls by e",
    },
    generation: { unit: "eV", min: 0.5, max: 3, meaning: "activation energy of growth" },
    recombination: { unit: "eV", min: 0.5, max: 3, meaning: "activation energy of dissolution" },
    i0: { unit: "A", min: 1e-9, max: 1e-2, meaning: "current scale" },
    v0: { unit: "V", min: 0.05, max: 5, meaning: "voltage scale of the current" },
    velocity: { unit: "m/s", min: 1e-3, max: 1e6, meaning: "speed scale of the filament" },
    gamma0: { unit: "1", min: 1, max: 50, meaning: "field enhancement at no gap" },
    gamma1: { unit: "1", min: -10, max: 0, meaning: "change of the enhancement with (gap/1 nm)^3" },
    spacing: { unit: "m", min: 1e-11, max: 1e-9, meaning: "hopping distance a0" },
    ambient: { unit: "K", min: 250, max: 450, meaning: "temperature around the device" },
    cThermal: { unit: "J/K", min: 1e-18, max: 1e-12, meaning: "heat capacity" },
    tauThermal: {
      unit: "s",
      min: 1e-11,
      max: 1e-6,
      meaning: "thermal time constant; with cThermal, 7.2e5 K/W",
    },
    rSeries: { unit: "ohm", min: 0, max: 1e6, meaning: "in series: select transistor, compliance" },
  },
  choices: {},
  preset: "1t1r",
  presets: {
    "1t1r": {
      source:
        "the published set behind 2 kohm, a select transistor switched on hard. Without it the device heats past 2000 K in SET",
      values: { ...values, rSeries: 2e3 },
      bench,
    },
    "1t1r-5": published("1T1R array 5", { set: 0.9745, reset: 0.9083 }),
    "1t4r-4": published("1T4R array 4", { set: 0.9978, reset: 0.9125 }),
    "1t4r-9": published("1T4R array 9", { set: 1, reset: 0.9941 }),
    bare: {
      source: "the parameters of sky130_fd_pr_reram__reram_cell.va, no resistance in series",
      values,
      bench: {
        ...bench,
        pulses: { ...bench.pulses, vSet: 1.45, vReset: -1.6, width: 3.5e-8, readWidth: 3.5e-9 },
        window: { gMin: 3.4e-6, gMax: 12e-6 },
      },
    },
  },
  ordered: [
    ["filamentMin", "filamentMax"],
    ["filamentMax", "oxide"],
    ["filamentRef", "oxide"],
  ],
  initialState: 0.4,
});
