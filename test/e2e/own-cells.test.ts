import { readFileSync } from "node:fs";
import { afterAll, describe, expect, it } from "vitest";
import type { RunSummary } from "../../src/report/index.ts";
import { memspice, scratch, tiny } from "./memspice.ts";

const place = scratch();
afterAll(() => place.remove());

async function run(kind: string): Promise<RunSummary> {
  const cells = [`array.cell={kind: ${kind}, images: 2}`, "network.hidden=8", "array.tile=[392,8]"];
  const small = [...cells, "dataset.train=300", "array.compare=false"].flatMap((one) => ["--set", one]);
  const { exitCode, stdout } = await memspice(place.folder, [
    "run",
    ...tiny,
    ...small,
    "--out",
    kind,
    "--json",
  ]);
  expect(exitCode).toBe(0);
  return JSON.parse(stdout) as RunSummary;
}
const deck = (kind: string, name: string) => readFileSync(place.path(kind, "netlists", name), "utf8");

describe("a run of cells that are not linear", () => {
  it("checks in SPICE the cells that it evaluates, in tiles and in whole images", async () => {
    const { waterfall, crosscheck, spice } = await run("memristor");
    expect(waterfall.map(({ stage }) => stage)).toEqual(
      expect.arrayContaining(["wire", "ivNonlinearity", "spice"]),
    );
    expect(crosscheck).toHaveLength(2);
    for (const { tolerance, maxRelativeError } of crosscheck) {
      expect(tolerance).toBe(1e-4);
      expect(maxRelativeError).toBeLessThan(1e-8);
    }
    expect(spice).toMatchObject({ images: 1, agreement: 1, tolerance: 1e-4 });
    expect(deck("memristor", "output-pos-r0-c0.inc")).toContain("memristor cells; states are held");
  }, 60_000);

  it.skipIf(process.env.MEMSPICE_THOROUGH !== "1")(
    "checks tiles of 1T1R, and says that it leaves whole images to crosscheck (MEMSPICE_THOROUGH=1)",
    async () => {
      const { crosscheck, spice, warnings } = await run("1t1r");
      for (const { maxRelativeError } of crosscheck) expect(maxRelativeError).toBeLessThan(1e-6);
      expect(spice).toBeNull();
      expect(warnings.map(({ code }) => code)).toContain("SPICE_IMAGES_LEFT_OUT");
      expect(deck("1t1r", "output-pos-r0-c0.inc")).toContain("1T1R");
      expect(readFileSync(place.path("1t1r", "report.html"), "utf8")).not.toContain("the spec asks for none");
    },
    120_000,
  );
});
