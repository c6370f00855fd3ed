import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import { sha256 } from "../../src/foundation/index.ts";
import { memspice, scratch, tiny } from "./memspice.ts";

const place = scratch();
afterAll(() => place.remove());

describe("Ctrl-C", () => {
  mkdirSync(place.path("out"));
  writeFileSync(place.path("out", "report.html"), "the earlier report");
  writeFileSync(
    place.path("out", ".memspice-run.json"),
    JSON.stringify({ written: { "report.html": sha256("the earlier report") } }),
  );

  // Every stage takes a run of its own: three of them without MEMSPICE_THOROUGH=1.
  const stages = process.env.MEMSPICE_THOROUGH === "1" ? [1, 2, 3, 4, 5, 6, 7, 8, 9, 10] : [1, 5, 10];
  it.each(stages)(
    "in stage %d ends with 130 and leaves the earlier results whole",
    async (stage) => {
      const cache = { MEMSPICE_CACHE: place.path(`cache-${stage}`) }; // so that each one trains
      const run = memspice(
        place.folder,
        ["run", ...tiny, "--set", "crosscheck.images=4", "--out", "out", "--json"],
        cache,
      );
      run.stderr.on("data", (text: Buffer) => {
        if (text.toString().includes(`[${stage}/10]`)) run.kill("SIGINT");
      });
      const { exitCode, stdout, stderr } = await run;
      expect(exitCode, stderr).toBe(130);
      expect(JSON.parse(stdout)).toMatchObject({ status: "failed", error: { code: "CANCELLED" } });
      expect(stderr).toContain("CANCELLED");
      expect(readdirSync(place.path("out"))).toEqual([".memspice-run.json", "report.html"]);
      expect(readFileSync(place.path("out", "report.html"), "utf8")).toBe("the earlier report");
    },
    60_000,
  );

  it("stops a deck that runs for ever", async () => {
    writeFileSync(place.path("long.sp"), "long\nr1 a 0 1k\nv1 a 0 sin(0 1 1g)\n.tran 1p 1\n.end\n");
    const run = memspice(place.folder, ["simulate", "long.sp"]);
    setTimeout(() => run.kill("SIGINT"), 3000);
    expect((await run).exitCode).toBe(130);
  }, 30_000);
});
