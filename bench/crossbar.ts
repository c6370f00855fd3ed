import {
  factorTile,
  readTile,
  solveTile,
  type Tile,
  tileAt,
  tilePlaces,
  transferGradient,
  transferMatrix,
} from "memspice/crossbar";
import { createEngine, type Engine } from "memspice/engine";
import { createMatrix, createRandom, type Matrix } from "memspice/foundation";
import { buildCrossbarDeck, emitCrossbarCells } from "memspice/netlist";
import { evaluatePhysical, type PhysicalLayer, readDataset } from "memspice/network";
import { createTilePool } from "memspice/pipeline";
import type { Chart } from "memspice/report";
import { best, type Measured, measure } from "./measure.ts";
import type { BenchOptions, BenchTable } from "./table.ts";

const wire = { rWord: 0.094, rBit: 0.094 };

/** The crossbar solver: against SPICE, with size, in threads, and what stands on it. */
export async function run({ long }: BenchOptions): Promise<readonly BenchTable[]> {
  const layers = [randomCells(784, 128), randomCells(784, 128), randomCells(128, 10), randomCells(128, 10)];
  return [
    await againstSpice(long),
    growth(long),
    { name: "beside the transfer matrix, one thread [ms]", rows: [64, 128].map(beside) },
    { name: "all 56 tiles of 784-128-10", rows: await allTiles(layers) },
    { name: "10,000 images through 784-128-10 with wires", rows: [await manyImages(layers)] },
  ];
}

function randomCells(rows: number, cols: number): Matrix {
  const { uniform } = createRandom(1).stream("bench", rows, cols);
  const data = Float64Array.from({ length: rows * cols }, () => 80e-6 + 420e-6 * uniform());
  return createMatrix(rows, cols, data);
}

const randomTile = (rows: number, cols: number): Tile => ({ conductance: randomCells(rows, cols), ...wire });

/** Native ngspice takes most of a minute for 128 x 128: only where asked. */
async function againstSpice(long: boolean): Promise<BenchTable> {
  const engines = {
    wasm: createEngine({ workers: 1 }),
    native: createEngine({ kind: "native", workers: 1, timeoutSeconds: 1800 }),
  };
  try {
    const hasNative = await engines.native.identity().then(
      () => true,
      () => false,
    );
    await engines.wasm.identity(); // the start does not count
    const rows = [];
    for (const size of [16, 32, 64, 128]) {
      const tile = randomTile(size, size);
      const solver = best(size > 64 ? 5 : 20, () => transferMatrix(tile));
      const wasm = await spiceSeconds(tile, engines.wasm);
      const native = hasNative && (size < 128 || long) ? await spiceSeconds(tile, engines.native) : null;
      rows.push({
        size,
        "solver [ms]": solver * 1000,
        "WASM, KLU [ms]": wasm * 1000,
        "native [ms]": native === null ? "not run" : native * 1000,
        "WASM / solver": wasm / solver,
        "native / solver": native === null ? "not run" : native / solver,
      });
    }
    return {
      name: "transfer matrix (all inputs) against one input in SPICE",
      rows,
      charts: [timeChart(rows)],
    };
  } finally {
    await Promise.all([engines.wasm.close(), engines.native.close()]);
  }
}

function timeChart(rows: readonly Readonly<Record<string, number | string>>[]): Chart {
  const of = (name: string, column: string) => ({
    name,
    x: rows.map((row) => Number(row.size)),
    y: rows.map((row) => Number(row[column]) / 1000), // not a number where it was not run: no point
    look: "line" as const,
  });
  return {
    label: "Time against size of the tile: solver, WASM ngspice and native ngspice",
    x: { name: "rows and columns of the tile", unit: "1", log: true },
    y: { name: "time", unit: "s", log: true },
    series: [of("solver", "solver [ms]"), of("WASM", "WASM, KLU [ms]"), of("native", "native [ms]")],
    height: 380,
    caption:
      "Time by the clock. Solver: the transfer matrix, which holds every input, one thread. WASM (with KLU) and native ngspice: one input, reading the deck included.",
  };
}

async function spiceSeconds(tile: Tile, engine: Engine): Promise<number> {
  const { rows, cols } = tile.conductance;
  const cells = emitCrossbarCells({ name: "bench", ...tile });
  const drive = (v: number) =>
    buildCrossbarDeck(cells, { name: `drive ${v}`, voltage: new Float64Array(rows).fill(v), cols });
  const first = (await engine.run(drive(0.1))).seconds;
  return first > 5 ? first : Math.min(first, (await engine.run(drive(0.05))).seconds);
}

