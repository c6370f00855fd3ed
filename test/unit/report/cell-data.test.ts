import { describe, expect, it } from "vitest";
import {
  deviceCsvFiles,
  deviceSummary,
  neuronCsvFiles,
  neuronSummary,
  sizingCsvFiles,
  synapseCsvFiles,
  synapseSummary,
} from "../../../src/report/index.ts";
import { sampleNeuron, sampleSynapse, sampleTransistors } from "./cell-sample.ts";
import { sampleKept, samplePublished, sampleSheet } from "./sizing-sample.ts";

/** Lines of a file, without the empty one at its end. */
function linesOf(
  files: readonly { readonly path: string; readonly content: string }[],
  path: string,
): string[] {
  const file = files.find((one) => one.path === path);
  return (file?.content ?? "").split("\r\n").slice(0, -1);
}
const names = (files: readonly { readonly path: string }[]) => files.map(({ path }) => path);

describe("CSV of a sheet", () => {
  it("has a line for each issue, each condition, each sample, each yield and each published current", () => {
    const files = sizingCsvFiles(sampleSheet());
    expect(names(files)).toEqual([
      "devices.csv",
      "measurements.csv",
      "samples.csv",
      "yield.csv",
      "published.csv",
    ]);
    expect(names(files).map((path) => linesOf(files, path).length)).toEqual([16, 181, 401, 3, 4]);
    const published = sizingCsvFiles(samplePublished());
    expect(linesOf(published, "devices.csv")).toHaveLength(1 + 7 * 4 + 8 * 3);
    expect(names(published)).toEqual(["devices.csv", "measurements.csv"]);
    expect(names(sizingCsvFiles(sampleKept()))).toEqual(["devices.csv", "measurements.csv", "published.csv"]);
  });

  it("leaves the value of a failed run empty and says why", () => {
    const failed = linesOf(sizingCsvFiles(sampleSheet()), "measurements.csv").find((line) =>
      line.includes("ENGINE_"),
    );
    expect(failed).toMatch(
      /^neuron\.spikeRate\(iin=100nA\),neuron,spikeRate,1e-7,,,,ss,-40,1\.62,,,Hz,365000,384500,404000,,fail,ENGINE_NO_CONVERGENCE,"timestep/,
    );
  });

  it("carries rule, limit and nearest size in SI", () => {
    const line = linesOf(sizingCsvFiles(samplePublished()), "devices.csv")[1];
    expect(line).toContain(",PDK_SIZE_OUT_OF_RANGE,difftap.2,");
    const fields = (line ?? "").split(",").slice(-3).map(Number);
    expect(fields[0]).toBeCloseTo(0.42e-6, 12);
    expect(fields[1]).toBeCloseTo(0.15e-6, 12);
    expect(fields[2]).toBe(1);
  });
});

describe("CSV of characterisations", () => {
  it("has every point of every curve", () => {
    const neuron = neuronCsvFiles(sampleNeuron());
    expect(names(neuron).map((path) => linesOf(neuron, path).length)).toEqual([11, 8, 4002, 10, 4]);
    const synapse = synapseCsvFiles(sampleSynapse());
    expect(names(synapse)).toEqual([
      "read.csv",
      "timing.csv",
      "waveform.csv",
      "devices.csv",
      "published.csv",
    ]);
    expect(linesOf(synapse, "timing.csv")).toHaveLength(1 + 17);
    expect(linesOf(synapse, "timing.csv").at(-1)).toBe("post,,0.0001,0.000014,");
    const device = deviceCsvFiles(sampleTransistors());
    expect(names(device)).toEqual(["figures.csv", "id-vg.csv", "id-vd.csv", "gm-id.csv", "published.csv"]);
    expect(linesOf(device, "id-vg.csv")).toHaveLength(1 + 3 * 2 * 181);
    expect(linesOf(device, "id-vd.csv")).toHaveLength(1 + 3 * 5 * 181);
    expect(linesOf(device, "figures.csv").at(-1)).toMatch(/^pfet_01v8_lvt,.*,,,,,ENGINE_NO_CONVERGENCE$/);
  });

  it("leaves out what was not measured", () => {
    expect(names(neuronCsvFiles({ ...sampleNeuron(), byBias: [], waveform: null, deviation: null }))).toEqual(
      ["rate.csv", "devices.csv"],
    );
    expect(
      names(synapseCsvFiles({ ...sampleSynapse(), timing: null, waveform: null, deviation: [] })),
    ).toEqual(["read.csv", "devices.csv"]);
  });
});

describe("JSON of characterisations", () => {
  it("has plain numbers in place of typed arrays, and survives JSON unchanged", () => {
    for (const summary of [
      neuronSummary(sampleNeuron()),
      synapseSummary(sampleSynapse()),
      deviceSummary(sampleTransistors()),
    ]) {
      expect(JSON.parse(JSON.stringify(summary))).toEqual(summary);
      expect(summary).not.toHaveProperty("specYaml");
      expect(summary).not.toHaveProperty("waveform");
    }
    const { transistors } = deviceSummary(sampleTransistors());
    expect(transistors[0]?.gate.current[0]).toHaveLength(181);
    expect(transistors[0]?.gate.current[1]?.[180]).toBeGreaterThan(1e-4);
  });

  it('is "failed" exactly where a run failed', () => {
    const neuron = sampleNeuron();
    expect(neuronSummary(neuron).status).toBe("failed");
    const good = neuron.byCurrent.filter(({ error }) => error === null);
    expect(neuronSummary({ ...neuron, byCurrent: good }).status).toBe("ok");
    const synapse = sampleSynapse();
    const byConductance = synapse.byConductance.filter(({ error }) => error === null);
    expect(synapseSummary(synapse).status).toBe("failed");
    expect(synapseSummary({ ...synapse, byConductance }).status).toBe("ok");
    const timing = synapse.timing as NonNullable<typeof synapse.timing>;
    const preOnly = { change: null, error: { code: "X", message: "x" } };
    expect(synapseSummary({ ...synapse, byConductance, timing: { ...timing, preOnly } }).status).toBe(
      "failed",
    );
    expect(deviceSummary(sampleTransistors()).status).toBe("failed");
    expect(deviceSummary({ ...sampleTransistors(), failures: [] }).status).toBe("ok");
  });
});
