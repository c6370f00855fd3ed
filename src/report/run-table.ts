import type { RunSummary } from "./run-report.ts";
import { builtFrom, stageRows } from "./stages.ts";
import { textLine } from "./text-line.ts";

/**
 * The table that ends a run on the command line: plain ASCII, no line over 80 columns, no line break at the end.
 *
 * Waterfall with 95 % intervals, layers as programmed, the worst tile of the cross-check, the number of warnings.
 */
export function formatRunTable(summary: RunSummary): string {
  return [...waterfallLines(summary), "", ...layerLines(summary), "", ...verdictLines(summary)].join("\n");
}

function waterfallLines({ waterfall }: RunSummary): string[] {
  const rows = stageRows(waterfall);
  const { first, last } = builtFrom(rows);
  const body = rows.map((row) =>
    textLine([
      [row.stage, -14],
      [String(row.images), 8],
      [row.sample ? `${Math.round(row.accuracy * row.images)} of ${row.images}` : pct(row.accuracy), 12],
      [`${pct(row.ci95[0])} to ${pct(row.ci95[1])}`, 20],
      [row.before === null ? (row.sample ? "sample" : "") : signed(row.accuracy - row.before), 12],
    ]),
  );
  return [
    `Accuracy as built ${pct(last.accuracy)} %, trained ${pct(first.accuracy)} % (${last.images} images)`,
    "",
    textLine([
      ["stage", -14],
      ["images", 8],
      ["accuracy %", 12],
      ["95 % interval", 20],
      ["points", 12],
    ]),
    "-".repeat(66),
    ...body,
  ];
}

function layerLines({ layers }: RunSummary): string[] {
  return [
    textLine([
      ["layer", -14],
      ["rows x cols", 13],
      ["tiles", 7],
      ["cells", 9],
      ["unreachable", 13],
      ["pulses", 8],
      ["rms error", 12],
    ]),
    "-".repeat(76),
    ...layers.map(({ name, rows, cols, tiles, programming }) =>
      textLine([
        [name, -14],
        [`${rows} x ${cols}`, 13],
        [String(tiles), 7],
        [String(programming.cells), 9],
        [String(programming.unreachable), 13],
        [programming.meanPulses.toFixed(1), 8],
        [`${pct(programming.rmsError)} %`, 12],
      ]),
    ),
  ];
}

function verdictLines({ crosscheck, monteCarlo, warnings }: RunSummary): string[] {
  const worst = crosscheck.reduce<RunSummary["crosscheck"][number] | undefined>(
    (most, row) =>
      most === undefined || !(row.maxRelativeError / row.tolerance <= most.maxRelativeError / most.tolerance)
        ? row
        : most,
    undefined,
  );
  const failed = crosscheck.filter(
    ({ maxRelativeError, tolerance }) => !(maxRelativeError <= tolerance),
  ).length;
  const verdict = failed === 0 ? "pass" : `${failed} FAILED`;
  return [
    worst === undefined
      ? "SPICE cross-check   not asked for"
      : `SPICE cross-check   ${crosscheck.length} tiles, worst error ${worst.maxRelativeError.toExponential(1)} (limit ${worst.tolerance.toExponential(0)}): ${verdict}`,
    ...chipLines(monteCarlo),
    `Warnings            ${warnings.length === 0 ? "none" : warnings.length}`,
  ];
}

/** Of several chips, the last stage: what the next one may be expected to reach. */
function chipLines(monteCarlo: RunSummary["monteCarlo"]): string[] {
  const last = monteCarlo?.stages.at(-1);
  if (last === undefined) return [];
  const { mean, deviation, ci95, accuracies } = last;
  const interval = `${pct(ci95[0])} to ${pct(ci95[1])}`;
  return [
    `Chips               ${accuracies.length}, mean ${pct(mean)} % (${interval}), sigma ${pct(deviation)}`,
  ];
}

const pct = (fraction: number) => (fraction * 100).toFixed(2);
const signed = (difference: number) => `${difference > 0 ? "+" : ""}${(difference * 100).toFixed(2)}`;
