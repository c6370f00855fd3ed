import { createMatrix, createRandom, summarize, wilsonInterval } from "../../../src/foundation/index.ts";
import type { MemristorReport, RunReport, RunSummary } from "../../../src/report/index.ts";

// A synthetic run with the shapes and sizes of the default one: 784-128-10, two layers, 64 x 64 tiles. Its curves follow
// HP linear drift; its accuracies are made up.

const hp = { rOn: 100, rOff: 16e3, rate: 1e4 };
const window = { gMin: 62.7e-6, gMax: 498e-6 };

const conductanceOf = (state: number) => 1 / (hp.rOn * state + hp.rOff * (1 - state));

function drift(state: number, voltage: number, time: number, steps: number): number {
  let x = state;
  for (let i = 0; i < steps; i++) {
    const current = voltage * conductanceOf(x);
    const edge = current > 0 ? 1 - x ** 2 : 1 - (x - 1) ** 2;
    x = Math.min(1, Math.max(0, x + ((hp.rate * current * edge) / steps) * time));
  }
  return x;
}

function hysteresis(): RunReport["hysteresis"] {
  const points = 4001;
  const time = Float64Array.from({ length: points }, (_, i) => (2 * i) / (points - 1));
  const voltage = time.map((t) => Math.sin(2 * Math.PI * t));
  let state = 0.1;
  const current = voltage.map((v) => {
    state = drift(state, v, 2 / (points - 1), 1);
    return v * conductanceOf(state);
  });
  return { time, voltage, current, pinch: 2.1e-5, lobeArea: 1.84e-4 };
}

function pulses(): RunReport["pulses"] {
  const count = 256;
  let state = 0;
  const train = (voltage: number) => {
    const values = [conductanceOf(state)];
    for (let i = 0; i < count; i++) {
      state = drift(state, voltage, 5e-3, 20);
      values.push(conductanceOf(state));
    }
    return Float64Array.from(values);
  };
  const potentiation = train(1);
  const depression = train(-1);
  return { vSet: 1, vReset: -1, vRead: 0.1, width: 5e-3, potentiation, depression, window };
}

function layer(name: string, rows: number, cols: number, spread: number): RunReport["conductances"][number] {
  const random = createRandom(1).stream("sample", name);
  const gPos = new Float64Array(rows * cols);
  const gNeg = new Float64Array(rows * cols);
  for (let i = 0; i < gPos.length; i++) {
    const weight = Math.max(-1, Math.min(1, spread * random.normal()));
    const noise = () => random.lognormal(0.02);
    gPos[i] = (window.gMin + Math.max(0, weight) * (window.gMax - window.gMin)) * noise();
    gNeg[i] = (window.gMin + Math.max(0, -weight) * (window.gMax - window.gMin)) * noise();
  }
  return { layer: name, gPos, gNeg };
}

function irDrop(): RunReport["irDrop"] {
  const random = createRandom(1).stream("sample", "ir-drop");
  const loss = createMatrix(64, 64);
  const load = Float64Array.from({ length: 64 }, () => 0.8 + 0.4 * random.uniform());
  for (let i = 0; i < 64; i++) {
    for (let j = 0; j < 64; j++) {
      const word = (load[i] as number) * (1 - (1 - (j + 1) / 64) ** 2);
      const bit = (load[j] as number) * (1 - ((i + 1) / 65) ** 2);
      loss.data[i * 64 + j] = 0.011 * word + 0.0105 * bit;
    }
  }
  return { layer: "hidden", polarity: "pos", tile: [3, 1], loss };
}