function growth(long: boolean): BenchTable {
  const shapes = [
    [16, 16],
    [32, 32],
    [64, 64],
    [128, 128],
    [256, 256],
    ...(long ? ([[512, 512]] as const) : []),
    [784, 10],
    [784, 128],
  ] as const;
  let before: Measured | undefined;
  const rows = shapes.map(([rows, cols]) => {
    const tile = randomTile(rows, cols);
    const now = measure(rows * cols > 20_000 ? 3 : 20, () => transferMatrix(tile));
    const doubled = rows === cols && before !== undefined;
    const row = {
      tile: `${rows} x ${cols}`,
      "time [ms]": now.seconds * 1000,
      "processor time [ms]": now.processorSeconds * 1000,
      "time / time of half the size": doubled
        ? now.processorSeconds / (before as Measured).processorSeconds
        : "",
      "memory [MB]": now.megabytes,
      "rows x cols^2 [MB]": (8 * rows * cols ** 2) / 1e6,
    };
    before = now;
    return row;
  });
  const squares = rows.flatMap((row, k) => {
    const [n, m] = shapes[k] as readonly [number, number];
    return n === m ? [{ ...row, n }] : [];
  });
  const x = squares.map(({ n }) => n);
  const common = { x: { name: "rows and columns of the tile", unit: "1", log: true }, height: 320 };
  const time = squares.map((row) => row["processor time [ms]"] / 1000);
  const [first, last] = [x[0] as number, x.at(-1) as number];
  const cubic = (n: number) => (time.at(-1) as number) * (n / last) ** 3;
  return {
    name: "growth with size, one thread",
    rows,
    charts: [
      {
        ...common,
        label: "Processor time of the transfer matrix against size",
        y: { name: "processor time", unit: "s", log: true },
        series: [
          { name: "solver", x, y: time, look: "line" },
          { name: "n\u00b3", x: [first, last], y: [cubic(first), cubic(last)], look: "dashed" },
        ],
        caption:
          "Transfer matrix of a square tile, one thread; dashed: growth with the third power of the side.",
      },
      {
        ...common,
        label: "Memory of the transfer matrix against size",
        y: { name: "memory", unit: "B", log: true },
        series: [
          { name: "solver", x, y: squares.map((row) => row["memory [MB]"] * 1e6), look: "line" },
          { name: "bound", x, y: squares.map((row) => row["rows x cols^2 [MB]"] * 1e6), look: "dashed" },
        ],
        caption:
          "Typed arrays that one call leaves behind, its result among them; dashed: rows times columns squared, 8 bytes each.",
      },
    ],
  };
}

function beside(size: number) {
  const tile = randomTile(size, size);
  const factored = factorTile(tile);
  const drives = (batch: number) => createMatrix(batch, size, new Float64Array(batch * size).fill(0.1));
  const milliseconds = (work: () => void) => 1000 * measure(10, work).processorSeconds;
  return {
    size,
    "transfer matrix": milliseconds(() => transferMatrix(tile)),
    "with steps kept": milliseconds(() => factorTile(tile)),
    "voltages, 1 drive": milliseconds(() => solveTile(factored, drives(1))),
    "voltages, 32 drives": milliseconds(() => solveTile(factored, drives(32))),
    "power, 32 drives": milliseconds(() => readTile(factored, drives(32))),
    gradient: milliseconds(() => transferGradient(factored, tile.conductance)),
  };
}

async function allTiles(layers: readonly Matrix[]) {
  const size = [64, 64] as const;
  const jobs = layers.flatMap((layer) =>
    tilePlaces(layer.rows, layer.cols, size).map((place) => {
      return { kind: "transfer" as const, tile: tileAt(layer, place, size, wire) };
    }),
  );
  const rows = [];
  for (const workers of [1, 2]) {
    const pool = createTilePool(workers);
    const times = [];
    for (let i = 0; i < 4; i++) {
      const start = performance.now();
      await pool.run(jobs);
      times.push((performance.now() - start) / 1000);
    }
    await pool.close();
    rows.push({
      workers,
      tiles: jobs.length,
      "first, threads started [s]": times[0] as number,
      "best of three more [s]": Math.min(...times.slice(1)),
    });
  }
  return rows;
}

async function manyImages(layers: readonly Matrix[]) {
  const { test } = await readDataset({ name: "mnist", folder: null, train: 1, test: 10_000 });
  const [pos1, neg1, pos2, neg2] = layers.map((g) => transferMatrix({ conductance: g, ...wire })) as [
    Matrix,
    Matrix,
    Matrix,
    Matrix,
  ];
  const common = { vRead: 0.1, inputScale: 1, weightPerSiemens: 2000, bias: null };
  const network: PhysicalLayer[] = [
    { name: "hidden", gPos: pos1, gNeg: neg1, ...common },
    { name: "output", gPos: pos2, gNeg: neg2, ...common },
  ];
  return { images: 10_000, "time [s]": best(3, () => evaluatePhysical(network, test.images, test.labels)) };
}
