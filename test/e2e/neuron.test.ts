import { existsSync, readFileSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { parse } from "yaml";
import { memspice, scratch, tiny } from "./memspice.ts";

const place = scratch();
afterAll(() => place.remove());

/** The tiny run with neurons, and without what the neuron has no part in. */
const withNeuron = [
  ...tiny,
  ...["crosscheck.images=0", "array.compare=false", "neuron.currents={min: 50n, max: 1u, points: 4}"].flatMap(
    (one) => ["--set", one],
  ),
];

interface Summary {
  readonly files: string[];
  readonly neuron: {
    readonly sizing: string;
    readonly corner: string;
    readonly supply: number;
    readonly saturation: number;
    readonly deadShare: number;
    readonly saturatedShare: number;
    readonly points: { readonly current: number; readonly rate: number }[];
  };
  readonly provenance: { readonly process: { readonly models: string; readonly corner: string } };
  readonly waterfall: { readonly stage: string; readonly images: number; readonly change: unknown }[];
}

describe("memspice run with a neuron", () => {
  let run: Awaited<ReturnType<typeof memspice>>;
  let summary: Summary;
  beforeAll(async () => {
    // A PDK of the machine must not take the place of the engine's own models.
    run = await memspice(place.folder, ["run", ...withNeuron, "--out", "out", "--json"], { PDK_ROOT: "" });
    summary = JSON.parse(run.stdout);
  }, 120_000);

  it("ends well, with the stage after the wires, compared image by image", () => {
    expect(run.exitCode).toBe(0);
    expect(summary.waterfall.map(({ stage }) => stage)).toEqual([
      "ideal",
      "levels",
      "programmed",
      "wire",
      "neuron",
    ]);
    expect(summary.waterfall.at(-1)).toMatchObject({ images: 100, change: { ci95: expect.any(Array) } });
  });

  it("says which neuron that was, and where on its curve it worked", () => {
    const { neuron, provenance } = summary;
    expect(neuron).toMatchObject({ sizing: "tirado-barron-x5", corner: "wafer", supply: 1.8 });
    expect(provenance.process).toMatchObject({ corner: "wafer" });
    expect(provenance.process.models).toContain("eecircuit-engine");
    const last = neuron.points.at(-1);
    expect(last).toEqual({ current: 1e-6, rate: neuron.saturation });
    for (const share of [neuron.deadShare, neuron.saturatedShare]) {
      expect(share).toBeGreaterThanOrEqual(0);
      expect(share).toBeLessThan(0.05);
    }
  });

  it("leaves curve, drives and decks, and a spec that says the same again", async () => {
    expect(summary.files).toEqual(
      expect.arrayContaining(["neuron-rate.csv", "neuron-drive.csv", "netlists/neuron-spikes-at-1-ua.sp"]),
    );
    for (const file of summary.files) expect(existsSync(place.path("out", file)), file).toBe(true);
    const spec = parse(readFileSync(place.path("out", "spec.yaml"), "utf8"));
    expect(spec.neuron).toMatchObject({ sizing: "tirado-barron-x5", currents: { max: 1e-6, points: 4 } });
    expect(readFileSync(place.path("out", "report.html"), "utf8")).toContain("Neuron in place of ReLU");
  });

  it.each([
    ["an unknown table", ["neuron.sizing=mine"], "NEURON_TABLE"],
    ["a size without a model", ["neuron.sizing=tirado-barron"], "PDK_NO_MODEL_BIN"],
  ])("refuses %s before the work starts", async (_, overrides, code) => {
    const flags = overrides.flatMap((one) => ["--set", one]);
    const { exitCode, stdout, stderr } = await memspice(
      place.folder,
      ["run", ...withNeuron, ...flags, "--out", "bad", "--json"],
      { PDK_ROOT: "" },
    );
    expect(JSON.parse(stdout)).toMatchObject({ status: "failed", error: { code } });
    expect(stderr).not.toContain("[1/");
    expect(exitCode).toBe(2);
    expect(existsSync(place.path("bad"))).toBe(false);
  });
});
