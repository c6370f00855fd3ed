import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { formatRunTable, renderRunReport, runCsvFiles } from "../../../src/report/index.ts";
import { sampleReport } from "./sample.ts";
import { neuron, sampleWithNeuron, stage } from "./sample-neuron.ts";

const { points } = neuron;
const report = sampleWithNeuron();
const page = renderRunReport(report);
const { document } = parseHTML(page);
const texts = (selector: string): string[] =>
  [...document.querySelectorAll(selector)].map(({ textContent }: { textContent: string }) =>
    textContent.replace(/\s+/g, " ").trim(),
  );

describe("the neuron in the report of a run", () => {
  it("has a section of its own, and none where the spec leaves it out", () => {
    expect(texts("h2")).toContain("Neuron in place of ReLU");
    expect(texts("section[aria-labelledby=neuron] figure")).toHaveLength(1);
    expect(renderRunReport(sampleReport())).not.toContain("in place of ReLU");
  });

  it("says which neuron, at which conditions, and where the network drives it", () => {
    const [record] = texts("section[aria-labelledby=neuron] dl") as [string];
    for (const part of [
      "cell neuron of tirado-barron-x5",
      "corner wafer, 27 °C, supply 1.8 V",
      "Silent up to20 nA; fires at 25 nA",
      "held beyond",
      "drives 161 nA; a rate of 410 kHz counts as 1",
      "4.12 % of the positive ones",
      "0.098 % of the positive ones",
    ])
      expect(record).toContain(part);
  });

  it("says what the stage means, and that the SPICE sample keeps ReLU", () => {
    const rows = texts("section[aria-labelledby=accuracy] tbody th");
    expect(rows[4]).toContain("neuronspike rates of the neuron, from SPICE, in place of ReLU");
    expect(rows[5]).toContain("without noise and converters, and with ReLU");
    expect(renderRunReport(sampleReport())).not.toContain("with ReLU");
  });

  it("counts as built: the headline is the accuracy with neurons", () => {
    expect(texts("h1")).toEqual(["97.02 % of 10,000 test images right as built"]);
    expect(texts(".lead")[0]).toContain("the neuron took 0.39");
    expect(formatRunTable(report.summary)).toMatch(/^neuron +10000 +97\.02/m);
  });

  it("draws rates and drives on one axis, without NaN", () => {
    const labels = [...document.querySelectorAll("section[aria-labelledby=neuron] svg")].map((svg) =>
      (svg as { getAttribute(name: string): string | null }).getAttribute("aria-label"),
    );
    expect(labels).toHaveLength(4); // two drawings in two widths
    expect(labels[0]).toContain("9 points from SPICE");
    expect(page).not.toMatch(/="[^"]*(NaN|undefined|Infinity)/);
  });

  it("writes the points and the drives as CSV", () => {
    const files = new Map(
      runCsvFiles(report).map(({ path, content }) => [path, content.trimEnd().split("\r\n")]),
    );
    expect(files.get("neuron-rate.csv")?.[0]).toBe("current_A,rate_Hz");
    expect(files.get("neuron-rate.csv")?.slice(1)).toEqual(
      points.map(({ current: i, rate }) => `${i},${rate}`),
    );
    expect(files.get("neuron-drive.csv")?.[0]).toBe("from_A,to_A,activations");
    expect(files.get("neuron-drive.csv")).toHaveLength(51);
  });

  it.each([
    ["curve", { ...stage, curve: { ...stage.curve, rate: stage.curve.rate.map(() => Number.NaN) } }],
    ["histogram", { ...stage, histogram: { ...stage.histogram, edges: stage.curve.current } }],
  ])("is refused with a broken %s", (_, broken) => {
    expect(() => renderRunReport({ ...report, neuron: broken })).toThrow(
      expect.objectContaining({ code: "REPORT_INPUT" }),
    );
  });
});
