import { createRandom } from "../../../src/foundation/index.ts";
import {
  type DeviceRow,
  limitName,
  limitStatus,
  type MeasurementRow,
  type ModelsUsed,
  type PublishedCurrent,
  type SizingReport,
  yieldRows,
} from "../../../src/report/index.ts";

// Sheets with the shapes and sizes of real ones. All measured values are made up; the foundry's published currents are not.

export const sampleProvenance = {
  memspice: "0.1.0",
  specHash: "8c1f2a9c0d5be86f17a4402d9b8e6c1f7034d5a2be91c06a7d8f3e2b1049c5d6",
  seed: 1,
  engine: { name: "eecircuit-engine", version: "1.8.0", ngspice: "45.2", solver: "sparse" },
  node: "v20.20.2",
  startedAt: "2025-11-22T09:14:03.112Z",
};

export const sampleModels: ModelsUsed = {
  name: "sky130.lib.spice (continuous)",
  source: "disk",
  corner: "tt",
  corners: ["tt", "ff", "ss", "fs", "sf", "hh", "ll", "hl", "lh"],
  hash: "1b7f0c6624a1d2f09d3e8e24c1a4b7d05f43a0c7f6bb1d2c8e9a6f0011223344",
};

export const sampleDeviation: readonly PublishedCurrent[] = [
  { device: "nfet_01v8", measured: 3.523e-3, published: 3.512e-3, min: 3.04e-3, max: 3.98e-3 },
  { device: "pfet_01v8", measured: 1.561e-3, published: 1.347e-3, min: 0.917e-3, max: 1.777e-3 },
  { device: "pfet_01v8_hvt", measured: 1.32e-3, published: 1.003e-3, min: 0.697e-3, max: 1.309e-3 },
].map((row) => ({ ...row, w: 7e-6, l: 0.15e-6, relative: row.measured / row.published - 1 }));

export const sampleNotes = [
  {
    name: "neuron",
    topology: "lif-9t",
    kind: "neuron" as const,
    extracted: null,
    notes: ["The order of the published widths is inferred from their values, which it fits one by one."],
  },
  {
    name: "synapse",
    topology: "bridge-6t1r",
    kind: "synapse" as const,
    extracted: null,
    notes: [
      "ASSUMED: which of the published W1..W6 is which transistor. The publication does not say.",
      "Source and drain areas are not drawn: junction capacitances are those that the models assume.",
    ],
  },
];

const neuron = [
  ["W1", "p", 0.2, "reset inverter: charges the refractory capacitor"],
  ["W2", "n", 0.2, "reset inverter: discharges the refractory capacitor"],
  ["W3", "n", 1, "starves the reset inverter: sets the refractory time"],
  ["W4", "n", 0.2, "discharges the membrane"],
  ["W5", "n", 0.2, "tail that both inverters share"],
  ["W6", "n", 0.2, "inverter 1"],
  ["W7", "p", 0.2, "inverter 1"],
  ["W8", "n", 0.2, "inverter 2"],
  ["W9", "p", 1, "inverter 2"],
] as const;
const synapse = [
  ["W1", "p", 5, "mirror, input"],
  ["W2", "p", 5, "mirror, output"],
  ["W3", "n", 1.5, "pre spike: mirror to a"],
  ["W4", "n", 15, "post spike: a to ground"],
  ["W5", "n", 1.5, "pre spike: b to ground"],
  ["W6", "n", 15, "post spike: mirror to b"],
] as const;

/** Sizes [m] of both cells: as published times `factor`. */
export function sampleDevices(factor: number): DeviceRow[] {
  return [
    ...neuron.map((row) => ["neuron", ...row] as const),
    ...synapse.map((row) => ["synapse", ...row] as const),
  ].map(([cell, name, polarity, w, role]) =>
    judged({
      cell,
      name,
      role,
      model: `${polarity}fet_01v8`,
      w: w * factor * 1e-6,
      l: 0.1 * factor * 1e-6,
      m: 1,
      nf: 1,
      issues: [],
      nearest: null,
    }),
  );
}

/** Rules as the process has them, by hand. */
function judged(row: DeviceRow): DeviceRow {
  const issues: DeviceRow["issues"][number][] = [];
  const least = (name: "W" | "L", actual: number, limit: number, rule: string) => {
    if (actual > limit - 1e-12) return;
    issues.push({
      code: "PDK_SIZE_OUT_OF_RANGE",
      ...{ rule, actual, limit, unit: "m" },
      message: `${name} = ${Number((actual * 1e6).toPrecision(6))} um, but SKY130 ${row.model} needs ${name} >= ${limit * 1e6} um (${rule}).`,
    });
  };
  least("W", row.w, 0.42e-6, "difftap.2");
  least("L", row.l, 0.15e-6, "poly.1a");
  if (issues.length === 0) return row;
  for (const set of ["embedded", "continuous"]) {
    issues.push({
      code: "PDK_NO_MODEL_BIN",
      ...{ rule: set, actual: row.l, limit: null, unit: "m" },
      message: `${set} has no model card of ${row.model} for W = ${Number((row.w * 1e6).toPrecision(6))} um, L = 0.1 um`,
    });
  }
  const wide = row.w > 7e-6;
  const nearest = { w: wide ? 5e-6 : Math.max(row.w, 0.42e-6), l: 0.15e-6, m: wide ? 3 : 1 };
  return { ...row, issues, nearest };
}

