import type {
  DeviceReport,
  NeuronPoint,
  NeuronReport,
  SynapseReport,
  TransistorCurves,
} from "../../../src/report/index.ts";
import {
  sampleDeviation,
  sampleDevices,
  sampleModels,
  sampleNotes,
  sampleProvenance,
} from "./sizing-sample.ts";

// Characterisations with the shapes and sizes of real ones. All values are made up, after simple formulas.

const common = {
  process: "sky130",
  models: sampleModels,
  provenance: sampleProvenance,
  deviation: sampleDeviation,
  temperatureC: 27,
  supply: 1.8,
  timings: { models: 0.41, measure: 12.6 },
  warnings: [],
  specYaml: "memspice: 1\nprocess: sky130\n",
};

const charge = 2.55e-13;
const noConvergence = { code: "ENGINE_NO_CONVERGENCE", message: "timestep too small at 0.4 us." };

function refractory(vb: number): number {
  return 60e-9 + 130e-9 * Math.exp((0.5 - vb) / 0.038);
}

function neuronPoint(iin: number, vb: number): NeuronPoint {
  const period = charge / iin + refractory(vb);
  const silent = iin < 5e-9;
  const energy = 1.1e-13 + 7e-9 * 1.8 * period;
  return {
    iin,
    vb,
    spikeRate: silent ? 0 : 1 / period,
    threshold: silent ? null : 1.234 + 0.01 * Math.log10(iin / 1e-7),
    spikeWidth: silent ? null : 8.1e-9,
    refractoryTime: silent ? null : refractory(vb),
    energyPerSpike: silent ? null : energy,
    supplyCurrent: silent ? 1.4e-11 : energy / 1.8 / period,
    error: null,
  };
}

function failedPoint(iin: number, vb: number): NeuronPoint {
  const empty = { threshold: null, spikeWidth: null, refractoryTime: null };
  return {
    ...{ iin, vb, ...empty },
    ...{ spikeRate: null, energyPerSpike: null, supplyCurrent: null, error: noConvergence },
  };
}

function neuronWave(iin: number, points: number): NonNullable<NeuronReport["waveform"]> {
  const period = charge / iin + refractory(0.5);
  const time = Float64Array.from({ length: points }, (_, i) => (3.4 * period * i) / (points - 1));
  const phase = time.map((t) => (t % period) / period);
  const rise = charge / iin / period;
  const spike = (p: number) => Math.exp(-(((p - rise) / 0.006) ** 2));
  return {
    ...{ iin, vb: 0.5, time },
    membrane: phase.map((p) => (p < rise ? (1.23 * p) / rise : 0.02)),
    output: phase.map((p) => 1.8 * Math.min(1, 1.6 * spike(p))),
    supplyCurrent: phase.map((p) => 2e-8 + 2.4e-5 * spike(p)),
  };
}

/** A neuron that is silent at one current, and of which one run fails. */
export function sampleNeuron(): NeuronReport {
  const currents = [1e-9, 1e-8, 2e-8, 5e-8, 1e-7, 2e-7, 5e-7, 1e-6, 2e-6, 5e-6];
  return {
    ...common,
    kind: "neuron",
    name: "tirado-barron-x5",
    cell: sampleNotes[0] as (typeof sampleNotes)[number],
    devices: sampleDevices(5).filter(({ cell }) => cell === "neuron"),
    parameters: [
      { name: "cm", value: 200e-15, unit: "F" },
      { name: "crefr", value: 20e-15, unit: "F" },
      { name: "vb", value: 0.5, unit: "V" },
    ],
    byCurrent: currents.map((iin) => (iin === 5e-6 ? failedPoint(iin, 0.5) : neuronPoint(iin, 0.5))),
    byBias: [0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8].map((vb) => neuronPoint(5e-7, vb)),
    rheobase: { silent: 4.9e-9, fires: 5.1e-9 },
    fit: { charge, refractoryTime: 190e-9, capacitance: 2.07e-13, points: 8, maxRelativeError: 0.013 },
    restCurrent: 1.4e-11,
    failures: [],
    waveform: neuronWave(5e-7, 4001),
    decks: currents.map((_, i) => `netlists/neuron-${i}.sp`),
  };
}

function synapseWave(points: number): NonNullable<SynapseReport["waveform"]> {
  const time = Float64Array.from({ length: points }, (_, i) => (20e-3 * i) / (points - 1));
  const within = (t: number, from: number, to: number) => (t >= from && t < to ? 1 : 0);
  const pre = time.map((t) => 1.8 * within(t, 4e-3, 8e-3));
  const post = time.map((t) => 1.8 * within(t, 10e-3, 14e-3));
  const ramp = (t: number, from: number) => Math.min(1, Math.max(0, (t - from) / 4e-3));
  const conductance = time.map((t) => 1e-4 - 6e-6 * ramp(t, 4e-3) + 14e-6 * ramp(t, 10e-3));
  return {
    ...{ dt: 6e-3, time, pre, post, conductance },
    deviceVoltage: time.map((_, i) => 0.45 * ((post[i] as number) - (pre[i] as number))),
    readCurrent: time.map(
      (_, i) => (0.5 * (pre[i] as number) + 0.6 * (post[i] as number)) * (conductance[i] as number),
    ),
  };
}

