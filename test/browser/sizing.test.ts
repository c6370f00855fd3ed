import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import {
  renderDeviceReport,
  renderNeuronReport,
  renderSizingReport,
  renderSynapseReport,
} from "../../src/report/index.ts";
import { requireTool } from "../tools.ts";
import { sampleNeuron, sampleSynapse, sampleTransistors } from "../unit/report/cell-sample.ts";
import { samplePublished, sampleSheet } from "../unit/report/sizing-sample.ts";
import { type Browser, startChromium, type View } from "./chromium.ts";
import { type Finding, probe } from "./probe.ts";

const tool = requireTool("chromium");

const desk: View = { width: 1100, height: 900, scheme: "light", media: "screen" };
const views: readonly View[] = [
  desk,
  { ...desk, width: 800, scheme: "dark" },
  { width: 390, height: 740, scheme: "dark", media: "screen" },
  { width: 680, height: 960, scheme: "dark", media: "print" },
];
const pages = {
  sheet: [renderSizingReport(sampleSheet()), 6],
  published: [renderSizingReport(samplePublished()), 0],
  neuron: [renderNeuronReport(sampleNeuron()), 6],
  synapse: [renderSynapseReport(sampleSynapse()), 5],
  device: [renderDeviceReport(sampleTransistors()), 12],
} as const;

describe.skipIf(!tool.available)(`reports of cells in Chromium ${tool.reason}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "memspice-sizing-"));
  let browser: Browser;

  beforeAll(async () => {
    for (const [name, [page]] of Object.entries(pages)) writeFileSync(join(folder, `${name}.html`), page);
    browser = await startChromium("chromium");
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  describe.each(Object.entries(pages))("%s", (name, [, figures]) => {
    it.each(views)(
      "$media $width $scheme: fetches nothing, complains of nothing, and all of it fits",
      async (view) => {
        const url = pathToFileURL(join(folder, `${name}.html`)).href;
        const { requests, complaints, probe: found } = await browser.visit<Finding>(url, view, probe);
        expect(requests).toEqual([]);
        expect(complaints).toEqual([]);
        expect(found).toMatchObject({ overflow: 0, clipped: [], collisions: [], empty: [], figures });
        if (figures > 0) expect(found.smallestText).toBeGreaterThan(view.media === "print" ? 8.5 : 9.5);
      },
    );
  });
});