/** Strokes of a seven-segment digit, blurred: enough like ink to judge the drawing. */
function digit(label: number): Uint8Array {
  const lit =
    ["abcdef", "bc", "abged", "abgcd", "fgbc", "afgcd", "afgedc", "abc", "abcdefg", "abcdfg"][label] ?? "";
  const strokes: Record<string, readonly [number, number, number, number]> = {
    a: [9, 5, 19, 5],
    b: [19, 5, 18, 13],
    c: [18, 14, 17, 22],
    d: [8, 22, 17, 22],
    e: [9, 14, 8, 22],
    f: [10, 5, 9, 13],
    g: [9, 13.5, 18, 13.5],
  };
  const pixels = new Uint8Array(784);
  for (const name of lit) {
    const [x1, y1, x2, y2] = strokes[name] as readonly [number, number, number, number];
    for (let i = 0; i < 784; i++) {
      const x = i % 28;
      const y = Math.floor(i / 28);
      const t = Math.max(
        0,
        Math.min(1, ((x - x1) * (x2 - x1) + (y - y1) * (y2 - y1)) / ((x2 - x1) ** 2 + (y2 - y1) ** 2)),
      );
      const distance = Math.hypot(x - x1 - t * (x2 - x1), y - y1 - t * (y2 - y1));
      pixels[i] = Math.max(pixels[i] as number, Math.min(255, Math.max(0, 255 * (2.1 - distance))));
    }
  }
  return pixels;
}

function stage(name: RunSummary["waterfall"][number]["stage"], right: number, images: number) {
  return { stage: name, accuracy: right / images, images, ci95: wilsonInterval(right, images), change: null };
}

