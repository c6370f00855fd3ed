import { afterEach, describe, expect, it } from "vitest";
import { readTile, solveNonlinearTile, transferMatrix } from "../../../src/crossbar/index.ts";
import { createMatrix, createRandom, type MemspiceError } from "../../../src/foundation/index.ts";
import { createTilePool, type TilePool } from "../../../src/pipeline/tile-pool/pool.ts";
import { startTileThread } from "../../../src/pipeline/tile-pool/thread.ts";
import { deviceSchema } from "../../../src/spec/index.ts";

const { uniform } = createRandom(3).stream("tiles");
const tiles = Array.from({ length: 30 }, (_, k) => {
  const [rows, cols] = [48 + (k % 5), 64 - (k % 3)];
  const data = Float64Array.from({ length: rows * cols }, () => 1e-4 * uniform());
  return { conductance: createMatrix(rows, cols, data), rWord: 1, rBit: 2, rDriver: k };
});
const transfers = tiles.map((tile) => ({ kind: "transfer" as const, tile }));

let pool: TilePool;
afterEach(() => pool.close());

async function failure(promise: Promise<unknown>): Promise<MemspiceError> {
  return promise.then(
    () => expect.unreachable("it ended well"),
    (error) => error as MemspiceError,
  );
}

describe("a pool of tiles", () => {
  it.each([1, 2, 3])("gives the same bits as no pool, in order, with %d workers", async (workers) => {
    pool = createTilePool(workers);
    const done: number[] = [];
    const results = await pool.run(transfers, { report: (n) => done.push(n) });
    expect(results).toEqual(tiles.map(transferMatrix));
    expect(done.at(-1)).toBe(tiles.length);
    expect(done).toEqual([...done].sort((a, b) => a - b));
    expect(await pool.run(transfers.slice(0, 20))).toEqual(results.slice(0, 20)); // threads serve again
  });

  it("solves tiles that are not linear in threads too, and names the one that has no solution", async () => {
    pool = createTilePool(2);
    const device = deviceSchema.parse({ model: "stanford-pku" });
    const jobs = [0.1, 0.2, 0.3, 0.4].map((v, n) => ({
      kind: "nonlinear" as const,
      name: `hidden-pos-r${n}-c0`,
      tile: {
        ...{ rWord: 1, rBit: 2 },
        cells: {
          kind: "memristor" as const,
          device,
          state: createMatrix(64, 64, new Float64Array(4096).fill(v)),
        },
      },
      drive: createMatrix(12, 64, Float64Array.from({ length: 768 }, uniform)),
    }));
    const alone = jobs.map(({ tile, drive }) => solveNonlinearTile(tile, drive));
    const found = await pool.run(jobs);
    expect(alone).toEqual(found.map((current) => expect.objectContaining({ status: "ok", current })));
    const [first, ...others] = jobs as [(typeof jobs)[0], ...typeof jobs];
    const wild = { ...first, drive: createMatrix(1, 64, new Float64Array(64).fill(1e4)) };
    expect(await failure(pool.run([...others, wild]))).toMatchObject({
      code: "CROSSBAR_NONLINEAR_DIVERGED",
      at: ["hidden-pos-r0-c0", "drive 0", "cell (0, 0)"],
    });
  });

  it("reads tiles in threads too", async () => {
    pool = createTilePool(2);
    const jobs = tiles.map((tile) => {
      const { rows } = tile.conductance;
      return {
        kind: "read" as const,
        tile,
        drive: createMatrix(2, rows, new Float64Array(2 * rows).fill(0.1)),
      };
    });
    const [first] = await pool.run(jobs);
    expect(first).toEqual(readTile(jobs[0]!.tile, jobs[0]!.drive));
  });

  it("fails with the error of the tile, wherever that was computed", async () => {
    const wrong = { ...tiles[20]!, conductance: createMatrix(2, 2, Float64Array.of(1, 1, NaN, 1)) };
    for (const workers of [1, 2]) {
      pool = createTilePool(workers);
      const jobs = transfers.with(20, { kind: "transfer", tile: wrong });
      const error = await failure(pool.run(jobs));
      expect([error.code, error.at]).toEqual(["CROSSBAR_CONDUCTANCE", ["cell (1, 0)"]]);
      expect(await pool.run(transfers)).toHaveLength(tiles.length); // and goes on
      await pool.close();
    }
  });

  it("says so when a thread dies", async () => {
    const thread = startTileThread();
    const answer = failure(thread.run(Array.from({ length: 20 }, () => transfers).flat()));
    await thread.terminate();
    expect((await answer).code).toBe("TILE_THREAD");
  });

  it.each([1, 2])("stops when cancelled, with %d workers", async (workers) => {
    pool = createTilePool(workers);
    const stop = new AbortController();
    const many = Array.from({ length: 20 }, () => transfers).flat();
    const error = await failure(
      pool.run(many, {
        signal: stop.signal,
        report: (done) => {
          if (done >= 10) stop.abort();
        },
      }),
    );
    expect(error.code).toBe("CANCELLED");
    expect((await failure(pool.run(many, { signal: stop.signal }))).code).toBe("CANCELLED");
  });
});
