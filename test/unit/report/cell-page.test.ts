import { describe, expect, it } from "vitest";
import { renderDeviceReport, renderNeuronReport, renderSynapseReport } from "../../../src/report/index.ts";
import { sampleNeuron, sampleSynapse, sampleTransistors } from "./cell-sample.ts";
import { expectSoundPage, rowsOf, wordsIn } from "./page-checks.ts";

const closing = "models decks timings provenance warnings spec";

describe("renderNeuronReport", () => {
  const page = renderNeuronReport(sampleNeuron());
  const parts = `rate refractory energy waveform measures sizes circuit ${closing}`.replace(
    "circuit",
    "circuits",
  );

  it("is one sound document with every part", () => {
    expectSoundPage(page, parts.split(" "), 6);
    expect(page.length).toBeLessThan(400_000);
  });

  it("gives the range of rates, the least current, the fit, and conditions with corner", () => {
    const words = wordsIn(page);
    expect(words).toContain("lif-9t neuron: 38.9 kHz to 3.15 MHz");
    expect(words).toContain("supply 1.8 V, 27 °C, sky130, models sky130.lib.spice (continuous), corner tt");
    expect(words).toContain("fires from 5.1 nA");
    expect(words).toContain("C V = 255 fC and Tref = 190 ns; at most 1.3 % from the 8 periods");
  });

  it("marks a silent current and a failed run in figure and table, with the reason", () => {
    const words = wordsIn(page);
    expect(words).toContain("○ no spike; ✗ the run failed");
    expect(words).toContain("✗ 1 of 17 runs failed");
    const rows = rowsOf(page, "measures");
    expect(rows[0]?.slice(0, 3)).toEqual(["1 nA", "no spike", "–"]);
    expect(rows[9]?.slice(0, 3)).toEqual(["5 µA", "✗ failed", "–"]);
    expect(rows.at(-1)).toEqual(["5 µA", "timestep too small at 0.4 us.ENGINE_NO_CONVERGENCE"]);
  });

  it("says plainly what was not measured, and where nothing fires", () => {
    const bare = renderNeuronReport({
      ...sampleNeuron(),
      ...{
        byBias: [],
        rheobase: null,
        fit: null,
        restCurrent: null,
        waveform: null,
        deviation: null,
        decks: [],
      },
      byCurrent: sampleNeuron().byCurrent.slice(0, 1),
    });
    expectSoundPage(bare, parts.split(" "), 0);
    const words = wordsIn(bare);
    for (const saying of [
      "no spike at any current",
      "not found",
      "not fitted",
      "No waveform was kept",
      "No deck was kept",
    ]) {
      expect(words).toContain(saying);
    }
    expect(words).toContain("No point of it can be shown");
  });
});

describe("renderSynapseReport", () => {
  const page = renderSynapseReport(sampleSynapse());
  const parts = `read timing waveform sizes circuits ${closing}`.split(" ");

  it("is one sound document with every part", () => expectSoundPage(page, parts, 5));

  it("gives read, gain, changes by timing and by one spike alone", () => {
    const words = wordsIn(page);
    expect(words).toContain("bridge-6t1r synapse: 59.7 µA to 759 µA");
    expect(words).toContain("one spike alone, pre only −6 µS, post only +14 µS");
    expect(words).toContain("+12.7 µSof 100 µS, at dt 1 ms");
    expect(rowsOf(page, "timing")).toContainEqual(["pre spike only", "−6 µS", "−6 %"]);
    expect(rowsOf(page, "read")[7]?.slice(0, 2)).toEqual(["2 mS", "✗ failed"]);
  });

  it("shows the assumption of its circuit", () => expect(wordsIn(page)).toContain("ASSUMED"));

  it("says plainly what was not measured, and which pair failed", () => {
    const sample = sampleSynapse();
    const bare = renderSynapseReport({ ...sample, timing: null, waveform: null, byConductance: [] });
    expectSoundPage(bare, parts, 0);
    expect(wordsIn(bare)).toContain("no read");
    const error = { code: "MEASUREMENT_NOT_SETTLED", message: "the read current still moves." };
    const timing = sample.timing as NonNullable<typeof sample.timing>;
    const lost = renderSynapseReport({
      ...sample,
      timing: {
        ...timing,
        pairs: timing.pairs.map((pair, i) => (i === 2 ? { ...pair, change: null, error } : pair)),
        preOnly: { change: null, error },
        postOnly: null,
      },
    });
    expect(wordsIn(lost)).toContain("✗ 3 of 24 runs failed");
    expect(rowsOf(lost, "timing")).toContainEqual(["dt −6 ms", "✗ failed", "–"]);
    expect(wordsIn(lost)).toContain("the read current still moves.");
  });
});

describe("renderDeviceReport", () => {
  const page = renderDeviceReport(sampleTransistors());

  it("is one sound document with every transistor", () => {
    expectSoundPage(page, `overview t1 t2 t3 ${closing}`.split(" "), 12);
    expect(page.length).toBeLessThan(800_000);
  });

  it("sets figures against those that the foundry publishes for this size, with the word", () => {
    expect(rowsOf(page, "t1").at(-1)).toEqual([
      "On current, highest Vgs and Vds",
      "✗ no",
      "5.93 mA",
      "3.51 mA",
      "+68.9 %",
      "3.04 mA to 3.98 mA",
    ]);
    expect(rowsOf(page, "t2").at(-1)?.[1]).toBe("✗ no");
    expect(wordsIn(page)).toContain("p-channel: voltages and currents mirrored");
  });

  it("shows a transistor that failed, and figures that the sweep did not reach", () => {
    expect(rowsOf(page, "overview").at(-1)?.[0]).toBe("pfet_01v8_lvt 1/0.35");
    const sample = sampleTransistors();
    const unreached = sample.transistors.map((one) => ({
      ...one,
      figures: { ...one.figures, thresholdConstantCurrent: null, subthresholdSlope: null },
    }));
    const words = wordsIn(renderDeviceReport({ ...sample, transistors: unreached }));
    expect(words).toContain("The sweep does not reach the subthreshold slope.");
    expect(words).toContain("✗ no value");
    const none = renderDeviceReport({ ...sample, transistors: [] });
    expectSoundPage(none, `overview ${closing}`.split(" "), 0);
    expect(wordsIn(none)).toContain("No transistor was measured.");
  });
});
