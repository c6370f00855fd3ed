import { describe, expect, it } from "vitest";
import {
  formatSizingTable,
  renderDeviceReport,
  renderNeuronReport,
  renderSizingReport,
  renderSynapseReport,
} from "../../src/report/index.ts";
import { sampleNeuron, sampleSynapse, sampleTransistors } from "../unit/report/cell-sample.ts";
import { samplePublished, sampleSheet } from "../unit/report/sizing-sample.ts";
import { wordsOf } from "./words.ts";

describe("reports of cells in words", () => {
  it.each([
    ["sheet", renderSizingReport(sampleSheet())],
    ["published", renderSizingReport(samplePublished())],
    ["neuron", renderNeuronReport(sampleNeuron())],
    ["synapse", renderSynapseReport(sampleSynapse())],
    ["device", renderDeviceReport(sampleTransistors())],
  ])("%s", (name, page) => expect(wordsOf(page)).toMatchFileSnapshot(`report-sizing-${name}.txt`));

  it.each([
    ["sheet", sampleSheet()],
    ["published", samplePublished()],
  ])("%s, on the command line", (name, { summary }) =>
    expect(`${formatSizingTable(summary)}\n`).toMatchFileSnapshot(`report-sizing-${name}-table.txt`),
  );
});
