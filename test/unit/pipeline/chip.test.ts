import { afterAll, describe, expect, it } from "vitest";
import { createRandom } from "../../../src/foundation/index.ts";
import type { NetworkLayer } from "../../../src/network/index.ts";
import { readProcess } from "../../../src/pdk/index.ts";
import { deviceAt, retentionCurve } from "../../../src/pipeline/chip/age.ts";
import { type ChipPlan, chipRandom, wireChip, writeChip } from "../../../src/pipeline/chip/build.ts";
import { readStuckMap } from "../../../src/pipeline/chip/stuck-map.ts";
import { linesOf } from "../../../src/pipeline/lines.ts";
import { createTilePool } from "../../../src/pipeline/tile-pool/pool.ts";
import { parseRunSpec, type RunSpec } from "../../../src/spec/index.ts";

const stream = createRandom(1).stream("weights");
const layer = (name: string, rows: number, cols: number): NetworkLayer => ({
  name,
  rows,
  cols,
  weights: Float32Array.from({ length: rows * cols }, () => stream.normal()),
  bias: null,
  conductances: null,
  state: null,
});
const weights = [layer("hidden", 30, 8), layer("output", 8, 4)];
const ramp = Float64Array.from({ length: 101 }, (_, k) => 50e-6 + 5e-6 * k);
const pool = createTilePool(1);
afterAll(() => pool.close());

async function chipOf(overrides: readonly string[] = [], random = createRandom(1)) {
  const spec: RunSpec = parseRunSpec("", { overrides: ["array.tile=[16,16]", ...overrides] });
  const process = readProcess("sky130");
  const lines = linesOf(process, spec.array);
  const { temperatureC } = spec.nonidealities;
  const hot = temperatureC === null ? null : linesOf(process, spec.array, temperatureC);
  const response = { potentiation: ramp, depression: ramp.slice().reverse() };
  const design = { name: "as chosen", window: spec.mapping.window, lines, response, levels: ramp };
  const drive = { vRead: 0.1, inputScales: [1, 1] };
  const plan: ChipPlan = { spec, weights, drive, stuck: null, pool };
  const written = await writeChip(plan, { design, random }, {});
  const wired = await wireChip(plan, written, { lines, hot });
  return [...written.built, ...wired.built];
}
const namesOf = (stages: Awaited<ReturnType<typeof chipOf>>) => stages.map(({ stage }) => stage);
const conductances = (stages: Awaited<ReturnType<typeof chipOf>>, name: string) =>
  stages
    .find(({ stage }) => stage === name)
    ?.layers.flatMap(({ gPos, gNeg }) => [...gPos.data, ...gNeg.data]);
const distance = (a: readonly number[] = [], b: readonly number[] = []) =>
  Math.sqrt(a.reduce((sum, g, k) => sum + (g - (b[k] as number)) ** 2, 0));

