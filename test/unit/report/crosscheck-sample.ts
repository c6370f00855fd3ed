import { createMatrix } from "../../../src/foundation/index.ts";
import type {
  CrosscheckReport,
  CrosscheckSummary,
  TileComparison,
  TileCurrents,
} from "../../../src/report/index.ts";

const error = {
  code: "ENGINE_TIMEOUT",
  at: "hidden-neg-r1-c0, image 4",
  message: "no result after 300 s",
  hint: "Raise the limit.",
};

/** Currents [A] of 2 inputs on `cols` bit lines; SPICE is off by `off` of the largest on the last line, ideal by 2 %. */
function sampleCurrents(name: string, cols: number, off: number): TileCurrents {
  const solver = createMatrix(
    2,
    cols,
    Float64Array.from({ length: 2 * cols }, (_, k) => 1e-5 * (k + 1)),
  );
  const largest = 2e-5 * cols;
  const spice = solver.data.map((i, k) => i + (k % cols === cols - 1 ? off * largest : 0));
  const native = solver.data.map((i) => i * (1 + 1e-14));
  return {
    name,
    images: [4, 17],
    ideal: createMatrix(
      2,
      cols,
      solver.data.map((i) => 1.02 * i),
    ),
    solver,
    spice: createMatrix(2, cols, spice),
    native: createMatrix(2, cols, native),
  };
}

const tileOf = (layer: string, polarity: "pos" | "neg", row: number) => ({
  name: `${layer}-${polarity}-r${row}-c0`,
  layer,
  polarity,
  tile: [row, 0] as const,
  rows: 64,
  cols: 8,
  inputs: 2,
  images: [4, 17],
});
const passed = {
  status: "pass",
  maxRelativeError: 8.7e-14,
  maxIdealError: 0.02,
  seconds: { spice: 0.41, solver: 0.0042 },
  native: { status: "ok", maxRelativeDifference: 1e-14, seconds: 3.2 },
  error: null,
} as const;

/** 3 tiles and 3 images: all that can happen to them, or with `good` nothing bad. */
export function sampleCrosscheck(good = false): CrosscheckReport {
  const missed: TileComparison = good
    ? { ...tileOf("hidden", "neg", 0), ...passed }
    : { ...tileOf("hidden", "neg", 0), ...passed, status: "fail", maxRelativeError: 3e-4 };
  const silent: TileComparison = {
    ...tileOf("hidden", "neg", 1),
    ...{ status: "error", maxRelativeError: null, maxIdealError: null, seconds: null, native: null, error },
  };
  const summary: CrosscheckSummary = {
    status: good ? "ok" : "failed",
    provenance: {
      memspice: "0.1.0",
      specHash: "9f2c4be1a7d05863",
      seed: 1,
      engine: { name: "eecircuit-engine", version: "1.8.0", ngspice: "45.2", solver: "klu, sparse" },
      native: { name: "ngspice", version: "39", ngspice: "39" },
      node: "20.20.2",
      startedAt: "2026-01-05T10:00:00.000Z",
    },
    tolerance: 1e-6,
    cell: "linear",
    array: { tiles: 56, undriven: 4 },
    tiles: [
      { ...tileOf("hidden", "pos", 0), ...passed },
      missed,
      ...(good ? [] : [silent]),
      { ...tileOf("output", "pos", 0), ...passed },
    ],
    network: {
      images: 3,
      failed: good ? 0 : 1,
      agreement: good ? 3 : 1,
      accuracy: good
        ? { float: 1, ideal: 1, solver: 1, spice: 1 }
        : { float: 1, ideal: 1, solver: 1, spice: 1 / 3 },
      maxLogitError: good ? 2e-13 : 4e-5,
      maxIdealLogitError: 0.048,
      seconds: { spice: 15.6, solver: 0.004 },
    },
    timings: { crosscheck: 1.2, spice: 15.6 },
    warnings: [],
    files: [],
  };
  const logits = (winner: number) => Float64Array.from({ length: 10 }, (_, j) => (j === winner ? 5 : -j));
  const image = (number: number, label: number, spice: number) => ({
    image: number,
    label,
    predicted: { float: label, ideal: label, solver: label, spice },
    logits: { ideal: logits(label), solver: logits(label), spice: logits(spice) },
    error: null,
  });
  const failed = { ...image(9, 2, 2), predicted: { float: 2, ideal: 2, solver: 2, spice: null } };
  return {
    name: "mnist",
    summary,
    specYaml: "memspice: 1\nname: mnist\n",
    layers: [
      { name: "hidden", grid: [2, 1] },
      { name: "output", grid: [1, 1] },
    ],
    currents: [
      sampleCurrents("hidden-pos-r0-c0", 8, 8.7e-14),
      sampleCurrents("hidden-neg-r0-c0", 8, good ? 0 : 3e-4),
      sampleCurrents("output-pos-r0-c0", 4, 0),
    ],
    images: [
      image(4, 7, 7),
      image(17, 3, good ? 3 : 8),
      good ? image(9, 2, 2) : { ...failed, logits: { ...failed.logits, spice: null }, error },
    ],
  };
}
