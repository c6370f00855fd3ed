import { afterAll, describe, expect, it } from "vitest";
import { createRandom } from "../../../src/foundation/index.ts";
import type { NetworkLayer, TrainedNetwork } from "../../../src/network/index.ts";
import { readProcess } from "../../../src/pdk/index.ts";
import { type ChipPlan, chipRandom } from "../../../src/pipeline/chip/build.ts";
import { standChip } from "../../../src/pipeline/chip/stand.ts";
import { createGoals } from "../../../src/pipeline/compensate/goals.ts";
import { linesOf } from "../../../src/pipeline/lines.ts";
import { createTilePool } from "../../../src/pipeline/tile-pool/pool.ts";
import { parseRunSpec } from "../../../src/spec/index.ts";

const { normal, uniform } = createRandom(1).stream("compensated-chips");
const only: NetworkLayer = {
  ...{ name: "only", rows: 784, cols: 10, bias: null, conductances: null, state: null },
  weights: Float32Array.from({ length: 7840 }, normal),
};
const network: TrainedNetwork = { layer: "legacy", layers: [only], epochs: [], seconds: 0 };
const train = {
  images: Uint8Array.from({ length: 30 * 784 }, () => (uniform() < 0.2 ? 255 * uniform() : 0)),
  labels: Uint8Array.from({ length: 30 }, (_, n) => n % 10),
};
const levels = Float64Array.from({ length: 191 }, (_, k) => 50e-6 + 5e-6 * k);
const pool = createTilePool(1);
afterAll(() => pool.close());

function runOf(compensation: string, wire: string) {
  const overrides = [
    ...["array.tile=[98,10]", "mapping.window={gMin: 100u, gMax: 900u}"],
    ...[`array.wire=${wire}`, `mapping.compensation=${compensation}`],
  ];
  const spec = parseRunSpec("", { overrides });
  const lines = linesOf(readProcess("sky130"), spec.array);
  const response = { potentiation: levels, depression: levels.slice().reverse() };
  const design = { name: "as chosen", window: spec.mapping.window, lines, response, levels };
  const drive = { vRead: 0.1, inputScales: [1] };
  const plan: ChipPlan = { spec, weights: [only], drive, stuck: null, pool };
  const random = createRandom(1);
  const goals = createGoals({ plan, design, hot: null, network, train, random });
  const asked: string[] = [];
  const stages = {
    run: <T>(stage: string, _title: string, work: (report: () => void) => Promise<T>) => {
      asked.push(stage);
      return work(() => undefined);
    },
  };
  const chip = (number: number) =>
    standChip({ plan, design, hot: null, goals }, { random: chipRandom(random, number), stages });
  return { chip, asked };
}

describe("chips whose wires are compensated", () => {
  const all = "{gain: true, conductances: true, retrain: {epochs: 1, solves: 1}, images: 30}";

  it("get the same targets, written into devices of their own", async () => {
    const { chip, asked } = runOf(all, "{rWire: 10}");
    const [first, second] = [await chip(0), await chip(1)];
    expect(asked.slice(0, 5)).toEqual(["program", "wire", "gain", "conductances", "retrained"]);
    for (const [k, { stage, programmed, wired }] of first.compensated.entries()) {
      const other = second.compensated[k]!;
      expect(other.stage).toBe(stage);
      expect(other.programmed.layers[0]?.target).toEqual(programmed.layers[0]?.target);
      expect(other.programmed.layers[0]?.pos.conductance).not.toEqual(programmed.layers[0]?.pos.conductance);
      expect(other.wired[0]?.tiles[0]?.gain).not.toEqual(wired[0]?.tiles[0]?.gain);
    }
    const last = first.compensated.at(-1);
    expect(first.layers).toBe(last?.layers);
    expect(first.written.programmed.layers[0]?.target).not.toEqual(last?.programmed.layers[0]?.target);
  });

  it("have no such stage where the spec asks for none, and no gains", async () => {
    const { chip, asked } = runOf("{}", "{rWire: 10}");
    const { compensated, wired } = await chip(0);
    expect([asked, compensated]).toEqual([["program", "wire"], []]);
    expect(wired[0]?.tiles.every(({ gain }) => gain === undefined)).toBe(true);
  });

  it("are the plain ones where wires have no resistance", async () => {
    const { chip } = runOf("{conductances: true, images: 30}", "{rWire: 0}");
    const { compensated, written } = await chip(0);
    expect(compensated[0]?.programmed.layers[0]?.target).toEqual(written.programmed.layers[0]?.target);
    expect(compensated[0]?.programmed.layers[0]?.pos).toEqual(written.programmed.layers[0]?.pos);
  });
});
