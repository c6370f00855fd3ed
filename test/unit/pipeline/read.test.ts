import { afterAll, describe, expect, it } from "vitest";
import { tileAt, tilePlaces, transferMatrix } from "../../../src/crossbar/index.ts";
import { createMatrix, createRandom } from "../../../src/foundation/index.ts";
import type { PhysicalLayer } from "../../../src/network/index.ts";
import { readNetwork } from "../../../src/pipeline/read.ts";
import { createTilePool } from "../../../src/pipeline/tile-pool/pool.ts";
import type { WiredLayer } from "../../../src/pipeline/wire.ts";

const pool = createTilePool(1);
afterAll(() => pool.close());
const { uniform } = createRandom(1).stream("read");
const random = (rows: number, cols: number) =>
  createMatrix(
    rows,
    cols,
    Float64Array.from({ length: rows * cols }, () => 1e-4 * uniform()),
  );

describe("reading a network", () => {
  it("takes v^2 G of every cell where lines are ideal, tiled or not, and time times power in energy", async () => {
    const [gPos, gNeg] = [random(5, 3), random(5, 3)];
    const lines = { rWord: 0, rBit: 0 };
    const layer: PhysicalLayer = {
      name: "only",
      gPos,
      gNeg,
      vRead: 0.2,
      inputScale: 1,
      weightPerSiemens: 1,
      bias: null,
    };
    const tiles = (
      [
        ["pos", gPos],
        ["neg", gNeg],
      ] as const
    ).flatMap(([polarity, g]) =>
      tilePlaces(5, 3, [2, 2]).map((place) => {
        const tile = tileAt(g, place, [2, 2], lines);
        return { layer: "only", polarity, place, tile, transfer: transferMatrix(tile) };
      }),
    );
    const wired: WiredLayer[] = [{ name: "only", tiles, gPos, gNeg }];
    const images = [{ input: Float64Array.of(1, 0.5, 0, 0.25, 1) }, { input: new Float64Array(5) }];
    const { layers, tiles: rows } = await readNetwork({ wired, layers: [layer], images, time: 2e-6, pool });
    let expected = 0;
    for (let i = 0; i < 5; i++)
      for (let j = 0; j < 3; j++)
        expected += (0.2 * images[0]!.input[i]!) ** 2 * (gPos.data[i * 3 + j]! + gNeg.data[i * 3 + j]!);
    const [read] = layers;
    expect(read!.images).toBe(2);
    expect(read!.power.max / expected).toBeCloseTo(1, 12);
    expect(read!.power.mean / expected).toBeCloseTo(0.5, 12);
    expect(read!.energy / (expected * 1e-6)).toBeCloseTo(1, 12);
    expect(rows).toHaveLength(12);
    expect(rows.reduce((sum, { power }) => sum + power.mean, 0) / expected).toBeCloseTo(0.5, 12);
    const largest = Math.max(...rows.flatMap((row) => [row.peakWordCurrent, row.peakBitCurrent]));
    expect(read!.peakLineCurrent).toBe(largest);
  });
});
