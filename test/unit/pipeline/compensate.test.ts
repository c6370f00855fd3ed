import { describe, expect, it } from "vitest";
import { mapWeights, secondMoments } from "../../../src/crossbar/index.ts";
import { createMatrix, createRandom, type Matrix } from "../../../src/foundation/index.ts";
import type { PhysicalLayer } from "../../../src/network/index.ts";
import { cellsOf, differenceOf } from "../../../src/pipeline/compensate/arrays.ts";
import { columnGainsOf, fitGains, withGains } from "../../../src/pipeline/compensate/gains.ts";
import { retrainPairs } from "../../../src/pipeline/compensate/retrain.ts";
import { solvePairs } from "../../../src/pipeline/compensate/solve.ts";
import { score } from "../../../src/pipeline/evaluate.ts";
import type { LayerTarget } from "../../../src/pipeline/program.ts";
import { createTilePool } from "../../../src/pipeline/tile-pool/pool.ts";
import { type LayerCells, type WiredLayer, wireNetwork } from "../../../src/pipeline/wire.ts";

const window = { gMin: 25e-6, gMax: 1e-3 };
const random = createRandom(1);
const { normal, uniform } = random.stream("compensate");
const pool = createTilePool(1);

function wiring(rWire: number, size: readonly [number, number]) {
  const lines = { rWord: rWire, rBit: rWire, rDriver: 0, rSense: 0 };
  const ends = { wordDrive: "left" as const, bitSense: "bottom" as const };
  return (layers: readonly LayerCells[]) => wireNetwork({ layers, size, lines: { ...lines, ...ends }, pool });
}

const matrix = (rows: number, cols: number, value: () => number) =>
  createMatrix(rows, cols, Float64Array.from({ length: rows * cols }, value));

/** A layer of random weights, single precision as trained ones are, and its plain mapping. */
function sampleLayer(rows: number, cols: number) {
  const weights = Float32Array.from({ length: rows * cols }, normal);
  const target = mapWeights({ rows, cols, weights }, window);
  const moments = secondMoments(matrix(3 * rows, rows, () => Math.max(0, uniform() - 0.4)));
  const plain: LayerTarget = { name: "only", bias: null, target };
  return { plain, weights: createMatrix(rows, cols, Float64Array.from(weights)), moments };
}

/** What a wired layer is wrong by, as weights. */
function distance(wired: WiredLayer, weightPerSiemens: number, weights: Matrix): number {
  const found = differenceOf(wired.gPos, wired.gNeg).data;
  return Math.sqrt(weights.data.reduce((sum, w, k) => sum + (found[k]! * weightPerSiemens - w) ** 2, 0));
}

describe("solved conductances", () => {
  const { plain, weights, moments } = sampleLayer(16, 12);
  const { weightPerSiemens } = plain.target;

  it("compute the weights through wires that take much of the plain mapping", async () => {
    const wire = wiring(20, [8, 12]);
    const one = async (cells: LayerCells) => (await wire([cells]))[0] as WiredLayer;
    const layer = { name: "only", weights, weightPerSiemens, moments };
    const solved = await solvePairs(layer, { window, spread: 1e-6, wire: one });
    const before = distance(await one(cellsOf(plain)), weightPerSiemens, weights);
    const after = await one(cellsOf({ ...plain, target: solved }));
    expect(distance(after, solved.weightPerSiemens, weights)).toBeLessThan(0.05 * before);
    for (const g of [...solved.gPos.data, ...solved.gNeg.data]) {
      expect(g).toBeGreaterThanOrEqual(window.gMin);
      expect(g).toBeLessThanOrEqual(window.gMax);
    }
  });

  it("are the plain mapping without wire resistance", async () => {
    const wire = wiring(0, [8, 12]);
    const one = async (cells: LayerCells) => (await wire([cells]))[0] as WiredLayer;
    const layer = { name: "only", weights, weightPerSiemens, moments };
    const solved = await solvePairs(layer, { window, spread: 1e-6, wire: one });
    expect(solved.weightPerSiemens).toBe(weightPerSiemens);
    for (const side of ["gPos", "gNeg"] as const) {
      for (const [k, g] of solved[side].data.entries())
        expect(Math.abs(g - plain.target[side].data[k]!)).toBeLessThan(1e-15);
    }
  });
});

describe("gains of columns", () => {
  it("bring a wired layer closer to its weights, and count in what it amounts to", async () => {
    const { plain, weights, moments } = sampleLayer(16, 12);
    const { weightPerSiemens } = plain.target;
    const wired = await wiring(5, [8, 6])([cellsOf(plain)]);
    const wanted = { ...weights, data: weights.data.map((w) => w / weightPerSiemens) };
    const gains = fitGains(wired, [wanted], [moments]);
    const [layer] = withGains(wired, gains) as [WiredLayer];
    expect(gains[0]?.size).toBe(4);
    expect(distance(layer, weightPerSiemens, weights)).toBeLessThan(
      0.9 * distance(wired[0] as WiredLayer, weightPerSiemens, weights),
    );
    const last = layer.tiles.at(-1);
    expect(last?.gain).toBe(gains[0]?.get("1,1"));
    expect(columnGainsOf(layer)[1]?.slice(6)).toEqual(last?.gain);
    expect(columnGainsOf(wired[0] as WiredLayer)).toEqual(new Array(2).fill(new Float64Array(12).fill(1)));
    expect(layer.gNeg.data.at(-1)).toBe(last!.transfer.data.at(-1)! * last!.gain!.at(-1)!);
  });
});

describe("retraining", () => {
  it("finds pairs that are right through wires, and starts where it is told to", async () => {
    const labels = Uint8Array.from({ length: 60 }, (_, n) => n % 10);
    const images = new Uint8Array(60 * 784);
    for (const [n, label] of labels.entries()) {
      for (let i = 0; i < 784; i++) images[784 * n + i] = 60 * uniform(); // and a bar that tells the class
      images.fill(250, 784 * n + 28 * (2 * label + 4), 784 * n + 28 * (2 * label + 5));
    }
    const none = mapWeights({ rows: 784, cols: 10, weights: new Float32Array(7840) }, window);
    const plain = { name: "only", bias: null, target: { ...none, weightPerSiemens: 1e5 } };
    const wire = wiring(5, [196, 10]);
    const accuracy = async (target: LayerTarget) => {
      const { gPos, gNeg } = (await wire([cellsOf(target)]))[0] as WiredLayer;
      const layer: PhysicalLayer = {
        ...{ name: "only", gPos, gNeg, vRead: 0.1, inputScale: 1 },
        ...{ weightPerSiemens: target.target.weightPerSiemens, bias: target.bias },
      };
      return (await score([layer], { images, labels }, undefined)).accuracy;
    };
    const options = { epochs: 4, images: 1000, batch: 10, learningRate: 0.01, solves: 2 };
    const data = { images, labels };
    const request = { window, data, random, wire, report: () => undefined };
    const targets = [plain];
    const [trained] = (await retrainPairs({ ...request, targets, options })) as [LayerTarget];
    expect(await accuracy(plain)).toBeLessThan(0.5);
    expect(await accuracy(trained)).toBeGreaterThan(0.9);
    for (const g of trained.target.gPos.data) expect(g >= window.gMin && g <= window.gMax).toBe(true);

    const still = { ...options, epochs: 1, learningRate: 1e-300 };
    const [same] = (await retrainPairs({ ...request, targets, options: still })) as [LayerTarget];
    for (const [k, g] of same.target.gPos.data.entries())
      expect(Math.abs(g - plain.target.gPos.data[k]!)).toBeLessThan(1e-15);
  });
});