interface Limit extends Pick<MeasurementRow, "cell" | "measure" | "at" | "unit" | "min" | "typ" | "max"> {
  /** Made-up value at typical conditions, and how strongly speed and supply move it. */
  readonly nominal: number;
  readonly speed: number;
}

const limits: readonly Limit[] = [
  {
    ...{ cell: "neuron", measure: "spikeRate", at: { iin: 1e-7 }, unit: "Hz" },
    ...{ min: 365e3, typ: 384.5e3, max: 404e3, nominal: 384.5e3, speed: 0.04 },
  },
  {
    ...{ cell: "neuron", measure: "energyPerSpike", at: { iin: 5e-7 }, unit: "J" },
    ...{ min: null, typ: null, max: 0.5e-12, nominal: 0.27e-12, speed: -0.12 },
  },
  {
    ...{ cell: "neuron", measure: "refractoryTime", at: { iin: 1e-7, vb: 0.5 }, unit: "s" },
    ...{ min: null, typ: 260e-9, max: null, nominal: 261e-9, speed: -0.3 },
  },
  {
    ...{ cell: "synapse", measure: "mirrorGain", at: { g: 5e-5 }, unit: "1" },
    ...{ min: 0.8, typ: 1, max: 1.3, nominal: 1.12, speed: 0.03 },
  },
];

const speeds: Readonly<Record<string, number>> = { tt: 0, ff: 1, ss: -1, fs: 0.3, sf: -0.2 };

function measured(
  { nominal, speed, ...limit }: Limit,
  point: Pick<MeasurementRow, "corner" | "temperatureC" | "supply" | "sample"> & { readonly shift?: number },
): MeasurementRow {
  const { shift = 0, ...where } = point;
  const drift = 0.5 * ((where.temperatureC - 27) / 100) + 4 * (where.supply / 1.8 - 1);
  const ran = nominal * (1 + speed * ((speeds[where.corner] ?? 0) + drift + shift));
  const fails =
    (where.corner === "ss" &&
      where.temperatureC < 0 &&
      where.supply < 1.7 &&
      limit.measure === "spikeRate") ||
    (where.sample !== null && where.sample % 67 === 66);
  const value = fails ? null : ran;
  return {
    ...limit,
    ...where,
    name: limitName(limit),
    value,
    status: limitStatus(value, limit),
    error: fails
      ? {
          code: "ENGINE_NO_CONVERGENCE",
          message: "timestep too small at 1.2 us, trouble with node xneuron.n1.",
        }
      : null,
  };
}

function sheet(name: string, rest: Pick<SizingReport["summary"], "devices" | "measurements">): SizingReport {
  const ok =
    rest.devices.every(({ issues }) => issues.length === 0) &&
    rest.measurements.every(({ status }) => status !== "fail");
  return {
    name,
    specYaml: `memspice: 1\nname: ${name}\nprocess: sky130\ncells:\n  neuron:\n    topology: lif-9t\n`,
    summary: {
      status: ok ? "ok" : "failed",
      process: "sky130",
      models: sampleModels,
      provenance: sampleProvenance,
      deviation: sampleDeviation,
      cells: sampleNotes,
      ...rest,
      yield: yieldRows(rest.measurements),
      timings: { models: 0.41, sizes: 0.002, measure: 141.2, mismatch: 122.7 },
      warnings: [
        {
          code: "PDK_MODELS_FAR",
          at: "pfet_01v8",
          message: "the models carry 15.9 % more current than the foundry publishes for this device.",
        },
      ],
      files: ["summary.json", "report.html", "devices.csv", "measurements.csv"],
    },
  };
}

/** Legal sizes; four limits over 5 corners, 3 temperatures and 3 supplies, of which some are missed and one run fails; 200 samples. */
export function sampleSheet(): SizingReport {
  const random = createRandom(1).stream("sample", "mismatch");
  const shifts = Array.from({ length: 200 }, () => 1.2 * random.normal());
  const corners = ["tt", "ff", "ss", "fs", "sf"];
  const conditions = corners.flatMap((corner) =>
    [-40, 27, 125].flatMap((temperatureC) =>
      [1.62, 1.8, 1.98].map((supply) => ({ corner, temperatureC, supply })),
    ),
  );
  return sheet("tirado-barron-x5", {
    devices: sampleDevices(5),
    measurements: limits.flatMap((limit, i) => [
      ...conditions.map((where) => measured(limit, { ...where, sample: null })),
      ...(i % 3 === 0
        ? shifts.map((shift, sample) =>
            measured(limit, { corner: "tt", temperatureC: 27, supply: 1.8, sample, shift }),
          )
        : []),
    ]),
  });
}

/** The published sizes: none can be built, nothing was measured. */
export function samplePublished(): SizingReport {
  const published = sheet("tirado-barron", { devices: sampleDevices(1), measurements: [] });
  const { summary } = published;
  return {
    ...published,
    summary: {
      ...summary,
      deviation: null,
      provenance: { ...sampleProvenance, engine: null },
      timings: { sizes: 0.002 },
      warnings: [],
    },
  };
}

/** Legal sizes and one limit at one condition, kept. */
export function sampleKept(): SizingReport {
  const [limit] = limits as [Limit];
  return sheet("kept", {
    devices: sampleDevices(5),
    measurements: [measured(limit, { corner: "tt", temperatureC: 27, supply: 1.8, sample: null })],
  });
}
