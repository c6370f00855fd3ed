import type { CrosscheckSummary, TileComparison } from "./crosscheck-report.ts";
import { faultsOf } from "./sections/crosscheck-headline.ts";
import { textLine } from "./text-line.ts";

/** The table that ends a cross-check on the command line: plain ASCII, no line over 80 columns, no line break at the end. */
export function formatCrosscheckTable(summary: CrosscheckSummary): string {
  return [...tileLines(summary), "", ...networkLines(summary), "", ...verdictLines(summary)].join("\n");
}

function tileLines({ tiles, provenance }: CrosscheckSummary): string[] {
  if (tiles.length === 0) return ["Tiles     not asked for"];
  const native = provenance.native !== null;
  const head = tileLine(native, {
    name: "tile",
    shape: "rows x cols",
    inputs: "inputs",
    spice: "SPICE",
    native: "native",
    ideal: "v G",
    spiceTime: "SPICE s",
    nativeTime: "native s",
    solverTime: "solver s",
    result: "",
  });
  const rows = tiles.map((tile) => {
    const second = tile.native?.status === "ok" ? tile.native : null;
    return tileLine(native, {
      name: tile.name,
      shape: `${tile.rows} x ${tile.cols}`,
      inputs: String(tile.inputs),
      spice: error(tile.maxRelativeError),
      native: error(second?.maxRelativeDifference ?? null),
      ideal: error(tile.maxIdealError),
      spiceTime: time(tile.seconds?.spice ?? null),
      nativeTime: time(second?.seconds ?? null),
      solverTime: time(tile.seconds?.solver ?? null),
      result: results[tile.status],
    });
  });
  return [
    "Differences from the solver, of the tile's largest output; v G: without wires",
    head,
    "-".repeat(80),
    ...rows,
  ];
}

const results: Readonly<Record<TileComparison["status"], string>> = {
  pass: "pass",
  fail: "FAIL",
  error: "ERROR",
};

type Cells = Readonly<
  Record<
    | "name"
    | "shape"
    | "inputs"
    | "spice"
    | "native"
    | "ideal"
    | "spiceTime"
    | "nativeTime"
    | "solverTime"
    | "result",
    string
  >
>;

/** With a second simulator its two columns take the place of the shape. */
function tileLine(native: boolean, cells: Cells): string {
  return textLine([
    [cells.name, -19],
    ...(native ? [] : [[cells.shape, 11] as const]),
    [cells.inputs, 8],
    [cells.spice, 9],
    ...(native ? [[cells.native, 9] as const] : []),
    [cells.ideal, 9],
    [cells.spiceTime, 9],
    [native ? cells.nativeTime : cells.solverTime, 9],
    ["", 1],
    [cells.result, -5],
  ]);
}

function networkLines({ network }: CrosscheckSummary): string[] {
  if (network === null) return ["Images    not asked for"];
  const { images, failed, agreement, accuracy, maxLogitError, seconds } = network;
  const right = (share: number) => `${Math.round(share * images)} of ${images}`;
  return [
    `Images    ${images} through the whole network, ${(seconds.spice / images).toPrecision(2)} s each in SPICE${failed > 0 ? `, ${failed} FAILED` : ""}`,
    `Right     float ${right(accuracy.float)}, v G ${right(accuracy.ideal)}, solver ${right(accuracy.solver)}, SPICE ${right(accuracy.spice)}`,
    `Agree     SPICE and solver ${agreement} of ${images}, outputs within ${error(maxLogitError)}`,
  ];
}

function verdictLines(summary: CrosscheckSummary): string[] {
  const { status, tolerance, warnings } = summary;
  return [
    `Warnings  ${warnings.length === 0 ? "none" : warnings.length}`,
    ...(status === "ok"
      ? [`PASS      tolerance ${tolerance.toExponential(0)}`]
      : faultsOf(summary).map(
          (fault, k) => `${k === 0 ? "FAIL" : "    "}      ${fault.replaceAll("\u2212", "-")}`,
        )),
  ];
}

const error = (value: number | null) => (value === null ? "-" : value.toExponential(1));
const time = (seconds: number | null) => (seconds === null ? "-" : seconds.toPrecision(2));
