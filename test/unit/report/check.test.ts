import { describe, expect, it } from "vitest";
import {
  ReportError,
  type RunReport,
  renderMemristorReport,
  renderRunReport,
} from "../../../src/report/index.ts";
import { sampleMemristor, sampleReport } from "./sample.ts";

const report = sampleReport();
const { summary, hysteresis, pulses, irDrop, conductances, digits } = report;
const [first, ...rest] = summary.waterfall as [RunReport["summary"]["waterfall"][number]];
const withNaN = (values: Float64Array) => values.map((value, i) => (i === 3 ? Number.NaN : value));

const faults: readonly (readonly [name: string, at: string[], broken: RunReport])[] = [
  ["no stage", ["waterfall"], { ...report, summary: { ...summary, waterfall: [] } }],
  [
    "an accuracy in percent",
    ["waterfall", "ideal"],
    { ...report, summary: { ...summary, waterfall: [{ ...first, accuracy: 97.8 }, ...rest] } },
  ],
  [
    "an interval that is not a number",
    ["waterfall", "ideal"],
    { ...report, summary: { ...summary, waterfall: [{ ...first, ci95: [Number.NaN, 1] }, ...rest] } },
  ],
  [
    "a stage without images",
    ["waterfall", "ideal"],
    { ...report, summary: { ...summary, waterfall: [{ ...first, images: 0 }, ...rest] } },
  ],
  [
    "a ragged map",
    ["irDrop", "loss"],
    { ...report, irDrop: { ...irDrop, loss: { ...irDrop.loss, rows: 63 } } },
  ],
  [
    "a map with NaN",
    ["irDrop", "loss"],
    { ...report, irDrop: { ...irDrop, loss: { ...irDrop.loss, data: withNaN(irDrop.loss.data) } } },
  ],
  [
    "a ragged loop",
    ["hysteresis"],
    { ...report, hysteresis: { ...hysteresis, current: hysteresis.current.slice(1) } },
  ],
  [
    "a curve with NaN",
    ["pulses", "depression"],
    { ...report, pulses: { ...pulses, depression: withNaN(pulses.depression) } },
  ],
  [
    "an empty curve",
    ["pulses", "potentiation"],
    { ...report, pulses: { ...pulses, potentiation: new Float64Array(0) } },
  ],
  [
    "a conductance with NaN",
    ["conductances", "hidden", "gNeg"],
    { ...report, conductances: conductances.map((layer) => ({ ...layer, gNeg: withNaN(layer.gNeg) })) },
  ],
  [
    "a digit of another size",
    ["digits", "0"],
    { ...report, digits: digits.map((digit) => ({ ...digit, pixels: new Uint8Array(100) })) },
  ],
];

describe("a report refuses what it cannot show, with REPORT_INPUT at the place", () => {
  it.each(faults)("%s", (_, at, broken) => {
    const render = () => renderRunReport(broken);
    expect(render).toThrow(ReportError);
    expect(render).toThrow(expect.objectContaining({ code: "REPORT_INPUT", at }));
  });

  it("a memristor with a broken curve", () => {
    const sample = sampleMemristor();
    const broken = { ...sample, hysteresis: { ...sample.hysteresis, time: new Float64Array(1) } };
    expect(() => renderMemristorReport(broken)).toThrow(expect.objectContaining({ code: "REPORT_INPUT" }));
  });
});
