import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { renderSizingReport, type SizingReport } from "../../../src/report/index.ts";
import { expectSoundPage, rowsOf, wordsIn } from "./page-checks.ts";
import { sampleKept, samplePublished, sampleSheet } from "./sizing-sample.ts";

const sheet = sampleSheet();
const page = renderSizingReport(sheet);
const published = renderSizingReport(samplePublished());

describe("renderSizingReport", () => {
  it.each([
    ["with limits", page, 6],
    ["of sizes alone", published, 0],
    ["of one limit", renderSizingReport(sampleKept()), 0],
  ])("%s is one sound document with every part", (_, markup, figures) => {
    const parts = "devices limits mismatch circuits models timings provenance warnings spec";
    expectSoundPage(markup, parts.split(" "), figures);
    expect(markup.length).toBeLessThan(500_000);
  });

  it("is the same for the same report", () => expect(renderSizingReport(sampleSheet())).toBe(page));

  it("says pass or fail first, in words", () => {
    expect(wordsIn(page)).toContain(
      "✗ Fail: 1 of 3 limits missed, 51 samples beyond a limit and 5 runs failed",
    );
    expect(wordsIn(published)).toContain("✗ Fail: 15 of 15 devices illegal or not modelled");
    expect(wordsIn(renderSizingReport(sampleKept()))).toContain(
      "✓ Pass: 15 devices legal and modelled, 1 limit kept",
    );
  });

  it("marks every device in words, with its rules and the nearest size", () => {
    const rows = rowsOf(published, "devices").slice(0, 15);
    expect(rows.map((row) => row[1])).toEqual(rows.map(() => expect.stringContaining("✗ fail")));
    expect(rows[0]?.slice(1, 6)).toEqual([
      "✗ faildifftap.2, poly.1a, no model",
      "0.2",
      "0.1",
      "1",
      "0.42/0.15",
    ]);
    expect(rows[12]?.[5]).toBe("5/0.15 × 3");
    expect(rowsOf(page, "devices").every((row) => row[1] === "✓ pass")).toBe(true);
  });

  it("lists what is wrong by rule, with actual, limit and devices", () => {
    const rules = rowsOf(published, "devices").slice(15);
    expect(rules).toContainEqual([
      "difftap.2",
      "0.2 µm",
      "0.42 µm",
      "W = 0.2 um, but SKY130 pfet_01v8 needs W >= 0.42 um (difftap.2).PDK_SIZE_OUT_OF_RANGE",
      "neuron W1, W7",
    ]);
    expect(rules.filter(([rule]) => rule === "poly.1a").map((row) => row[4])).toEqual([
      "neuron W1, W7, W9; synapse W1, W2",
      "neuron W2, W3, W4, W5, W6, W8; synapse W3, W4, W5, W6",
    ]);
  });

  it("lists a size that several model sets lack once", () => {
    const missing = rowsOf(published, "devices")
      .slice(15)
      .filter((row) => row[3]?.endsWith("PDK_NO_MODEL_BIN"));
    expect(missing).toHaveLength(7);
    expect(missing[0]).toEqual([
      "embedded, continuous",
      "0.1 µm",
      "–",
      "has no model card of pfet_01v8 for W = 0.2 um, L = 0.1 umPDK_NO_MODEL_BIN",
      "neuron W1, W7",
    ]);
  });

  it("shows each limit at its worst, with the distance to it", () => {
    const [rate, energy, refractory] = rowsOf(page, "limits");
    expect(rate).toEqual([
      "neuron.spikeRate(iin=100nA)",
      "✗ fail5 missed, 1 run failed of 45",
      "413.6 kHzff, 125 °C, 1.98 V",
      "2.37 %above max",
      "365 kHz",
      "385 kHz",
      "404 kHz",
    ]);
    expect(energy?.slice(1, 4)).toEqual(["✓ passall 45", "326.2 fJss, −40 °C, 1.62 V", "34.8 %under max"]);
    expect(refractory?.slice(1, 4)).toEqual(["no limitall 45", "113.0 nsff, 125 °C, 1.98 V", "–"]);
  });

  it("shows each value with a sign, the worst framed, and a failed run as failed", () => {
    const { document } = parseHTML(page);
    const framed = [...document.querySelectorAll(".worst")];
    expect(framed).toHaveLength(4);
    expect(framed[0]?.textContent).toBe("✗ 413.6");
    expect(wordsIn(page).match(/✗ failed/g)).toHaveLength(1);
    expect(wordsIn(page)).toContain("timestep too small at 1.2 us, trouble with node xneuron.n1.");
  });

  it("counts failed runs of Monte Carlo as failures, and names their samples", () => {
    const [rate] = rowsOf(page, "mismatch");
    expect(rate?.slice(0, 6)).toEqual([
      "neuron.spikeRate(iin=100nA)",
      "73.5 %67 % to 79.1 %",
      "200",
      "147",
      "51",
      "2",
    ]);
    expect(wordsIn(page)).toContain("sample 66; sample 133");
    expect(wordsIn(published)).toContain("No Monte Carlo samples were run");
  });

  it("says how far the models are from the foundry, or that this was not measured", () => {
    expect(rowsOf(page, "models")).toContainEqual(expect.arrayContaining(["pfet_01v8", "+15.9 %", "✓ yes"]));
    expect(rowsOf(page, "models")).toContainEqual(
      expect.arrayContaining(["pfet_01v8_hvt", "+31.6 %", "✗ no"]),
    );
    expect(wordsIn(published)).toContain("Not compared with the foundry's published currents");
    const silent = { ...sheet, summary: { ...sheet.summary, deviation: [] } };
    expect(wordsIn(renderSizingReport(silent))).toContain("holds no published currents");
  });

  it("names the corners that were measured, or the one of the models", () => {
    expect(wordsIn(page)).toContain("(continuous), corners tt, ff, ss, fs, sf.");
    expect(wordsIn(published)).toContain("(continuous), corner tt.");
  });

  it("shows the assumptions of the topologies", () => {
    expect(wordsIn(page)).toContain("ASSUMED: which of the published W1..W6 is which transistor.");
  });

  it("draws nothing, but says so, where every run failed", () => {
    const { summary } = sheet;
    const error = { code: "ENGINE_TIMEOUT", message: "took too long" };
    const failed = summary.measurements.map((row) => ({
      ...row,
      value: null,
      status: "fail" as const,
      error,
    }));
    const lost = summary.yield.map((row) => ({
      ...row,
      ...{
        passed: 0,
        missed: 0,
        failed: row.samples,
        yield: 0,
        ci95: [0, 0.02] as const,
        mean: null,
        sigma: null,
      },
    }));
    const markup = renderSizingReport({
      ...sheet,
      summary: { ...summary, measurements: failed, yield: lost },
    });
    expect(wordsIn(markup)).toContain("No run of neuron.spikeRate(iin=100nA) gave a value to draw.");
    expect(wordsIn(markup)).toContain("No sample gave a value.");
    expect(wordsIn(markup)).toContain("and 33 more");
    expect(wordsIn(markup)).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("escapes what users and tools write", () => {
    const nasty = `<img src=x onerror=alert(1)> & "q"`;
    const { summary } = sheet;
    const broken: SizingReport = {
      name: nasty,
      specYaml: nasty,
      summary: {
        ...summary,
        process: nasty,
        models: { ...summary.models, name: nasty, corner: nasty, corners: [nasty], hash: nasty },
        cells: summary.cells.map((cell) => ({ ...cell, name: nasty, topology: nasty, notes: [nasty] })),
        devices: samplePublished().summary.devices.map((device) => ({
          ...device,
          ...{ cell: nasty, name: nasty, role: nasty, model: nasty },
          issues: device.issues.map((issue) => ({ ...issue, rule: nasty, code: nasty, message: nasty })),
        })),
        measurements: summary.measurements.map((row) => ({
          ...row,
          ...{ name: `${nasty} ${row.name}`, measure: nasty, corner: `${nasty} ${row.corner}` },
          error: row.error && { code: nasty, message: nasty },
        })),
        yield: summary.yield.map((row) => ({ ...row, name: `${nasty} ${row.name}` })),
      },
    };
    const markup = renderSizingReport(broken);
    const count = (text: string) =>
      [...parseHTML(text).document.querySelectorAll("figure, section, h2")].length;
    expect([...parseHTML(markup).document.querySelectorAll("img")]).toEqual([]);
    expect(count(markup)).toBe(count(page));
    expect(wordsIn(markup)).toContain(nasty);
  });
});
