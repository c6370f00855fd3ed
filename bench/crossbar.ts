import { tileAt, tilePlaces, transferMatrix } from "memspice/crossbar";
import { createEngine } from "memspice/engine";
import { createMatrix, createRandom, type Matrix } from "memspice/foundation";
import { buildCrossbarDeck, emitCrossbarCells } from "memspice/netlist";
import type { BenchTable } from "./table.ts";

const wire = { rWord: 0.094, rBit: 0.094 };

/** The transfer matrix of a tile against one operating point of the same tile in SPICE, and all tiles of the default network. */
export async function run(): Promise<readonly BenchTable[]> {
  const engine = createEngine({ workers: 1 });
  try {
    await engine.identity(); // the start does not count
    const rows = [];
    for (const size of [32, 64, 128]) rows.push(await oneTile(size, engine));
    return [
      { name: "one tile: transfer matrix (all inputs) against one input in SPICE (WASM, KLU)", rows },
      { name: "all 56 tiles of 784-128-10 on one thread", rows: [allTiles()] },
    ];
  } finally {
    await engine.close();
  }
}

function randomCells(rows: number, cols: number): Matrix {
  const { uniform } = createRandom(1).stream("bench", rows, cols);
  return createMatrix(
    rows,
    cols,
    Float64Array.from({ length: rows * cols }, () => 80e-6 + 420e-6 * uniform()),
  );
}

async function oneTile(size: number, engine: ReturnType<typeof createEngine>) {
  const conductance = randomCells(size, size);
  const solver = best(5, () => transferMatrix({ conductance, ...wire }));
  const cells = emitCrossbarCells({ name: "bench", conductance, ...wire });
  const drive = (v: number) =>
    buildCrossbarDeck(cells, { name: `drive ${v}`, voltage: new Float64Array(size).fill(v), cols: size });
  await engine.run(drive(0.1));
  const { seconds } = await engine.run(drive(0.05));
  return { size, solverMs: solver * 1000, spiceMs: seconds * 1000, spiceOverSolver: seconds / solver };
}

function allTiles() {
  const layers = [randomCells(784, 128), randomCells(784, 128), randomCells(128, 10), randomCells(128, 10)];
  let tiles = 0;
  const seconds = best(1, () => {
    for (const layer of layers) {
      for (const place of tilePlaces(layer.rows, layer.cols, [64, 64])) {
        transferMatrix(tileAt(layer, place, [64, 64], wire));
        tiles += 1;
      }
    }
  });
  return { tiles, seconds };
}

function best(times: number, work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let i = 0; i < times; i++) {
    const start = performance.now();
    work();
    least = Math.min(least, performance.now() - start);
  }
  return least / 1000;
}
