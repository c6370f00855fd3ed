import { describe, expect, it } from "vitest";
import { emitCsv, memristorCsvFiles, ReportError, runCsvFiles } from "../../../src/report/index.ts";
import { sampleMemristor, sampleReport } from "./sample.ts";

const report = sampleReport();
const files = new Map(runCsvFiles(report).map(({ path, content }) => [path, content]));
const linesOf = (path: string) => (files.get(path) as string).trimEnd().split("\r\n");
const column = (path: string, name: string) => {
  // quoted names may hold commas
  const [head, ...rows] = linesOf(path).map((line) => line.replace(/"[^"]*"/g, "quoted").split(","));
  return rows.map((row) => row[(head as string[]).indexOf(name)]);
};

describe("emitCsv", () => {
  it("quotes commas, quotes and line breaks, and ends lines with CRLF", () => {
    expect(emitCsv({ name: ['a "b"', "c,d", "e\nf"], conductance_S: Float64Array.of(1e-6, 0.1, -2) })).toBe(
      'name,conductance_S\r\n"a ""b""",0.000001\r\n"c,d",0.1\r\n"e\nf",-2\r\n',
    );
  });

  it("keeps every digit of a number", () => {
    const value = 6.25e-5 / 3;
    expect(Number(emitCsv({ x: [value] }).split("\r\n")[1])).toBe(value);
  });

  it("refuses columns of unequal length, with REPORT_CSV_COLUMNS at the column", () => {
    const emit = () => emitCsv({ a: [1, 2], b: [1] });
    expect(emit).toThrow(ReportError);
    expect(emit).toThrow(expect.objectContaining({ code: "REPORT_CSV_COLUMNS", at: ["b"] }));
  });
});

describe("runCsvFiles", () => {
  it("writes a file for each table and curve", () => {
    expect([...files.keys()].sort()).toEqual([
      "attribution.csv",
      "conductances.csv",
      "crosscheck.csv",
      "designs.csv",
      "digits.csv",
      "epochs.csv",
      "hysteresis.csv",
      "ir-drop.csv",
      "layers.csv",
      "nonidealities.csv",
      "pulses.csv",
      "read.csv",
      "timings.csv",
      "waterfall.csv",
    ]);
  });

  it("holds every point of the curves, in SI units named in the heading", () => {
    expect(linesOf("hysteresis.csv")[0]).toBe("time_s,voltage_V,current_A");
    expect(column("hysteresis.csv", "current_A").map(Number)).toEqual([...report.hysteresis.current]);
    expect(column("pulses.csv", "conductance_S").map(Number)).toEqual([
      ...report.pulses.potentiation,
      ...report.pulses.depression,
    ]);
    expect(column("pulses.csv", "pulse").slice(255, 259)).toEqual(["255", "256", "0", "1"]);
  });

  it("holds the whole IR drop map, row by row", () => {
    const { loss } = report.irDrop;
    expect(linesOf("ir-drop.csv")).toHaveLength(1 + loss.rows * loss.cols);
    expect(linesOf("ir-drop.csv")[1 + 3 * 64 + 5]).toBe(`3,5,${loss.data[3 * 64 + 5]}`);
  });

  it("tells what reading takes, by tile", () => {
    const { tiles, time } = report.read;
    expect(column("read.csv", "power_mean_W").map(Number)).toEqual(tiles.map(({ power }) => power.mean));
    expect(column("read.csv", "energy_J").map(Number)).toEqual(tiles.map(({ power }) => power.mean * time));
    expect(column("read.csv", "peak_word_line_A").map(Number)).toEqual(
      tiles.map(({ peakWordCurrent }) => peakWordCurrent),
    );
  });

  it("counts every cell of every layer once in the histograms", () => {
    const cells = (name: string) => column("conductances.csv", name).reduce((sum, n) => sum + Number(n), 0);
    expect(cells("gPos_cells")).toBe(784 * 128 + 128 * 10);
    expect(cells("gNeg_cells")).toBe(784 * 128 + 128 * 10);
  });

  it("repeats the waterfall, the designs and the cross-check of the summary", () => {
    expect(column("waterfall.csv", "accuracy").map(Number)).toEqual(
      report.summary.waterfall.map(({ accuracy }) => accuracy),
    );
    expect(column("designs.csv", "accuracy_wire").map(Number)).toEqual(
      report.summary.designs.map(({ wire }) => wire),
    );
    expect(column("crosscheck.csv", "max_relative_error").map(Number)).toEqual(
      report.summary.crosscheck.map(({ maxRelativeError }) => maxRelativeError),
    );
  });
});

it("memristorCsvFiles writes curves and parameters", () => {
  const written = memristorCsvFiles(sampleMemristor());
  expect(written.map(({ path }) => path)).toEqual([
    "hysteresis.csv",
    "pulses.csv",
    "loops.csv",
    "switching.csv",
    "current-voltage.csv",
    "retention.csv",
    "one-transistor.csv",
    "parameters.csv",
  ]);
  expect(written[3]?.content).toContain("0.5,Infinity\r\n");
  expect(written.at(-1)?.content).toContain("rOff,16000,ohm\r\n");
});