describe("a chip", () => {
  it("has a stage for what the spec turns on, in the order of the physics, and no other", async () => {
    expect(namesOf(await chipOf())).toEqual(["levels", "programmed", "wire"]);
    const all = [
      "variability.stuckAt.off=0.1",
      "nonidealities={drift: {time: 100, nu: 0.1}, temperatureC: 85}",
    ];
    expect(namesOf(await chipOf(all))).toEqual([
      "levels",
      "programmed",
      "stuckAt",
      "drift",
      "wire",
      "temperature",
    ]);
  });

  it.each([
    ["programmed", "levels", ["variability={d2d: 0, c2c: 0}", "programming.tolerance=1e-9"]],
    ["drift", "programmed", ["nonidealities.drift={time: 1, nu: 0.1, nuSpread: 0.3}"]],
    ["drift", "programmed", ["nonidealities.drift={time: 1000, nu: 0}"]],
    ["drift", "programmed", ["nonidealities.drift={time: 1000, law: device}", "device={model: vteam}"]],
    ["wire", "programmed", ["array.wire={rWire: 0}"]],
    ["temperature", "wire", ["nonidealities.temperatureC=30"]],
  ])("zero of %s is the stage %s, bit for bit (%s)", async (stage, before, overrides) => {
    const window = "mapping.window={gMin: 80u, gMax: 500u}";
    const stages = await chipOf([...overrides, window]);
    expect(conductances(stages, stage)).toEqual(conductances(stages, before));
  });

  it.each<[string, string, readonly string[]]>([
    ["programmed", "levels", [0.05, 0.2].map((d2d) => `variability.d2d=${d2d}`)],
    ["programmed", "levels", [0.05, 0.5].map((c2c) => `variability={d2d: 0, c2c: ${c2c}}`)],
    ["stuckAt", "programmed", [0.02, 0.1, 0.3].map((off) => `variability.stuckAt.off=${off}`)],
    ["drift", "programmed", [10, 1e3, 1e5].map((time) => `nonidealities.drift={time: ${time}, nu: 0.05}`)],
    ["wire", "programmed", [0.1, 1, 10].map((r) => `array.wire={rWire: ${r}}`)],
    ["wire", "programmed", [1, 10, 100].map((r) => `array.driver=${r}`)],
    ["wire", "programmed", [1, 10, 100].map((r) => `array.sense=${r}`)],
    ["temperature", "wire", [50, 85, 125].map((t) => `nonidealities.temperatureC=${t}`)],
  ])("more of %s is further from %s: %s", async (stage, before, doses) => {
    const errors: number[] = [];
    for (const dose of doses) {
      const stages = await chipOf([dose]);
      errors.push(distance(conductances(stages, stage), conductances(stages, before)));
    }
    expect(errors[0]).toBeGreaterThan(0);
    expect(errors).toEqual([...errors].sort((a, b) => a - b));
  });

  it("is programmed the same whatever else is turned on", async () => {
    const plain = await chipOf();
    const all = ["variability.stuckAt.off=0.1", "nonidealities={drift: {time: 100, nu: 0.1, nuSpread: 1}}"];
    expect(conductances(await chipOf(all), "programmed")).toEqual(conductances(plain, "programmed"));
  });

  it("is another one by its number, chip 0 the run's own, and the same each time", async () => {
    const random = createRandom(1);
    const own = conductances(await chipOf([], chipRandom(random, 0)), "programmed");
    const third = conductances(await chipOf([], chipRandom(random, 3)), "programmed");
    expect(own).toEqual(conductances(await chipOf(), "programmed"));
    expect(third).not.toEqual(own);
    expect(conductances(await chipOf([], chipRandom(random, 3)), "programmed")).toEqual(third);
  });
});

describe("retention by the device's own equations", () => {
  const device = parseRunSpec("device: { model: metastable-switch }").device;

  it("of a volatile device tends to the middle, the longer the closer, and faster when it is hot", () => {
    const spread = (time: number, temperatureC: number | null) => {
      const { after } = retentionCurve(deviceAt(device, temperatureC), 0.1, time);
      return (after.at(-1) as number) / (after[0] as number);
    };
    expect(spread(1, null)).toBeGreaterThan(spread(10, null));
    expect(spread(10, null)).toBeGreaterThan(1);
    expect(spread(0.1, 125)).toBeLessThan(spread(0.1, 25));
  });

  it("has a temperature only where the card has one", () => {
    expect(deviceAt(device, 85)).toMatchObject({ temperature: 358.15 });
    expect(deviceAt(parseRunSpec("device: { model: stanford-pku }").device, 85)).toMatchObject({
      ambient: 358.15,
    });
    const hp = parseRunSpec("").device;
    expect(deviceAt(hp, 85)).toBe(hp);
    expect(deviceAt(device, null)).toBe(device);
  });
});

describe("a map of stuck cells that cannot be read", () => {
  it("is told by its name, with what to do", () => {
    expect(() => readStuckMap("none.csv", "/nowhere")).toThrow(
      expect.objectContaining({
        code: "STUCK_MAP",
        at: ["variability", "stuckAt", "map"],
        hint: expect.stringContaining("CSV"),
      }),
    );
  });
});