/** A run as the default spec gives it. */
export function sampleReport(): RunReport {
  const conductances = [layer("hidden", 784, 128, 0.09), layer("output", 128, 10, 0.22)];
  const programming = [
    { cells: 200_704, unreachable: 37, meanPulses: 96.4, rmsError: 0.0058 },
    { cells: 2560, unreachable: 0, meanPulses: 118.2, rmsError: 0.0061 },
  ];
  const labels = [7, 2, 1, 0, 4, 1, 4, 9, 5, 9, 0, 6, 9, 0, 1];
  const curve = pulses();
  return {
    name: "mnist",
    summary: {
      status: "ok",
      provenance: {
        memspice: "0.1.0",
        specHash: "3f2a9c0d5be86f17a4402d9b8e6c1f7034d5a2be91c06a7d8f3e2b1049c5d6e7",
        seed: 1,
        engine: { name: "eecircuit-engine", version: "1.8.0", ngspice: "45.2", solver: "klu" },
        tensorflow: { backend: "tensorflow", version: "4.22.0" },
        process: { name: "sky130", models: "sky130-continuous", corner: "tt", temperatureC: 27 },
        node: "v20.20.2",
        startedAt: "2025-11-22T09:14:03.112Z",
      },
      dataset: { name: "mnist", train: 60_000, test: 10_000 },
      training: {
        epochs: [
          { epoch: 1, loss: 0.2571, accuracy: 0.9263 },
          { epoch: 2, loss: 0.1132, accuracy: 0.9665 },
          { epoch: 3, loss: 0.0782, accuracy: 0.9764 },
          { epoch: 4, loss: 0.0589, accuracy: 0.9821 },
          { epoch: 5, loss: 0.0451, accuracy: 0.986 },
        ],
        testAccuracy: 0.9784,
        seconds: 51.3,
        weightsHash: "5d1e6a2b90c7f8345d1e6a2b90c7f8345d1e6a2b90c7f8345d1e6a2b90c7f834",
        source: "trained",
        layer: "legacy",
      },
      memristor: { model: "hp", pulses: 256, ...window, levels: 456 },
      layers: conductances.map(({ layer, gPos, gNeg }, i) => ({
        name: layer,
        rows: i === 0 ? 784 : 128,
        cols: i === 0 ? 128 : 10,
        tiles: i === 0 ? 26 : 2,
        gPos: summarize(gPos),
        gNeg: summarize(gNeg),
        programming: programming[i] as (typeof programming)[number],
        read: {
          images: 32,
          power: i === 0 ? { mean: 7.9e-3, max: 15.2e-3 } : { mean: 0.61e-3, max: 1.12e-3 },
          energy: i === 0 ? 7.9e-9 : 0.61e-9,
          peakLineCurrent: i === 0 ? 812e-6 : 240e-6,
        },
      })),
      waterfall: [
        stage("ideal", 9784, 10_000),
        stage("levels", 9782, 10_000),
        stage("programmed", 9775, 10_000),
        stage("wire", 9741, 10_000),
        stage("spice", 8, 8),
      ],
      monteCarlo: null,
      attribution: (["levels", "programmed", "wire"] as const).flatMap((stage, k) =>
        ["hidden", "output"].map((name, i) => ({
          stage,
          layer: name,
          images: 256,
          error: [0.0021, 0.0184, 0.0243][k] as number,
          correlation: 0.9999 - 0.0002 * k - 0.0001 * i,
          saturatedDac: null,
          saturatedAdc: null,
          clippedWeights: 0,
          unreachable: stage === "levels" ? null : i === 0 ? 37 / 200_704 : 0,
          worstTile: { tile: [3 + i, 1 - i] as const, error: 0.0011 * (k + 1) },
        })),
      ),
      nonidealities: [
        {
          name: "wire resistance",
          stage: "wire",
          field: "array.wire",
          on: true,
          value: "94 mohm and 94 mohm a segment",
          sampled: "never: fixed",
        },
        {
          name: "read noise",
          stage: "readNoise",
          field: "nonidealities.readNoise",
          on: false,
          value: "off",
          sampled: "at every read of every cell",
        },
      ],
      designs: [
        {
          name: "as chosen",
          window,
          rWord: 0.094,
          rBit: 0.094,
          programmed: 0.9775,
          wire: 0.9741,
          cells: 203_264,
          unreachable: 37,
        },
        {
          name: "thinnest metal (met1, 140 nm)",
          window,
          rWord: 1.07,
          rBit: 1.07,
          programmed: 0.9775,
          wire: 0.8812,
          cells: 203_264,
          unreachable: 37,
        },
        {
          name: "full window (up to 100 ohm)",
          window: { gMin: 62.5e-6, gMax: 9.97e-3 },
          rWord: 0.094,
          rBit: 0.094,
          programmed: 0.9691,
          wire: 0.7423,
          cells: 203_264,
          unreachable: 37,
        },
      ],
      compensation: null,
      neuron: null,
      spice: { images: 8, agreement: 8, maxLogitError: 2.4e-9, tolerance: 1e-6 },
      crosscheck: (["pos", "neg"] as const).flatMap((polarity) =>
        [
          ["hidden", 64, 64, 3, 1],
          ["hidden", 16, 64, 12, 0],
          ["output", 64, 10, 0, 0],
        ].map(([name, rows, cols, row, col], i) => ({
          layer: name as string,
          polarity,
          tile: [row as number, col as number] as const,
          rows: rows as number,
          cols: cols as number,
          inputs: 2,
          maxRelativeError: (i + 1.3) * 1.1e-9,
          tolerance: 1e-6,
        })),
      ),
      timings: {
        characterize: 6.2,
        train: 51.3,
        program: 9.84,
        transfer: 2.31,
        evaluate: 4.4,
        compare: 8.9,
        crosscheck: 21.7,
        report: 0.61,
      },
      warnings: [
        {
          code: "PROGRAM_UNREACHABLE",
          at: "hidden / tile (3, 1)",
          message: "37 of 200704 cells were not within 1 % of the window after 600 pulses.",
        },
        {
          code: "READ_DISTURB",
          at: "memristor",
          message: "100 reads of 1 us move the conductance by 0.0019 % <from the worst state>.",
        },
      ],
      files: ["summary.json", "report.html", "spec.yaml"],
    },
    specYaml:
      "memspice: 1\nname: mnist\nseed: 1\nprocess: sky130\narray:\n  tile: [64, 64]\n  wire:\n    word: { metal: met3, width: 6e-7 }\n    bit: { metal: met4, width: 6e-7 }\n",
    hysteresis: hysteresis(),
    pulses: curve,
    readDisturb: { reads: 100, width: 1e-6, relativeChange: 1.9e-5, conductance: 503e-6 },
    conductances,
    irDrop: irDrop(),
    digital: null,
    neuron: null,
    read: {
      time: 1e-6,
      tiles: (["pos", "neg"] as const).flatMap((polarity) =>
        ["hidden", "output"].map((name, i) => ({
          layer: name,
          polarity,
          tile: [0, 0] as const,
          power: { mean: 3e-4 / (i + 1), max: 6e-4 / (i + 1) },
          peakWordCurrent: 812e-6 / (1 + 2.4 * i),
          peakBitCurrent: 702e-6 / (1 + 2.4 * i),
        })),
      ),
    },
    digits: labels.map((label, i) => ({
      pixels: digit(label),
      label,
      predicted: i === 8 ? 6 : label,
      confidence: i === 8 ? 0.62 : 0.999 - 0.013 * i,
    })),
    designReason:
      "Weights are kept between 16 kohm and 2 kohm, where the device still has fine steps; word and bit lines run in met3 and met4, the first two metals of low sheet resistance, at twice their least width.",
  };
}