/** A synapse with one failed read. */
export function sampleSynapse(): SynapseReport {
  const conductances = [6.3e-5, 1e-4, 1.6e-4, 2.5e-4, 4e-4, 6.3e-4, 1e-3, 2e-3];
  const pairs = [-20, -10, -6, -4, -3, -2, -1, 0, 1, 2, 3, 4, 6, 10, 20].map((ms) => ({
    dt: ms * 1e-3,
    change: ms === 0 ? 11e-6 : 8e-6 + Math.sign(ms) * 6e-6 * Math.exp(-Math.abs(ms) / 4),
    error: null,
  }));
  return {
    ...common,
    kind: "synapse",
    name: "tirado-barron-x5",
    cell: sampleNotes[1] as (typeof sampleNotes)[number],
    devices: sampleDevices(5).filter(({ cell }) => cell === "synapse"),
    parameters: [],
    memristor: "hp",
    membraneVoltage: 0.9,
    byConductance: conductances.map((g) => {
      const failed = g === 2e-3;
      const voltage = 0.95 / (1 + g / 1.4e-3);
      const gain = 1.02 + 0.35 * (g / 1e-3);
      return {
        g,
        readCurrent: failed ? null : g * voltage * gain,
        mirrorGain: failed ? null : gain,
        deviceVoltage: failed ? null : voltage,
        error: failed ? noConvergence : null,
      };
    }),
    timing: {
      ...{ g: 1e-4, preWidth: 4e-3, postWidth: 4e-3, pairs },
      preOnly: { change: -6e-6, error: null },
      postOnly: { change: 14e-6, error: null },
    },
    waveform: synapseWave(2001),
    decks: conductances.map((_, i) => `netlists/synapse-read-${i}.sp`),
  };
}

/** Drain current after one smooth formula from weak to strong inversion. */
function drainCurrent(
  size: { readonly ratio: number; readonly beta: number; readonly vth: number },
  vgs: number,
  vds: number,
) {
  const slope = 1.35;
  const thermal = 0.02585;
  const on = (v: number) =>
    Math.log1p(Math.exp((vgs - size.vth + 0.03 * vds - slope * v) / (2 * slope * thermal))) ** 2;
  const is = 2 * slope * size.beta * size.ratio * thermal ** 2;
  return (is * (on(0) - on(vds)) * (1 + 0.12 * vds)) / (1 + 0.25 * Math.max(0, vgs - size.vth)) + 1e-13 * vds;
}

function transistor(
  device: string,
  w: number,
  l: number,
  published: TransistorCurves["published"],
): TransistorCurves {
  const polarity = device.startsWith("n") ? "n" : "p";
  const size = { ratio: w / l, beta: polarity === "n" ? 2.4e-4 : 6e-5, vth: polarity === "n" ? 0.62 : 0.75 };
  const voltage = Float64Array.from({ length: 181 }, (_, i) => i / 100);
  const family = (at: readonly number[], current: (swept: number, held: number) => number) => ({
    at,
    voltage,
    current: at.map((held) => voltage.map((swept) => current(swept, held))),
    slope: at.map((held) => voltage.map((v) => (current(v + 1e-4, held) - current(v - 1e-4, held)) / 2e-4)),
  });
  const gate = family([0.05, 1.8], (vgs, vds) => drainCurrent(size, vgs, vds));
  const drain = family([0.6, 0.9, 1.2, 1.5, 1.8], (vds, vgs) => drainCurrent(size, vgs, vds));
  const id = gate.current[1] as Float64Array;
  const gm = gate.slope[1] as Float64Array;
  return {
    ...{ device, polarity, w, l, m: 1, gate, drain, published },
    efficiency: { density: id.map((i) => i / size.ratio), gmOverId: gm.map((g, i) => g / (id[i] as number)) },
    figures: {
      thresholdConstantCurrent: size.vth - 0.04,
      thresholdSaturation: size.vth - 0.09,
      thresholdExtrapolated: size.vth + 0.03,
      drainInducedLowering: 0.03,
      onCurrent: id.at(-1) as number,
      leakage: id[0] as number,
      subthresholdSlope: 0.0804,
      gmOverIdMax: 28.4,
      transconductanceMax: Math.max(...gm),
      outputConductance: drain.slope[4]?.at(-1) as number,
    },
  };
}

/** Three transistors and one that failed. */
export function sampleTransistors(): DeviceReport {
  return {
    ...common,
    kind: "device",
    name: "sky130",
    decks: ["netlists/nfet_01v8-gate.sp", "netlists/nfet_01v8-drain.sp"],
    transistors: [
      transistor("nfet_01v8", 7e-6, 0.15e-6, [
        { figure: "onCurrent", published: 3.512e-3, min: 3.04e-3, max: 3.98e-3 },
      ]),
      transistor("nfet_01v8", 0.42e-6, 0.15e-6, [
        { figure: "thresholdConstantCurrent", published: 0.738, min: 0.625, max: 0.852 },
      ]),
      transistor("pfet_01v8", 5e-6, 0.5e-6, []),
    ],
    failures: [{ device: "pfet_01v8_lvt", w: 1e-6, l: 0.35e-6, m: 1, error: noConvergence }],
  };
}
