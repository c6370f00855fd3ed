import { describe, expect, it } from "vitest";
import {
  type DeviceReport,
  type MeasurementRow,
  type NeuronReport,
  ReportError,
  renderDeviceReport,
  renderNeuronReport,
  renderSizingReport,
  renderSynapseReport,
  type SizingReport,
  type SizingSummary,
  type SynapseReport,
  type TransistorCurves,
} from "../../../src/report/index.ts";
import { sampleNeuron, sampleSynapse, sampleTransistors } from "./cell-sample.ts";
import { sampleSheet } from "./sizing-sample.ts";

const sheet = sampleSheet();
const summary = (change: Partial<SizingSummary>): SizingReport => ({
  ...sheet,
  summary: { ...sheet.summary, ...change },
});
const [row, ...rows] = sheet.summary.measurements as [MeasurementRow];
const [yielded] = sheet.summary.yield as [SizingSummary["yield"][number]];
const [device] = sheet.summary.devices as [SizingSummary["devices"][number]];
const [golden] = sheet.summary.deviation as [NonNullable<SizingSummary["deviation"]>[number]];
const measured = (change: Partial<MeasurementRow>) =>
  summary({ measurements: [{ ...row, ...change }, ...rows] });
const place = ["measurements", "0", row.name];

const sheets: readonly (readonly [name: string, at: string[], report: SizingReport])[] = [
  ["a value that is not a number", place, measured({ value: Number.NaN })],
  ["a missing value without an error", place, measured({ value: null, status: "fail" })],
  ["a value beside an error", place, measured({ error: { code: "X", message: "x" } })],
  ["a failed run that passes", place, measured({ value: null, error: { code: "X", message: "x" } })],
  ["a value beyond its limit that passes", place, measured({ value: 1 })],
  ["a supply that is not a number", place, measured({ supply: Number.NaN })],
  ["a yield that does not add up", ["yield", yielded.name], summary({ yield: [{ ...yielded, passed: 5 }] })],
  ["a yield in percent", ["yield", yielded.name], summary({ yield: [{ ...yielded, yield: 73.5 }] })],
  ["a yield of nothing measured", ["yield", "other"], summary({ yield: [{ ...yielded, name: "other" }] })],
  [
    "a width that is not a number",
    ["devices", "neuron", "W1"],
    summary({ devices: [{ ...device, w: Number.NaN }] }),
  ],
  [
    "an infinite deviation",
    ["deviation", "nfet_01v8"],
    summary({ deviation: [{ ...golden, measured: Infinity }] }),
  ],
];

const neuron = sampleNeuron();
const [point] = neuron.byCurrent as [NeuronReport["byCurrent"][number]];
const wave = neuron.waveform as NonNullable<NeuronReport["waveform"]>;
const neurons: readonly (readonly [name: string, at: string[], report: NeuronReport])[] = [
  ["no point", ["byCurrent"], { ...neuron, byCurrent: [] }],
  [
    "a rate missing without an error",
    ["byCurrent", "0"],
    { ...neuron, byCurrent: [{ ...point, spikeRate: null }] },
  ],
  [
    "a measure that is not a number",
    ["byBias", "0"],
    { ...neuron, byBias: [{ ...point, threshold: Number.NaN }] },
  ],
  [
    "a ragged waveform",
    ["waveform", "output"],
    { ...neuron, waveform: { ...wave, output: wave.output.slice(1) } },
  ],
  ["an empty waveform", ["waveform"], { ...neuron, waveform: { ...wave, time: new Float64Array(1) } }],
  [
    "a fit that is not a number",
    ["fit"],
    { ...neuron, fit: { ...(neuron.fit as NonNullable<NeuronReport["fit"]>), charge: Number.NaN } },
  ],
];

const synapse = sampleSynapse();
const timing = synapse.timing as NonNullable<SynapseReport["timing"]>;
const [pair] = timing.pairs as [(typeof timing.pairs)[number]];
const [read] = synapse.byConductance as [SynapseReport["byConductance"][number]];
const pulse = synapse.waveform as NonNullable<SynapseReport["waveform"]>;
const synapses: readonly (readonly [name: string, at: string[], report: SynapseReport])[] = [
  [
    "a read without a value or an error",
    ["byConductance", "0"],
    { ...synapse, byConductance: [{ ...read, readCurrent: null }] },
  ],
  [
    "a change that is not a number",
    ["timing", "pairs", "0"],
    { ...synapse, timing: { ...timing, pairs: [{ ...pair, change: Number.NaN }] } },
  ],
  [
    "a change beside an error",
    ["timing", "pairs", "0"],
    { ...synapse, timing: { ...timing, pairs: [{ ...pair, error: { code: "X", message: "x" } }] } },
  ],
  [
    "a ragged waveform",
    ["waveform", "post"],
    { ...synapse, waveform: { ...pulse, post: pulse.post.slice(1) } },
  ],
];

const devices = sampleTransistors();
const [one] = devices.transistors as [TransistorCurves];
const changed = (change: Partial<TransistorCurves>): DeviceReport => ({
  ...devices,
  transistors: [{ ...one, ...change }],
});
const at = ["transistors", "nfet_01v8 0.000007/1.5e-7"];
const transistors: readonly (readonly [name: string, at: string[], report: DeviceReport])[] = [
  ["a curve too many", [...at, "gate"], changed({ gate: { ...one.gate, at: [1.8] } })],
  [
    "a ragged curve",
    [...at, "drain", "0", "curve"],
    changed({ drain: { ...one.drain, at: [1], current: [new Float64Array(3)] } }),
  ],
  [
    "a figure that is not a number",
    [...at, "figures"],
    changed({ figures: { ...one.figures, leakage: Number.NaN } }),
  ],
  [
    "a ragged efficiency",
    [...at, "efficiency", "gmOverId"],
    changed({ efficiency: { ...one.efficiency, gmOverId: new Float64Array(2) } }),
  ],
];

describe("a report of cells refuses what contradicts itself, with REPORT_INPUT at the place", () => {
  const refuses = (render: () => string, at: string[]) => {
    expect(render).toThrow(ReportError);
    expect(render).toThrow(expect.objectContaining({ code: "REPORT_INPUT", at }));
  };
  it.each(sheets)("sheet: %s", (_, at, report) => refuses(() => renderSizingReport(report), at));
  it.each(neurons)("neuron: %s", (_, at, report) => refuses(() => renderNeuronReport(report), at));
  it.each(synapses)("synapse: %s", (_, at, report) => refuses(() => renderSynapseReport(report), at));
  it.each(transistors)("transistors: %s", (_, at, report) => refuses(() => renderDeviceReport(report), at));
});
