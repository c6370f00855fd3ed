import { availableParallelism } from "node:os";
import { tileAt, tilePlaces } from "memspice/crossbar";
import { createEngine } from "memspice/engine";
import { createMatrix, createRandom } from "memspice/foundation";
import { buildCrossbarDeck, emitCrossbarCells } from "memspice/netlist";
import type { BenchTable } from "./table.ts";

const size = [64, 64] as const;
const lines = { rWord: 0.094, rBit: 0.094 };
const { uniform } = createRandom(1).stream("bench-crosscheck");
const below = (most: number, count: number) => Float64Array.from({ length: count }, () => most * uniform());

/** All 56 tiles of 784-128-10 at one input each: what one image takes in SPICE, emitting and reading of decks included. */
export async function run(): Promise<readonly BenchTable[]> {
  const workers = availableParallelism();
  const engine = createEngine({ workers });
  try {
    const rows = [];
    for (const round of ["first, engines started", "second"]) {
      const started = performance.now();
      const used = process.cpuUsage();
      await Promise.all(decks().map((deck) => engine.run(deck)));
      const { user, system } = process.cpuUsage(used);
      rows.push({
        round,
        workers,
        "time [s]": (performance.now() - started) / 1000,
        "processor time of all threads [s]": (user + system) / 1e6,
      });
    }
    return [{ name: "one image in SPICE, 56 tiles", rows }];
  } finally {
    await engine.close();
  }
}

function decks() {
  const shapes = [
    [784, 128],
    [784, 128],
    [128, 10],
    [128, 10],
  ] as const;
  return shapes.flatMap(([rows, cols], layer) => {
    const conductance = createMatrix(
      rows,
      cols,
      below(420e-6, rows * cols).map((g) => g + 80e-6),
    );
    return tilePlaces(rows, cols, size).map((place, k) => {
      const tile = tileAt(conductance, place, size, lines);
      const cells = emitCrossbarCells({ name: `tile-${layer}-${k}`, ...tile });
      const drive = below(0.1, tile.conductance.rows);
      return buildCrossbarDeck(cells, { name: "image", voltage: drive, cols: tile.conductance.cols });
    });
  });
}
