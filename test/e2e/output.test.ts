import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { openCache, openOutput } from "../../src/pipeline/index.ts";
import { scratch } from "./memspice.ts";

const place = scratch();
afterAll(() => place.remove());
const summary = { path: "summary.json", content: "{}" };
const manifest = ".memspice-run.json";

describe("an output folder", () => {
  it("shows nothing before commit, all of it after, and nothing half-written", () => {
    const output = openOutput(place.path("a"), "run");
    expect(readdirSync(place.path("a")).filter((name) => !name.startsWith(".partial"))).toEqual([]);
    output.commit([summary, { path: "sub/x.csv", content: "1" }]);
    output.discard();
    expect(readdirSync(place.path("a")).sort()).toEqual([manifest, "sub", "summary.json"]);
  });

  it("removes only what an earlier run of the same command had written, and never outside itself", () => {
    writeFileSync(place.path("precious"), "mine");
    writeFileSync(place.path("a", "notes"), "mine");
    openOutput(place.path("a"), "simulate").commit([{ path: "v.csv", content: "" }]);
    expect(existsSync(place.path("a", "sub", "x.csv"))).toBe(true);
    writeFileSync(
      place.path("a", manifest),
      JSON.stringify({ files: ["summary.json", "sub/x.csv", "../precious", place.path("precious")] }),
    );
    openOutput(place.path("a"), "run").commit([summary]);
    expect(existsSync(place.path("a", "sub", "x.csv"))).toBe(false);
    for (const kept of [["precious"], ["a", "notes"], ["a", "v.csv"]]) {
      expect(existsSync(place.path(...kept)), kept.join("/")).toBe(true);
    }
  });

  it("leaves no trace when the run is given up: not even a folder that it made", () => {
    openOutput(place.path("deep", "er", "out"), "run").discard();
    expect(existsSync(place.path("deep"))).toBe(false);
    const before = readFileSync(place.path("a", "summary.json"), "utf8");
    openOutput(place.path("a"), "run").discard();
    expect(readFileSync(place.path("a", "summary.json"), "utf8")).toBe(before);
    expect(readdirSync(place.path("a")).filter((name) => name.startsWith(".partial"))).toEqual([]);
  });

  it("never replaces a file that no run has written", () => {
    mkdirSync(place.path("project"));
    writeFileSync(place.path("project", "spec.yaml"), "# mine");
    expect(() => openOutput(place.path("project"), "run")).toThrow(/OUTPUT_OCCUPIED/);
    expect(readdirSync(place.path("project"))).toEqual(["spec.yaml"]);
    mkdirSync(place.path("site"));
    writeFileSync(place.path("site", "manifest.json"), "{}");
    expect(() => openOutput(place.path("site"), "netlist")).toThrow(/OUTPUT_OCCUPIED/);
  });

  it("does not blame the disk for lines that cannot be made", async () => {
    const output = openOutput(place.path("lines"), "netlist");
    function* broken() {
      yield "* first";
      throw new TypeError("no such column");
    }
    await expect(output.stream("a.spice", broken())).rejects.toThrow(TypeError);
    output.discard();
    expect(existsSync(place.path("lines"))).toBe(false);
  });

  it.each([
    ["where a file is in the way", () => place.path("precious", "out")],
    ["on a file system that takes no folders, at once", () => "/proc/nowhere/out"],
  ])("is refused %s", (_what, folder) => {
    expect(() => openOutput(folder(), "run")).toThrow(/OUTPUT_NOT_WRITABLE/);
  });
});

describe("a cache", () => {
  it("finds what was stored under the same hash, and nothing else", () => {
    const cache = openCache(place.path("cache"));
    expect(cache.find("abc")).toBeUndefined();
    cache.store("abc", [{ path: "weights.bin", content: Uint8Array.of(1, 2) }]);
    expect(readFileSync(`${cache.find("abc")}/weights.bin`)).toEqual(Buffer.of(1, 2));
    expect(cache.find("abd")).toBeUndefined();
    cache.store("abc", [{ path: "weights.bin", content: Uint8Array.of(3) }]);
    expect(readFileSync(`${cache.find("abc")}/weights.bin`)).toEqual(Buffer.of(3));
  });

  it("that cannot be written says so", () => {
    expect(() => openCache(place.path("precious", "cache")).store("abc", [])).toThrow(/CACHE_NOT_WRITABLE/);
  });
});
