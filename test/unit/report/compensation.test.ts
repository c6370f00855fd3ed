import { describe, expect, it } from "vitest";
import { summarize } from "../../../src/foundation/index.ts";
import type { CompensationStage, RunReport } from "../../../src/report/index.ts";
import { renderRunReport, runCsvFiles } from "../../../src/report/index.ts";
import { sampleReport } from "./sample.ts";

const conductance = summarize(Float64Array.of(25e-6, 30e-6, 400e-6));
const layers = (gain: CompensationStage["layers"][number]["gain"]) => [
  { name: "hidden", weightPerSiemens: 1.4e3, conductance, gain },
];

/** Wires take 3.4 points; gains win half of it, retraining more than all. */
function compensatedReport(): RunReport {
  const report = sampleReport();
  const [wire, spice] = report.summary.waterfall.slice(3) as [
    RunReport["summary"]["waterfall"][number],
    RunReport["summary"]["waterfall"][number],
  ];
  const stage = (name: "gain" | "retrained", accuracy: number) => ({ ...wire, stage: name, accuracy });
  return {
    ...report,
    summary: {
      ...report.summary,
      waterfall: [
        ...report.summary.waterfall.slice(0, 4),
        stage("gain", 0.9758),
        stage("retrained", 0.9792),
        spice,
      ],
      compensation: {
        without: 0.9775,
        plain: 0.9741,
        stages: [
          {
            stage: "gain",
            accuracy: 0.9758,
            wonBack: 0.5,
            seconds: 0.42,
            layers: layers(summarize(Float64Array.of(0.9, 1.3))),
          },
          { stage: "retrained", accuracy: 0.9792, wonBack: 1.5, seconds: 31, layers: layers(null) },
        ],
      },
    },
    digital: {
      gains: [{ layer: "hidden", tile: [3, 1], column: 5, gain: 1.3 }],
      biases: [{ layer: "output", column: 9, bias: -0.25 }],
    },
  };
}

const text = (html: string) => html.replace(/<[^>]*>/g, " ").replace(/\s+/g, " ");

describe("what was won back", () => {
  it("is a section of the report, where the spec asks for it", () => {
    const page = renderRunReport(compensatedReport());
    const section = text(page.slice(page.indexOf('id="compensation"'), page.indexOf('id="design"')));
    expect(section).toContain("without wires reach 97.75 %, with them 97.41 %: −0.34 points");
    expect(section).toMatch(/gain a digital gain .* 97\.58 \+0\.17 50 %/);
    expect(section).toContain("0.9 to 1.3");
    expect(section).toMatch(/retrained .* 97\.92 \+0\.51 150 %/);
    expect(renderRunReport(sampleReport())).not.toContain('id="compensation"');
  });

  it("is in CSV files, with the gains and biases that belong to the arrays", () => {
    const files = new Map(runCsvFiles(compensatedReport()).map(({ path, content }) => [path, content]));
    expect(files.get("compensation.csv")?.split("\r\n")[2]).toMatch(
      /^retrained,0\.9792,1\.5,31,hidden,1400,/,
    );
    expect(files.get("gains.csv")).toBe("layer,tile_row,tile_col,column,gain\r\nhidden,3,1,5,1.3\r\n");
    expect(files.get("biases.csv")).toBe("layer,column,bias\r\noutput,9,-0.25\r\n");
    const plain = runCsvFiles(sampleReport()).map(({ path }) => path);
    expect(plain.filter((path) => /compensation|gains|biases/.test(path))).toEqual([]);
  });
});
