import { existsSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { openCache, openOutput } from "../../src/pipeline/index.ts";
import { scratch } from "./memspice.ts";

const place = scratch();
afterAll(() => place.remove());
const summary = (files: string[]) => ({ path: "summary.json", content: JSON.stringify({ files }) });

describe("an output folder", () => {
  it("shows nothing before commit, all of it after, and nothing half-written", () => {
    const output = openOutput(place.path("a"));
    expect(readdirSync(place.path("a")).filter((name) => !name.startsWith(".partial"))).toEqual([]);
    output.commit([summary(["sub/x.csv", "summary.json"]), { path: "sub/x.csv", content: "1" }]);
    output.discard();
    expect(readdirSync(place.path("a")).sort()).toEqual(["sub", "summary.json"]);
  });

  it("removes only what an earlier run listed, and never outside itself", () => {
    writeFileSync(place.path("precious"), "mine");
    writeFileSync(place.path("a", "notes"), "mine");
    openOutput(place.path("a")).commit([summary(["sub/x.csv", "../precious", place.path("precious")])]);
    openOutput(place.path("a")).commit([summary([])]);
    expect(existsSync(place.path("a", "sub", "x.csv"))).toBe(false);
    expect([existsSync(place.path("precious")), existsSync(place.path("a", "notes"))]).toEqual([true, true]);
  });

  it("leaves earlier results alone when the run is given up", () => {
    const before = readFileSync(place.path("a", "summary.json"), "utf8");
    openOutput(place.path("a")).discard();
    expect(readFileSync(place.path("a", "summary.json"), "utf8")).toBe(before);
    expect(readdirSync(place.path("a")).filter((name) => name.startsWith(".partial"))).toEqual([]);
  });

  it("is refused where a file is in the way", () => {
    expect(() => openOutput(place.path("precious", "out"))).toThrow(/OUTPUT_NOT_WRITABLE/);
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
});
