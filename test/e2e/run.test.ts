import { cpSync, existsSync, readdirSync, readFileSync, truncateSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { memspice, scratch, tiny } from "./memspice.ts";

const place = scratch();
afterAll(() => place.remove());

interface Summary {
  [key: string]: unknown;
  status: string;
  files: string[];
  waterfall: { stage: string; accuracy: number; images: number; ci95: [number, number] }[];
  layers: {
    name: string;
    rows: number;
    cols: number;
    tiles: number;
    programming: { cells: number };
    read: { images: number; power: { mean: number; max: number }; energy: number; peakLineCurrent: number };
  }[];
  crosscheck: { rows: number; cols: number; inputs: number; maxRelativeError: number }[];
  training: { source: string };
  memristor: { gMin: number; gMax: number; levels: number };
}

describe("memspice run", () => {
  let first: Awaited<ReturnType<typeof memspice>>;
  let summary: Summary;
  beforeAll(async () => {
    first = await memspice(place.folder, ["run", ...tiny, "--out", "out", "--json"]);
    summary = JSON.parse(first.stdout);
  }, 120_000);

  it("ends well, with one JSON document on standard output that is also summary.json", () => {
    expect(first.exitCode).toBe(0);
    expect(JSON.parse(readFileSync(place.path("out", "summary.json"), "utf8"))).toEqual(summary);
  });

  it("has the fields of the contract", () => {
    expect(Object.keys(summary)).toEqual(
      expect.arrayContaining([
        "status",
        "provenance",
        "dataset",
        "training",
        "memristor",
        "layers",
        "waterfall",
        "crosscheck",
        "timings",
        "warnings",
      ]),
    );
    expect(Object.keys(summary.provenance as object)).toEqual(
      expect.arrayContaining([
        "memspice",
        "specHash",
        "seed",
        "engine",
        "tensorflow",
        "process",
        "node",
        "startedAt",
      ]),
    );
    for (const { read } of summary.layers) {
      expect(read.power.mean).toBeGreaterThan(0);
      expect(read.power.max).toBeGreaterThanOrEqual(read.power.mean);
      expect(read.energy / read.power.mean).toBeCloseTo(1e-6, 15); // array.readTime
      expect(read.peakLineCurrent).toBeGreaterThan(0);
    }
    expect(summary.layers.map(({ rows, cols, tiles }) => [rows, cols, tiles])).toEqual([
      [784, 16, 8],
      [16, 10, 2],
    ]);
    expect(summary.waterfall.map(({ stage, images }) => [stage, images])).toEqual([
      ["ideal", 100],
      ["levels", 100],
      ["programmed", 100],
      ["wire", 100],
      ["spice", 1],
    ]);
    for (const { accuracy, ci95 } of summary.waterfall) {
      expect(ci95[0]).toBeLessThanOrEqual(accuracy);
      expect(ci95[1]).toBeGreaterThanOrEqual(accuracy);
    }
  });

  it("learns something even so, and the cross-check holds to 1e-6", () => {
    expect(summary.waterfall[0]?.accuracy).toBeGreaterThan(0.3); // chance is 0.1
    expect(summary.crosscheck).toHaveLength(2);
    for (const { maxRelativeError } of summary.crosscheck) expect(maxRelativeError).toBeLessThan(1e-6);
  });

  it("shows progress of every stage on standard error", () => {
    for (let stage = 1; stage <= 10; stage++) expect(first.stderr).toContain(`[${stage}/10]`);
  });

  it("leaves every file that it lists, and nothing half-written", () => {
    for (const file of summary.files) expect(existsSync(place.path("out", file)), file).toBe(true);
    expect(readdirSync(place.path("out")).filter((name) => name.startsWith(".partial"))).toEqual([]);
    expect(summary.files).toEqual(expect.arrayContaining(["report.html", "spec.yaml", "waterfall.csv"]));
    expect(parse(readFileSync(place.path("out", "spec.yaml"), "utf8"))).toMatchObject({
      network: { hidden: 16 },
    });
  });

  it("leaves decks that run where they lie, and say the same again", async () => {
    const name = summary.files.find((file) => /^netlists\/output-.*\.sp$/.test(file)) as string;
    const again = await memspice(place.folder, ["simulate", `out/${name}`, "--json"]);
    expect(again.exitCode).toBe(0);
    const { vectors } = JSON.parse(again.stdout) as { vectors: Record<string, number[]> };
    expect(Object.keys(vectors)).toHaveLength(10);
    for (const [current] of Object.values(vectors)) expect(Number.isFinite(current)).toBe(true);
  });

  it("gives the same numbers for the same seed, with the weights from the cache", async () => {
    const second = await memspice(place.folder, [
      "run",
      "out/spec.yaml",
      "--out",
      "again",
      "--json",
      "--quiet",
    ]);
    const other = JSON.parse(second.stdout) as Summary;
    expect(other.training.source).toBe("cache");
    const figures = ({ waterfall, layers, memristor, crosscheck }: Summary) => ({
      waterfall,
      layers,
      memristor,
      crosscheck,
    });
    expect(figures(other)).toEqual(figures(summary));
    expect(second.stderr).not.toContain("[1/"); // --quiet
  }, 60_000);

  it("takes saved weights in place of training", async () => {
    cpSync(place.path("out", "network"), place.path("saved"), { recursive: true });
    const args = ["run", "out/spec.yaml", "--set", "network.weights=saved", "--set", "crosscheck.images=0"];
    const run = await memspice(place.folder, [...args, "--out", "loaded", "--json", "--quiet"]);
    const loaded = JSON.parse(run.stdout) as Summary;
    expect(loaded.training.source).toBe("saved");
    expect(loaded.waterfall).toEqual(summary.waterfall.slice(0, 4));
  }, 60_000);

  it("takes away what only the earlier run had, and keeps what is the user's", async () => {
    writeFileSync(place.path("out", "notes.txt"), "mine");
    const run = await memspice(place.folder, [
      "run",
      "out/spec.yaml",
      "--set",
      "crosscheck.images=0",
      "--out",
      "out",
      "--quiet",
    ]);
    expect(run.exitCode).toBe(0);
    expect(readFileSync(place.path("out", "notes.txt"), "utf8")).toBe("mine");
    const now = JSON.parse(readFileSync(place.path("out", "summary.json"), "utf8")) as Summary;
    const gone = summary.files.filter((file) => !now.files.includes(file));
    expect(gone.length).toBeGreaterThan(0);
    for (const file of gone) expect(existsSync(place.path("out", file)), file).toBe(false);
  }, 60_000);

  it("fails the comparison, with exit code 1, when the tolerance is below rounding", async () => {
    const args = [
      "run",
      "out/spec.yaml",
      "--set",
      "crosscheck.images=0",
      "--set",
      "crosscheck.tolerance=1e-18",
    ];
    const run = await memspice(place.folder, [...args, "--out", "strict", "--json", "--quiet"]);
    expect(run.exitCode).toBe(1);
    expect(JSON.parse(run.stdout).status).toBe("failed");
  }, 60_000);

  it("trains again, with a warning, when the cached weights are damaged", async () => {
    const cache = place.path("cache");
    for (const entry of readdirSync(cache)) truncateSync(place.path("cache", entry, "weights.bin"), 100);
    const args = ["run", "out/spec.yaml", "--set", "crosscheck.images=0", "--set", "array.compare=false"];
    const run = await memspice(place.folder, [...args, "--out", "mended", "--json", "--quiet"]);
    const mended = JSON.parse(run.stdout);
    expect([run.exitCode, mended.training.source, mended.warnings[0]?.code]).toEqual([
      0,
      "trained",
      "CACHE_DAMAGED",
    ]);
    expect(mended.training.weightsHash).toBe(
      (summary.training as unknown as { weightsHash: string }).weightsHash,
    );
  }, 60_000);

  it("goes on, with a warning, when the cache cannot be written", async () => {
    writeFileSync(place.path("no-folder"), "");
    const args = ["run", "out/spec.yaml", "--set", "crosscheck.images=0", "--set", "array.compare=false"];
    const away = { MEMSPICE_CACHE: place.path("no-folder", "cache") };
    const run = await memspice(place.folder, [...args, "--out", "uncached", "--json", "--quiet"], away);
    expect(run.exitCode).toBe(0);
    expect(JSON.parse(run.stdout).warnings[0]).toMatchObject({ code: "CACHE_NOT_WRITABLE" });
  }, 60_000);

  it("says so when the weights it was given are of another network", async () => {
    const args = [
      "run",
      "out/spec.yaml",
      "--set",
      "network.weights=out",
      "--set",
      "network.hidden=17",
      "--set",
      "crosscheck.images=0",
    ];
    const run = await memspice(place.folder, [
      ...args,
      "--set",
      "array.compare=false",
      "--out",
      "other",
      "--json",
      "--quiet",
    ]);
    expect(JSON.parse(run.stdout).warnings[0]).toMatchObject({ code: "WEIGHTS_DIFFER" });
  }, 60_000);
});
