import { readFileSync, writeFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memspice, scratch, tiny } from "./memspice.ts";

const place = scratch();
afterAll(() => place.remove());

interface Summary {
  readonly waterfall: readonly { readonly stage: string; readonly accuracy: number }[];
  readonly attribution: readonly { readonly stage: string; readonly saturatedAdc: number | null }[];
  readonly nonidealities: readonly { readonly on: boolean }[];
  readonly monteCarlo: {
    readonly chips: number;
    readonly stages: readonly { readonly stage: string; readonly accuracies: readonly number[] }[];
  } | null;
}

const everything = `
variability: { stuckAt: { map: stuck.csv } }
nonidealities: { readNoise: 0.05, drift: { time: 3600, nu: 0.05, nuSpread: 0.5 }, temperatureC: 125 }
converters: { dac: { bits: 6 }, adc: { bits: 6 } }
array: { driver: 5, sense: 5, compare: false }
montecarlo: { chips: 2 }
`;

describe.skipIf(process.env.MEMSPICE_THOROUGH !== "1")(
  "a run with everything on that is not ideal (MEMSPICE_THOROUGH=1)",
  () => {
    let summary: Summary;
    beforeAll(async () => {
      const cells = Array.from(
        { length: 200 },
        (_, k) => `hidden,pos,${100 + 3 * k},${k % 16},${k % 2 ? "on" : "off"}`,
      );
      writeFileSync(place.path("stuck.csv"), ["layer,polarity,row,col,state", ...cells].join("\n"));
      writeFileSync(place.path("all.yaml"), everything);
      const { exitCode, stdout } = await memspice(place.folder, [
        "run",
        "all.yaml",
        ...tiny,
        "--json",
        "--out",
        "all",
      ]);
      expect(exitCode).toBe(0);
      summary = JSON.parse(stdout) as Summary;
    }, 120_000);

    it("has a stage for each, in the order of the physics", () => {
      expect(summary.waterfall.map(({ stage }) => stage)).toEqual(
        "ideal levels programmed stuckAt drift wire temperature readNoise converters spice".split(" "),
      );
      expect(summary.nonidealities.filter(({ on }) => !on).length).toBeLessThan(4);
      const read = summary.attribution.filter(({ stage }) => stage === "converters");
      expect(read.every(({ saturatedAdc }) => saturatedAdc !== null)).toBe(true);
      expect(readFileSync(place.path("all", "montecarlo.csv"), "utf8").split("\r\n")).toHaveLength(2 * 9 + 2);
    });

    it("is as good in every chip as that chip alone, from the spec that it wrote", async () => {
      const args = ["run", "all/spec.yaml", "--set", "montecarlo.chips=1", "--set", "montecarlo.chip=1"];
      const { stdout } = await memspice(place.folder, [
        ...args,
        "--set",
        "crosscheck.images=0",
        "--json",
        "--out",
        "one",
      ]);
      const alone = (JSON.parse(stdout) as Summary).waterfall.map(({ stage, accuracy }) => [stage, accuracy]);
      expect(alone).toEqual(
        summary.monteCarlo?.stages.map(({ stage, accuracies }) => [stage, accuracies[1]]),
      );
    }, 120_000);
  },
);
