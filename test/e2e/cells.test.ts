import { existsSync } from "node:fs";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { memspice, scratch, tiny } from "./memspice.ts";

const place = scratch();
afterAll(() => place.remove());

const asked = [
  ...["dataset.train=300", "array.compare=false", "solver.jobs=1"],
  ...["crosscheck.images=0", "crosscheck.tiles=0", "array.cell={kind: 1t1r, images: 3}"],
];

describe("memspice run with 1T1R cells", () => {
  let run: Awaited<ReturnType<typeof memspice>>;
  beforeAll(async () => {
    const args = ["run", ...tiny, ...asked.flatMap((one) => ["--set", one]), "--out", "out", "--json"];
    run = await memspice(place.folder, args, { PDK_ROOT: "" });
  }, 120_000);

  it("has the stage after the wires, on as many images as asked for, and names the models", () => {
    expect(run.exitCode, run.stderr).toBe(0);
    const { waterfall, provenance, files } = JSON.parse(run.stdout);
    expect(waterfall.at(-1)).toMatchObject({ stage: "ivNonlinearity", images: 3, change: {} });
    expect(provenance.process).toMatchObject({ corner: "wafer" });
    expect(provenance.process.models).toContain("eecircuit-engine");
    const deck = files.find((file: string) => file.includes("select-transistor"));
    expect(deck, files.join(" ")).toBeDefined();
    expect(existsSync(place.path("out", deck))).toBe(true);
  });

  it("refuses a transistor that is none before anything runs", async () => {
    const set = ["--set", "array.cell={kind: 1t1r, select: {device: pfet_01v8}}"];
    const { exitCode, stderr } = await memspice(place.folder, ["run", ...tiny, ...set, "--out", "none"]);
    expect(exitCode).toBe(2);
    expect(stderr).toContain("SELECT_TRANSISTOR at array / cell / select / device");
    expect(existsSync(place.path("none"))).toBe(false);
  });
});
