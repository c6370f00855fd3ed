import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { sha256 } from "../../src/foundation/index.ts";
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
    const { written } = JSON.parse(readFileSync(place.path("a", manifest), "utf8"));
    const outside = { "../precious": sha256("mine"), [place.path("precious")]: sha256("mine") };
    writeFileSync(place.path("a", manifest), JSON.stringify({ written: { ...written, ...outside } }));
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

  it("never replaces nor removes a file that has changed since a run wrote it", () => {
    const folder = place.path("edited");
    const mine = join(folder, "sub/x.sch");
    const write = () => openOutput(folder, "run").commit([summary, { path: "sub/x.sch", content: "1" }]);
    write();
    write();
    writeFileSync(mine, "wires");
    expect(() => openOutput(folder, "run")).toThrow(/OUTPUT_OCCUPIED.*changed since: sub\/x.sch\n.*--out/);
    rmSync(mine);
    const output = openOutput(folder, "run");
    writeFileSync(mine, "drawn while it ran");
    expect(() => output.commit([{ path: "other", content: "" }])).toThrow(/OUTPUT_OCCUPIED/);
    output.discard();
    expect(readFileSync(mine, "utf8")).toBe("drawn while it ran");
    expect(readdirSync(folder).sort()).toEqual([manifest, "sub", "summary.json"]);
  });

  it("keeps what earlier runs wrote where that is asked for, edited or not, and knows it again", () => {
    const folder = place.path("kept");
    const open = () => openOutput(folder, "netlist", { keep: true });
    open().commit(["a", "b", "c"].map((path) => ({ path, content: path })));
    writeFileSync(join(folder, "b"), "mine");
    const output = open();
    expect(() => output.assertFree(["a", "b"])).toThrow(/OUTPUT_OCCUPIED/);
    output.commit([{ path: "a", content: "new" }]);
    open().commit([{ path: "c", content: "new" }]);
    expect(["a", "b", "c"].map((path) => readFileSync(join(folder, path), "utf8"))).toEqual([
      ...["new", "mine", "new"],
    ]);
  });

  it("leaves a file of one command to another that has written it since", () => {
    const folder = place.path("shared");
    openOutput(folder, "run").commit([summary, { path: "curve.csv", content: "1" }]);
    openOutput(folder, "check").commit([{ path: "curve.csv", content: "2" }]);
    openOutput(folder, "run").commit([summary]);
    expect(readFileSync(join(folder, "curve.csv"), "utf8")).toBe("2");
  });

  it("names the first of many files in the way", () => {
    const names = Array.from({ length: 7 }, (_, k) => `${k}.sp`);
    mkdirSync(place.path("many"));
    for (const name of names) writeFileSync(place.path("many", name), "mine");
    const output = openOutput(place.path("many"), "netlist");
    expect(() => output.assertFree(names)).toThrow(/0\.sp, 1\.sp, 2\.sp, 3\.sp, 4\.sp and 2 more/);
    output.discard();
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
