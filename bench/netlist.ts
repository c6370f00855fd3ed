import { mkdtempSync, rmSync, statSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { createMatrix, createRandom } from "memspice/foundation";
import { type ArrayTile, emitLayout, layerLayout, tileLayout } from "memspice/netlist";
import { readProcess } from "memspice/pdk";
import { openOutput, writeNetlists } from "memspice/pipeline";
import { emitWeightCsv, emitWeightManifest, type WrittenCells, type WrittenLayer } from "memspice/report";
import { parseRunSpec } from "memspice/spec";
import type { BenchTable } from "./table.ts";

const size = [64, 64] as const;
const levels = Array.from({ length: 400 }, (_, n) => 80e-6 + n * 1e-6);

/** Netlists for LVS of the programmed 784-128-10 network and its list of weights, onto the disk: 203,264 memristors in 56 tiles. */
export async function run(): Promise<readonly BenchTable[]> {
  const folder = mkdtempSync(join(tmpdir(), "memspice-bench-"));
  try {
    const layers = [layerOf("hidden", 784, 128), layerOf("output", 128, 10)];
    const output = openOutput(folder, "netlist");
    const resident = () => process.memoryUsage.rss() / 1e6;
    const before = resident();
    let peak = before;
    const watch = setInterval(() => {
      peak = Math.max(peak, resident());
    }, 20);
    const start = performance.now();
    const written = await writeNetlists(filesOf(layers), output, { specHash: "" });
    output.commit([]);
    const seconds = (performance.now() - start) / 1000;
    clearInterval(watch);
    const megabytes = written.reduce((sum, { path }) => sum + statSync(join(folder, path)).size / 1e6, 0);
    const row = { files: written.length, megabytes, seconds, peakMB: peak, addedMB: peak - before };
    return [{ name: "the default network for layout, after programming", rows: [row] }];
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function filesOf(layers: readonly WrittenLayer[]): Parameters<typeof writeNetlists>[0] {
  const cells = { device: parseRunSpec("").device, select: null, process: readProcess("sky130") };
  const views = layers.flatMap((layer) => {
    return [layerLayout(layer, layer.tiles), ...layer.tiles.map((tile) => tileLayout(layer, tile, cells))];
  });
  const network = {
    provenance: { memspice: "0", specHash: "0", seed: 1 },
    programming: { device: "hp", vSet: 1, vReset: -1, width: 2e-3, vRead: 0.1, tolerance: 4e-6, levels },
    layers,
  };
  return [
    ...views.map((view) => ({
      ...{ path: `lvs/${view.name}.spice`, format: "lvs" as const, cell: view.name },
      lines: () => emitLayout(view, { format: "lvs" }),
    })),
    { path: "manifest.json", format: "manifest", cell: null, lines: () => emitWeightManifest(network) },
    { path: "weights.csv", format: "csv", cell: null, lines: () => emitWeightCsv(network) },
  ];
}

function layerOf(name: string, rows: number, cols: number): WrittenLayer {
  const cells = { pos: cellsOf(`${name} pos`, rows, cols), neg: cellsOf(`${name} neg`, rows, cols) };
  const layer = { name, rows, cols };
  const tiles = tilesOf(layer).map((tile) => ({ ...tile, gain: null }));
  return { ...layer, cells, tile: [...size], tiles, weightPerSiemens: 500 };
}

function cellsOf(name: string, rows: number, cols: number): WrittenCells {
  const { uniform } = createRandom(1).stream(name);
  const count = rows * cols;
  const target = createMatrix(rows, cols);
  const programmed = createMatrix(rows, cols);
  for (let k = 0; k < count; k++) {
    const goal = levels[Math.floor(uniform() * levels.length)] as number;
    target.data[k] = goal;
    programmed.data[k] = goal * (1 + 0.01 * uniform());
  }
  const pulses = Uint32Array.from({ length: count }, () => Math.floor(500 * uniform()));
  return { target, programmed, missed: new Uint8Array(count), set: pulses, reset: new Uint32Array(count) };
}

function tilesOf({ rows, cols }: Pick<WrittenLayer, "rows" | "cols">): ArrayTile[] {
  const [height, width] = size;
  const tiles: ArrayTile[] = [];
  for (const polarity of ["pos", "neg"] as const) {
    for (let r = 0; r * height < rows; r++) {
      for (let c = 0; c * width < cols; c++) {
        const [row, col] = [r * height, c * width];
        const shape = { rows: Math.min(height, rows - row), cols: Math.min(width, cols - col) };
        tiles.push({ polarity, tile: [r, c], row, col, ...shape });
      }
    }
  }
  return tiles;
}
