import type { CrosscheckReport, ImageComparison } from "./crosscheck-report.ts";
import { emitCsvRows } from "./csv.ts";
import type { CsvFile } from "./run-csv.ts";
import { tileError } from "./sections/compared-tiles.ts";

/** `crosscheck.csv` (tiles), `currents.csv`, `images.csv` and `logits.csv`. What was not measured is empty. */
export function crosscheckCsvFiles({ summary, currents, images }: CrosscheckReport): CsvFile[] {
  return [
    {
      path: "crosscheck.csv",
      content: emitCsvRows(summary.tiles, {
        tile: ({ name }) => name,
        layer: ({ layer }) => layer,
        polarity: ({ polarity }) => polarity,
        tile_row: ({ tile }) => tile[0],
        tile_col: ({ tile }) => tile[1],
        rows: ({ rows }) => rows,
        cols: ({ cols }) => cols,
        inputs: ({ inputs }) => inputs,
        max_relative_error: ({ maxRelativeError }) => maxRelativeError ?? "",
        max_ideal_error: ({ maxIdealError }) => maxIdealError ?? "",
        max_native_difference: ({ native }) => (native?.status === "ok" ? native.maxRelativeDifference : ""),
        tolerance: () => summary.tolerance,
        time_spice_s: ({ seconds }) => seconds?.spice ?? "",
        time_native_s: ({ native }) => (native?.status === "ok" ? native.seconds : ""),
        time_solver_s: ({ seconds }) => seconds?.solver ?? "",
        status: ({ status }) => status,
        error: (tile) => tileError(tile)?.code ?? "",
      }),
    },
    {
      path: "currents.csv",
      content: emitCsvRows(
        currents.flatMap((tile) => Array.from(tile.solver.data, (solver, k) => ({ tile, k, solver }))),
        {
          tile: ({ tile }) => tile.name,
          image: ({ tile, k }) => tile.images[Math.floor(k / tile.solver.cols)] as number,
          bit_line: ({ tile, k }) => k % tile.solver.cols,
          ideal_A: ({ tile, k }) => tile.ideal.data[k] as number,
          solver_A: ({ solver }) => solver,
          spice_A: ({ tile, k }) => tile.spice.data[k] as number,
          native_A: ({ tile, k }) => tile.native?.data[k] ?? "",
        },
      ),
    },
    ...imageFiles(images),
  ];
}

function imageFiles(images: readonly ImageComparison[]): CsvFile[] {
  if (images.length === 0) return [];
  return [
    {
      path: "images.csv",
      content: emitCsvRows(images, {
        image: ({ image }) => image,
        label: ({ label }) => label,
        float: ({ predicted }) => predicted.float,
        ideal: ({ predicted }) => predicted.ideal,
        solver: ({ predicted }) => predicted.solver,
        spice: ({ predicted }) => predicted.spice ?? "",
        error: ({ error }) => error?.code ?? "",
      }),
    },
    {
      path: "logits.csv",
      content: emitCsvRows(
        images.flatMap((one) => Array.from(one.logits.solver, (solver, output) => ({ one, output, solver }))),
        {
          image: ({ one }) => one.image,
          output: ({ output }) => output,
          ideal: ({ one, output }) => one.logits.ideal[output] as number,
          solver: ({ solver }) => solver,
          spice: ({ one, output }) => one.logits.spice?.[output] ?? "",
        },
      ),
    },
  ];
}
