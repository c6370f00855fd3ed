import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { RunSummary } from "../../src/report/index.ts";
import { memspice, scratch, tiny } from "./memspice.ts";

const place = scratch();
afterAll(() => place.remove());

const thorough = process.env.MEMSPICE_THOROUGH === "1";
const set = (overrides: readonly string[]) => overrides.flatMap((override) => ["--set", override]);
const accuracies = ({ waterfall }: RunSummary) =>
  Object.fromEntries(waterfall.map(({ stage, accuracy }) => [stage, accuracy]));

describe("memspice run against its wires", () => {
  let summary: RunSummary;
  const overrides = [
    "array.wire={rWire: 60}",
    "array.compare=false",
    "crosscheck.tiles=0",
    "mapping.compensation={gain: true, conductances: true, retrain: {epochs: 2}, images: 500}",
  ];
  beforeAll(async () => {
    const run = await memspice(place.folder, ["run", ...tiny, ...set(overrides), "--out", "out", "--json"]);
    expect(run.exitCode, run.stderr).toBe(0);
    summary = JSON.parse(run.stdout);
  }, 120_000);

  it("has a stage for each way, after the plain wires, and wins much of it back", () => {
    const stages = summary.waterfall.map(({ stage }) => stage);
    expect(stages.slice(3)).toEqual(["wire", "gain", "conductances", "retrained", "spice"]);
    const { wire, conductances, retrained } = accuracies(summary) as Record<string, number>;
    expect(conductances).toBeGreaterThan((wire as number) + 0.1);
    expect(retrained).toBeGreaterThan((wire as number) + 0.2);
  });

  it("counts the gains in SPICE and in the solver alike", () => {
    expect(summary.spice?.agreement).toBe(summary.spice?.images);
    expect(summary.spice?.maxLogitError).toBeLessThan(1e-6);
    expect(summary.layers.every(({ tiles }) => tiles > 0)).toBe(true);
  });

  it("says what was won back, with gains and biases of the arrays as built", () => {
    const { compensation, memristor } = summary;
    const accuracy = accuracies(summary);
    expect(compensation?.plain).toBe(accuracy.wire);
    for (const { stage, wonBack, layers } of compensation?.stages ?? []) {
      const expected =
        ((accuracy[stage] as number) - (accuracy.wire as number)) /
        ((accuracy.programmed as number) - (accuracy.wire as number));
      expect(wonBack).toBeCloseTo(expected, 9);
      // Written cells may miss their targets by the spread of devices, never by more.
      for (const { conductance } of layers) expect(conductance.mean).toBeLessThan(memristor.gMax);
    }
    for (const file of ["compensation.csv", "gains.csv", "biases.csv"])
      expect(existsSync(place.path("out", file)), file).toBe(true);
    const rows = readFileSync(place.path("out", "gains.csv"), "utf8").trim().split("\r\n");
    expect(rows).toHaveLength(1 + 4 * 16 + 10); // four rows of tiles of 16 columns, and one of 10
  });

  /** Whole MNIST, with training: about a minute of processor time each. */
  it.skipIf(!thorough).each([
    ["64,64", 0.003],
    ["784,128", 0.04],
  ])(
    "is within the goal of the ideal network in tiles of %s (MEMSPICE_THOROUGH=1)",
    async (tile, goal) => {
      const example = fileURLToPath(new URL("../../examples/wire-2ohm.yaml", import.meta.url));
      const size = [`array.tile=[${tile}]`, "crosscheck.images=0", "crosscheck.tiles=0"];
      const run = await memspice(
        place.folder,
        ["run", example, ...set(size), "--out", "example", "--json"],
        {},
        600_000,
      );
      const { ideal, retrained } = accuracies(JSON.parse(run.stdout)) as Record<string, number>;
      expect(retrained).toBeGreaterThan((ideal as number) - goal);
    },
    600_000,
  );
});
