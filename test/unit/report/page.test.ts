import { parseHTML } from "linkedom";
import { describe, expect, it } from "vitest";
import { createMatrix } from "../../../src/foundation/index.ts";
import { type RunReport, renderMemristorReport, renderRunReport } from "../../../src/report/index.ts";
import { sampleMemristor, sampleReport } from "./sample.ts";

const report = sampleReport();
const page = renderRunReport(report);
const { document } = parseHTML(page);
const all = (selector: string, root: { querySelectorAll(s: string): Iterable<Element> } = document) => [
  ...root.querySelectorAll(selector),
];
const textOf = (markup: string) => parseHTML(markup).document.body.textContent.replaceAll("\u00a0", " ");

interface Element {
  readonly textContent: string;
  readonly id: string;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<Element>;
}

describe("renderRunReport", () => {
  it("is one document of less than 1.5 MB, the same for the same report", () => {
    expect(page.startsWith("<!doctype html>")).toBe(true);
    expect(page.length).toBeLessThan(1.5e6);
    expect(renderRunReport(sampleReport())).toBe(page);
  });

  it("has no script and names nothing outside itself", () => {
    expect(all("script, iframe, object, embed, base, img[src^=http]")).toEqual([]);
    expect(page).not.toMatch(/\son[a-z]+="/);
    const places = [...page.matchAll(/(?:href|src|url\()=?["']?([^"')>\s]+)/g)].map(
      (match) => match[1] as string,
    );
    expect(places.filter((place) => !place.startsWith("#") && place !== "data:,")).toEqual([]);
  });

  it("can be read aloud: language, one title, headings in order, named figures, table headings", () => {
    expect(document.documentElement.getAttribute("lang")).toBe("en");
    expect(document.title).toContain("mnist: 97.41");
    expect(all("h1")).toHaveLength(1);
    for (const svg of all("svg")) {
      expect(svg.getAttribute("role")).toBe("img");
      expect((svg.getAttribute("aria-label") ?? "").length).toBeGreaterThan(10);
    }
    for (const table of all("table")) {
      const columns = all("thead th[scope=col]", table).length;
      for (const row of all("tbody tr", table)) expect(all("th, td", row)).toHaveLength(columns);
    }
  });

  it("has every part, each linked from the contents, and no id twice", () => {
    const ids = all("[id]").map(({ id }) => id);
    expect(new Set(ids).size).toBe(ids.length);
    const parts =
      "accuracy attribution design training memristor layers array crosscheck timings provenance warnings spec";
    expect(all("h2").map(({ id }) => id)).toEqual(parts.split(" "));
    expect(all("nav a").map((link) => link.getAttribute("href"))).toEqual(
      parts.split(" ").map((id) => `#${id}`),
    );
    expect(all("figure")).toHaveLength(7);
  });

  it("has a part for several chips, with a figure and a table, where the run had some", () => {
    const report = sampleReport();
    const chips = {
      chips: 3,
      stages: [
        {
          stage: "wire" as const,
          mean: 0.9741,
          deviation: 0.0012,
          ci95: [0.9711, 0.9771] as const,
          accuracies: [0.9729, 0.9741, 0.9753],
        },
      ],
    };
    const text = renderRunReport({ ...report, summary: { ...report.summary, monteCarlo: chips } });
    const { document: page } = parseHTML(text);
    const section = page.querySelector("section[aria-labelledby=chips]");
    expect(section?.querySelectorAll("figure")).toHaveLength(1);
    const cells = [...(section?.querySelectorAll("tbody td") ?? [])].map(({ textContent }) => textContent);
    expect(cells).toEqual(["97.41", "97.11 to 97.71", "0.120", "97.29", "97.53"]);
  });

  it("shows each stage with accuracy, interval and change", () => {
    const rows = all("section[aria-labelledby=accuracy] tbody tr").map((row) =>
      all("td", row).map(({ textContent }) => textContent),
    );
    expect(rows[3]).toEqual(["97.41", "97.08 to 97.70", "−0.34", "−0.43", "10,000"]);
    expect(rows[4]).toEqual(["8 of 8", "67.6 to 100.0", "sample", "sample", "8"]);
  });

  it("shows what other designs would have cost", () => {
    const rows = all("section[aria-labelledby=design] tbody tr").map(
      (row) => all("td", row).at(-1)?.textContent,
    );
    expect(rows).toEqual(["–", "−9.29", "−23.18"]);
  });

  it("escapes what users and tools write", () => {
    const nasty = `<img src=x onerror=alert(1)> & "q"`;
    const broken: RunReport = {
      ...report,
      specYaml: nasty,
      designReason: nasty,
      conductances: report.conductances.map((layer) => ({ ...layer, layer: nasty })),
      irDrop: { ...report.irDrop, layer: nasty },
      summary: {
        ...report.summary,
        designs: report.summary.designs.map((design) => ({ ...design, name: nasty })),
        layers: report.summary.layers.map((layer) => ({ ...layer, name: nasty })),
        crosscheck: report.summary.crosscheck.map((row) => ({ ...row, layer: nasty })),
        warnings: [{ code: nasty, at: nasty, message: nasty }],
        timings: { [nasty]: 1 },
      },
    };
    const markup = renderRunReport(broken);
    const shown = parseHTML(markup).document;
    expect(all("img", shown).length).toBe(0);
    expect(all("svg, figure, section, h2, table", shown).length).toBe(
      all("svg, figure, section, h2, table").length,
    );
    expect(textOf(markup)).toContain(nasty);
  });

  it("puts a failed cross-check at the top and marks the tile", () => {
    const [first, ...rest] = report.summary.crosscheck as [RunReport["summary"]["crosscheck"][number]];
    for (const maxRelativeError of [2e-6, Number.NaN]) {
      const summary = {
        ...report.summary,
        status: "failed" as const,
        crosscheck: [{ ...first, maxRelativeError }, ...rest],
      };
      const text = textOf(renderRunReport({ ...report, summary }));
      expect(text).toContain("Cross-check failed. 1 of 6 tiles");
      expect(text.match(/✗ fail/g)).toHaveLength(1);
    }
    expect(textOf(page)).not.toContain("✗ fail");
  });

  it("says plainly what a smaller run has left out", () => {
    const bare: RunReport = {
      ...report,
      digits: [],
      irDrop: { ...report.irDrop, loss: createMatrix(8, 8) },
      summary: {
        ...report.summary,
        spice: null,
        designs: report.summary.designs.slice(0, 1),
        waterfall: report.summary.waterfall.slice(0, 1),
        training: { ...report.summary.training, epochs: [], source: "my/weights" },
        crosscheck: [],
        warnings: [],
        timings: {},
      },
    };
    const text = textOf(renderRunReport(bare));
    expect(text).toContain("No tile was compared with SPICE");
    expect(text).toContain("No image ran through the whole network in SPICE");
    expect(text).toContain("No epochs");
    expect(text).toContain("read from my/weights");
    expect(text).toContain("asks for no comparison");
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });

  it("never shows NaN or undefined in a whole report", () => {
    expect(textOf(page)).not.toMatch(/NaN|undefined|Infinity|not a number/);
    expect(page).not.toMatch(/="[^"]*(NaN|undefined|Infinity)/);
  });
});

describe("renderMemristorReport", () => {
  it("shows curves, levels, parameters and provenance", () => {
    const markup = renderMemristorReport(sampleMemristor());
    const text = textOf(markup);
    expect(text).toContain("hp memristor: 62.7 µS to 498 µS");
    expect(text).toContain("rOff16 kΩ");
    expect(text).toContain("1e−14 m²/(V s)");
    expect(text).toContain("ngspice 45.2");
    expect(text).toContain("Fingerprint 2, lobes shrink");
    expect([...parseHTML(markup).document.querySelectorAll("figure")].length).toBe(7);
    expect(text).not.toMatch(/NaN|undefined|Infinity/);
  });
});
