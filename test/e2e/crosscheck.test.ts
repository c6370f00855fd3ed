import { existsSync, readdirSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { CrosscheckSummary } from "../../src/report/index.ts";
import { requireTool } from "../tools.ts";
import { memspice, scratch, tiny } from "./memspice.ts";

const place = scratch();
afterAll(() => place.remove());
const ngspice = requireTool("ngspice");

/** Tiles of 392 x 8, 8 x 8 and 8 x 2. */
const small = [
  ...tiny,
  ...["dataset.train=300", "network.hidden=8", "array.tile=[392,8]", "solver.jobs=1"].flatMap((one) => [
    "--set",
    one,
  ]),
  "--quiet",
];
const crosscheck = (args: readonly string[], environment?: Record<string, string>) =>
  memspice(place.folder, ["crosscheck", ...small, ...args], environment);
const summaryOf = ({ stdout }: { readonly stdout: string }) => JSON.parse(stdout) as CrosscheckSummary;

describe("memspice crosscheck", () => {
  let first: Awaited<ReturnType<typeof memspice>>;
  let summary: CrosscheckSummary;
  beforeAll(async () => {
    first = await crosscheck(["--out", "out", "--json"]);
    summary = summaryOf(first);
  }, 120_000);

  it("ends well, with the fields of the contract on standard output and in summary.json", () => {
    expect(first.exitCode).toBe(0);
    expect(JSON.parse(readFileSync(place.path("out", "summary.json"), "utf8"))).toEqual(summary);
    expect(summary).toMatchObject({ status: "ok", tolerance: 1e-6, array: { tiles: 8 } });
    expect(summary.tiles.map(({ layer, rows, cols, inputs }) => [layer, rows, cols, inputs])).toEqual([
      ["hidden", 392, 8, 1],
      ["output", 8, 8, 1],
    ]);
    for (const { seconds, maxRelativeError, maxIdealError } of summary.tiles) {
      expect(seconds?.spice).toBeGreaterThan(0);
      expect(seconds?.solver).toBeGreaterThan(0);
      expect(maxRelativeError).toBeLessThan(1e-6);
      expect(maxIdealError).toBeGreaterThan(1e-6);
    }
    expect(summary.network).toMatchObject({ images: 1, failed: 0, agreement: 1 });
    const { ideal, solver, spice } = (summary.network as NonNullable<typeof summary.network>).accuracy;
    expect(spice).toBe(solver);
    expect([0, 1]).toContain(ideal);
  });

  it("leaves a report, tables and every deck", () => {
    for (const file of summary.files) expect(existsSync(place.path("out", file)), file).toBe(true);
    expect(summary.files).toEqual(
      expect.arrayContaining([
        "report.html",
        "spec.yaml",
        "crosscheck.csv",
        "currents.csv",
        "images.csv",
        "logits.csv",
        "decks.csv",
        "netlists/output-pos-r0-c0.inc",
      ]),
    );
  });

  it("looks at the tiles and images that are named, and ends with 1 when one is further from the solver than allowed", async () => {
    const args = ["--tile", "output-neg-r0-c1", "--image", "5", "--image", "7", "--out", "named"];
    const strict = ["--set", "crosscheck.images=0", "--set", "crosscheck.tolerance=1e-18"];
    const { exitCode, stdout } = await crosscheck([...args, ...strict]);
    expect(exitCode).toBe(1);
    expect(stdout).toMatch(/^output-neg-r0-c1 +8 x 2 +2 .* FAIL$/m);
    expect(stdout).toContain("Images    not asked for");
    expect(stdout).toMatch(/^FAIL +1 of 1 tiles above the tolerance$/m);
    const named = JSON.parse(readFileSync(place.path("named", "summary.json"), "utf8")) as CrosscheckSummary;
    expect(named).toMatchObject({ status: "failed", network: null, tolerance: 1e-18 });
    expect(named.tiles.map(({ images, status }) => [images, status])).toEqual([[[5, 7], "fail"]]);
  }, 60_000);

  it.skipIf(process.env.MEMSPICE_THOROUGH !== "1")(
    "ends with 3 when SPICE gives no answer, and shows every tile and image that has none (MEMSPICE_THOROUGH=1)",
    async () => {
      // Long enough for the memristor; a tile of 784 x 128 takes longer by far.
      const wide = ["network.hidden=128", "array.tile=[784,128]", "solver.timeout=4", "network.epochs=1"];
      const set = wide.flatMap((override) => ["--set", override]);
      const run = await crosscheck([...set, "--tile", "hidden-pos-r0-c0", "--out", "slow", "--json"]);
      expect(run.exitCode).toBe(3);
      const { status, tiles, network } = summaryOf(run);
      expect(status).toBe("failed");
      expect(tiles).toHaveLength(1);
      expect(tiles[0]).toMatchObject({
        status: "error",
        maxRelativeError: null,
        error: { code: expect.stringMatching(/^ENGINE_/) },
      });
      expect(network).toMatchObject({ images: 1, failed: 1, agreement: 0, maxLogitError: null });
      expect(existsSync(place.path("slow", "report.html"))).toBe(true);
    },
    180_000,
  );

  it.each([
    ["an image beyond the last", ["--image", "100"], "CROSSCHECK_IMAGE", /0 to 99/],
    ["an image that is no number", ["--image", "-1"], "CLI_USAGE", /numbered from 0/],
    ["two engines and one", ["--compare-engines", "--engine", "native"], "CLI_USAGE", /--engine/],
  ])(
    "refuses %s, and writes nothing",
    async (_what, args, code, hint) => {
      const { exitCode, stdout } = await crosscheck([...args, "--out", "never", "--json"]);
      const { error } = JSON.parse(stdout) as { error: { code: string; hint: string } };
      expect([exitCode, error.code]).toEqual([2, code]);
      expect(error.hint).toMatch(hint);
      expect(readdirSync(place.folder)).not.toContain("never");
    },
    60_000,
  );

  it("says before the work how to install native ngspice where it is asked for and missing", async () => {
    const { exitCode, stdout } = await crosscheck(["--compare-engines", "--json"], { PATH: place.folder });
    const { error } = JSON.parse(stdout) as { error: { code: string; hint: string } };
    expect([exitCode, error.code]).toEqual([2, "ENGINE_NATIVE_MISSING"]);
    expect(error.hint).toContain("apt-get install ngspice");
  });

  it.skipIf(!ngspice.available)(
    `agrees with native ngspice on the same decks, of memristors with their own current ${ngspice.reason}`,
    async () => {
      const cells = ["--set", "array.cell.kind=memristor", "--set", "crosscheck.images=0"];
      const run = await crosscheck(["--compare-engines", ...cells, "--out", "both", "--json"]);
      expect(run.exitCode).toBe(0);
      const { tiles, provenance, cell, tolerance } = summaryOf(run);
      expect([cell, tolerance]).toEqual(["memristor", 1e-4]);
      expect(provenance.native?.name).toBe("ngspice");
      for (const { native } of tiles) {
        expect(native).toMatchObject({ status: "ok" });
        if (native?.status === "ok") expect(native.maxRelativeDifference).toBeLessThan(1e-7);
      }
      const deck = readFileSync(place.path("both", "netlists", "output-pos-r0-c0.inc"), "utf8");
      expect(deck).toContain("memristor cells; states are held");
    },
    60_000,
  );
});
