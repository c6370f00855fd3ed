import { describe, expect, it } from "vitest";
import { cellFinder, readConductance, withoutSeries } from "../../../src/device/index.ts";
import { createMatrix, createRandom, type Matrix } from "../../../src/foundation/index.ts";
import { type PhysicalLayer, scoreLogits } from "../../../src/network/index.ts";
import { readProcess } from "../../../src/pdk/index.ts";
import { openCache } from "../../../src/pipeline/cache.ts";
import type { TestImage } from "../../../src/pipeline/draw-images.ts";
import { inferImage, solverCurrents } from "../../../src/pipeline/inference.ts";
import { cellsOf } from "../../../src/pipeline/nonlinear/cells.ts";
import { evaluateNonlinear } from "../../../src/pipeline/nonlinear/evaluate.ts";
import { openCells } from "../../../src/pipeline/nonlinear/stage.ts";
import { createTilePool } from "../../../src/pipeline/tile-pool/pool.ts";
import { type WiredLayer, wireNetwork } from "../../../src/pipeline/wire.ts";
import { deviceSchema, parseRunSpec } from "../../../src/spec/index.ts";
import { ekvCurves } from "../../select-curves.ts";

const vRead = 0.1;
const hp = deviceSchema.parse({ model: "hp" });
const reram = deviceSchema.parse({ model: "sky130-reram" });
const pool = createTilePool(1);
const lines = {
  ...{ rWord: 2, rBit: 3, rDriver: 10, rSense: 20 },
  ...{ wordDrive: "left" as const, bitSense: "bottom" as const },
};

const { uniform } = createRandom(2).stream("network");
const cells = (rows: number, cols: number, [gMin, gMax]: readonly [number, number]) => ({
  conductance: createMatrix(
    rows,
    cols,
    Float64Array.from({ length: rows * cols }, () => gMin + (gMax - gMin) * uniform()),
  ),
});

/** Two layers, 12 x 7 and 7 x 10, in tiles of 5 x 4, with conductances in a window [S]. */
async function network(window: readonly [number, number]) {
  const pair = (name: string, rows: number, cols: number) => ({
    name,
    pos: cells(rows, cols, window),
    neg: cells(rows, cols, window),
  });
  const wired = await wireNetwork({
    layers: [pair("hidden", 12, 7), pair("output", 7, 10)],
    size: [5, 4],
    lines,
    pool,
  });
  const bias = Float64Array.from({ length: 7 }, () => 0.1 * uniform());
  const layers = wired.map(({ name, gPos, gNeg }, k): PhysicalLayer => {
    const scale = { vRead, inputScale: 1 + k, weightPerSiemens: 1 / (window[1] - window[0]) };
    return { name, gPos, gNeg, bias: k === 0 ? bias : null, ...scale };
  });
  return { wired, layers };
}

const images = Array.from(
  { length: 6 },
  (_, n): TestImage => ({
    image: 10 * n,
    input: Float64Array.from({ length: 12 }, () => (uniform() < 0.3 ? 0 : uniform())),
    label: n,
  }),
);

async function linearLogits(layers: readonly PhysicalLayer[]): Promise<Float32Array> {
  const all = await Promise.all(images.map(({ input }) => inferImage(layers, input, solverCurrents(layers))));
  return Float32Array.from(all.flatMap((logits) => [...logits]));
}

const apart = (a: Float32Array, b: Float32Array) =>
  a.reduce((most, x, k) => Math.max(most, Math.abs(x - b[k]!)), 0) / Math.max(...b.map(Math.abs));