/** The memristor of the same run, on its own. */
export function sampleMemristor(): MemristorReport {
  const { summary, hysteresis, pulses, readDisturb, specYaml } = sampleReport();
  return {
    name: "hp",
    provenance: summary.provenance,
    memristor: summary.memristor,
    parameters: [
      { name: "rOn", value: 100, unit: "ohm" },
      { name: "rOff", value: 16e3, unit: "ohm" },
      { name: "thickness", value: 1e-8, unit: "m" },
      { name: "mobility", value: 1e-14, unit: "m^2/(V s)" },
      { name: "window", value: "biolek", unit: "" },
    ],
    hysteresis,
    pulses,
    readDisturb,
    study: sampleStudy(hysteresis),
    oneTransistor: sampleCell,
    timings: { hysteresis: 1.2, pulses: 4.1, readDisturb: 0.9 },
    warnings: [],
    specYaml,
  };
}

/** Curves with the shapes of a study: two loops, a voltage that does not switch, two states. */
function sampleStudy(loop: RunReport["hysteresis"]): NonNullable<MemristorReport["study"]> {
  const voltage = Float64Array.of(-1, -0.5, 0, 0.5, 1);
  const time = Float64Array.of(1e-6, 1, 1e6);
  const small = { ...loop, current: loop.voltage.map((v) => v * 1e-4), lobeArea: 1e-9 };
  return {
    loops: [
      { frequency: 1, relativeLobe: 0.2, hysteresis: loop },
      { frequency: 10, relativeLobe: 1e-5, hysteresis: small },
    ],
    fingerprints: {
      pinched: { held: true, worst: 2.1e-5 },
      shrinking: { held: true, fromFrequency: 1 },
      singleValued: { held: true, relativeLobe: 1e-5 },
    },
    agreement: 4e-7,
    switching: [
      { voltage: 0.5, seconds: Number.POSITIVE_INFINITY },
      { voltage: 1, seconds: 0.8 },
      { voltage: -0.5, seconds: 2 },
      { voltage: -1, seconds: 0.9 },
    ],
    currents: [0.1, 0.9].map((state) => ({
      state,
      voltage,
      current: voltage.map((v) => v * conductanceOf(state)),
    })),
    retention: [0.1, 0.9].map((state) => ({
      state,
      time,
      conductance: time.map(() => conductanceOf(state)),
    })),
    volatile: false,
    provisional: null,
  };
}

/** A cell that was formed by its second pulse, then RESET and SET. */
const sampleCell: NonNullable<MemristorReport["oneTransistor"]> = {
  transistor: { device: "nfet_g5v0d10v5", w: 7e-6, l: 5e-7 },
  models: { name: "sky130.lib.spice", corner: "tt" },
  width: 1e-6,
  published: { min: 30e-6, max: 120e-6 },
  formed: true,
  refinement: 2e-4,
  pulses: (
    [
      ["form", 1.4, 2.6, 0, 0.3e-6, 12e-6],
      ["form", 1.5, 2.6, 0, 12e-6, 45e-6],
      ["reset", 2.5, 0, 2.6, 45e-6, 40e-6],
      ["set", 1.7, 2.4, 0, 40e-6, 44e-6],
    ] as const
  ).map(([name, wl, bl, sl, before, after], n) => ({
    ...{ name, wl, bl, sl, before, after },
    state: 0.9,
    peakCurrent: 2e-4,
    deviceVoltage: 1.2 - n / 2,
    temperature: 480 + 10 * n,
  })),
};
