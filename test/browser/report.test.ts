import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { renderCrosscheckReport, renderMemristorReport, renderRunReport } from "../../src/report/index.ts";
import { requireTool } from "../tools.ts";
import { sampleCrosscheck } from "../unit/report/crosscheck-sample.ts";
import { sampleMemristor, sampleReport } from "../unit/report/sample.ts";
import { type Browser, startChromium, type View } from "./chromium.ts";
import { type Finding, probe } from "./probe.ts";

const tool = requireTool("chromium");

const desk: View = { width: 1200, height: 900, scheme: "light", media: "screen" };
const phone: View = { width: 360, height: 740, scheme: "light", media: "screen" };
const paper: View = { width: 680, height: 960, scheme: "dark", media: "print" };
const views: readonly (readonly [string, View])[] = [
  ["on a desk", desk],
  ["on a desk, dark", { ...desk, scheme: "dark" }],
  ["in a window between desk and phone", { ...desk, width: 800 }],
  ["on a phone", phone],
  ["on a phone, dark", { ...phone, scheme: "dark" }],
  ["on paper", paper],
];

/** A page with one of each fault that is looked for, so that looking is known to find it. */
const faulty = `<!doctype html><title>faulty</title><body style="margin:0">
<div style="width:900px">wide</div><script>console.error("complaint")</script>
<img src="http://127.0.0.1:9/picture.png">
<figure><svg width="300" height="50"><text x="10" y="20">one</text><text x="15" y="22">two</text><text x="-60" y="40">out there</text></svg></figure>`;

describe.skipIf(!tool.available)(`reports in Chromium ${tool.reason}`, () => {
  const folder = mkdtempSync(join(tmpdir(), "memspice-report-"));
  let browser: Browser;
  const visit = (page: string, view: View) =>
    browser.visit<Finding>(pathToFileURL(join(folder, `${page}.html`)).href, view, probe);

  beforeAll(async () => {
    writeFileSync(join(folder, "run.html"), renderRunReport(sampleReport()));
    writeFileSync(join(folder, "memristor.html"), renderMemristorReport(sampleMemristor()));
    writeFileSync(join(folder, "crosscheck.html"), renderCrosscheckReport(sampleCrosscheck()));
    writeFileSync(join(folder, "faulty.html"), faulty);
    browser = await startChromium("chromium");
  });

  afterAll(async () => {
    await browser?.close();
    rmSync(folder, { recursive: true, force: true });
  });

  it("finds every fault in a page that has them all", async () => {
    const { requests, complaints, probe: found } = await visit("faulty", phone);
    expect(requests).toEqual(["http://127.0.0.1:9/picture.png"]);
    expect(complaints.join()).toContain("complaint");
    expect(found.overflow).toBeGreaterThan(500);
    expect(found.clipped).toEqual(["out there"]);
    expect(found.collisions).toEqual(["one / two"]);
    expect(found.empty).toHaveLength(1);
    expect(found.specShown).toBe(false);
  });

  describe.each([
    ["run", 7],
    ["memristor", 7],
    ["crosscheck", 4],
  ])("%s", (page, figures) => {
    it.each(views)("%s: fetches nothing, complains of nothing, and all of it fits", async (_, view) => {
      const { requests, complaints, probe: found } = await visit(page, view);
      expect(requests).toEqual([]);
      expect(complaints).toEqual([]);
      expect(found).toMatchObject({ overflow: 0, clipped: [], collisions: [], empty: [], figures });
      expect(found.smallestText).toBeGreaterThan(view.media === "print" ? 8.5 : 9.5);
    });

    it("is light or dark as the reader asks, and light on paper", async () => {
      const [light, dark, printed] = await Promise.all([
        visit(page, desk),
        visit(page, { ...desk, scheme: "dark" }),
        visit(page, paper),
      ]);
      expect(brightness(light.probe.background) - brightness(light.probe.ink)).toBeGreaterThan(180);
      expect(brightness(dark.probe.ink) - brightness(dark.probe.background)).toBeGreaterThan(180);
      expect(brightness(printed.probe.background)).toBe(255);
      expect(light.png.equals(dark.png)).toBe(false);
    });

    it("shows the spec on paper, where nobody can open it", async () => {
      expect((await visit(page, desk)).probe.specShown).toBe(false);
      expect((await visit(page, paper)).probe.specShown).toBe(true);
    });
  });
});

/** Mean of red, green and blue, 0..255, of a computed colour. */
function brightness(colour: string): number {
  const [r = 0, g = 0, b = 0] = (colour.match(/\d+(\.\d+)?/g) ?? []).map(Number);
  return (r + g + b) / 3;
}