describe("images through cells with their own currents", () => {
  it("are those through linear cells where the devices are ohmic", async () => {
    const { wired, layers } = await network([8e-5, 5e-4]);
    const found = await evaluateNonlinear(images, { wired, layers, device: hp, select: null, pool });
    const expected = scoreLogits(
      await linearLogits(layers),
      Uint8Array.from(images, ({ label }) => label),
    );
    expect(apart(found.logits, expected.logits)).toBeLessThan(1e-6);
    expect(found.predicted).toEqual(expected.predicted);
    expect(found.images).toBe(6);
  });

  it("are moved by a current that is not linear, and further by a select transistor", async () => {
    const { wired, layers } = await network([4e-6, 4e-5]);
    const done: (readonly [number, number])[] = [];
    const report = (...at: [number, number]) => done.push(at);
    const own = { wired, layers, device: reram, pool };
    const plain = await evaluateNonlinear(images, { ...own, select: null, report });
    const selected = await evaluateNonlinear(images, { ...own, select: ekvCurves() });
    const linear = await linearLogits(layers);
    expect(apart(plain.logits, linear)).toBeGreaterThan(1e-4);
    expect(apart(selected.logits, linear)).toBeGreaterThan(2 * apart(plain.logits, linear));
    expect(done.at(-1)).toEqual([24, 24]);
  });

  it("have the digital gains of their columns", async () => {
    const { wired, layers } = await network([8e-5, 5e-4]);
    const doubled = wired.map(
      (layer): WiredLayer => ({
        ...layer,
        tiles: layer.tiles.map((tile) => ({
          ...tile,
          gain: new Float64Array(tile.transfer.cols).fill(2),
        })),
      }),
    );
    const twice = ({ rows, cols, data }: Matrix) =>
      createMatrix(
        rows,
        cols,
        data.map((g) => 2 * g),
      );
    const gained = layers.map((one) => ({ ...one, gPos: twice(one.gPos), gNeg: twice(one.gNeg) }));
    const found = await evaluateNonlinear(images, { wired: doubled, layers, device: hp, select: null, pool });
    expect(apart(found.logits, await linearLogits(gained))).toBeLessThan(1e-6);
  });
});

describe("the cells of a tile as devices", () => {
  const [least, most] = [readConductance(reram, 0, vRead), readConductance(reram, 1, vRead)];
  const conductance = createMatrix(1, 4, Float64Array.of(least / 2, 2e-5, 1.5 * most, 0));

  it("have their conductance at a read: by their state, and beyond its ends by a multiple", () => {
    const found = cellsOf(conductance, reram, cellFinder(reram, vRead), null);
    expect(found.kind).toBe("memristor");
    expect([...found.multiple!.data].map((x) => Number(x.toPrecision(12)))).toEqual([0.5, 1, 1.5, 0]);
    for (const [k, g] of conductance.data.entries()) {
      const own = found.multiple!.data[k]! * readConductance(reram, found.state.data[k]!, vRead);
      expect(Math.abs(own - g)).toBeLessThanOrEqual(1e-12 * most);
    }
  });

  it("have a transistor in place of the resistance that stands for it", () => {
    const found = cellsOf(conductance, reram, cellFinder(reram, vRead), ekvCurves());
    expect(found).toMatchObject({ kind: "1t1r", device: { model: "sky130-reram", rSeries: 0 } });
    expect(withoutSeries(hp)).toBe(hp);
  });
});

describe("the cells that a spec asks for", () => {
  const environment = { cache: openCache("/nowhere"), pdkRoot: undefined, folder: "." };
  const open = (text: string) => openCells(parseRunSpec(text).array.cell, readProcess("sky130"), environment);

  it("are none where they are linear, and need no models where they have no transistor", async () => {
    expect(await open("")).toBeNull();
    expect(await open("array: {cell: {kind: memristor}}")).toMatchObject({ models: null });
  });

  it.each(["pfet_01v8", "nfet_9v"])("are refused with %s for a select transistor", async (device) => {
    const text = `array: {cell: {kind: 1t1r, select: {device: ${device}}}}`;
    await expect(open(text)).rejects.toThrow(
      expect.objectContaining({
        code: "SELECT_TRANSISTOR",
        at: ["array", "cell", "select", "device"],
        hint: expect.stringContaining("nfet_01v8"),
      }),
    );
  });
});
