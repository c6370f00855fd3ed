import { solveTile } from "../crossbar/index.ts";
import { createMatrix } from "../foundation/index.ts";
import { confidences, type Dataset, type Evaluation } from "../network/index.ts";
import type { RunReport } from "../report/index.ts";
import type { WiredLayer, WiredTile } from "./wire.ts";

/** Digits shown in the report, as in the paper. */
const digitsShown = 15;

/** The tile that conducts most, of all layers, with all its word lines at vRead: the heaviest load of this network on its wires. */
export function irDropMap(wired: readonly WiredLayer[], vRead: number): RunReport["irDrop"] {
  const load = ({ tile }: WiredTile) => tile.conductance.data.reduce((sum, g) => sum + g, 0);
  const tiles = wired.flatMap((layer) => layer.tiles);
  const { layer, polarity, place, tile } = tiles.reduce((most, next) =>
    load(next) > load(most) ? next : most,
  );
  const { rows, cols } = tile.conductance;
  const { wordVoltage, bitVoltage } = solveTile(
    tile,
    createMatrix(1, rows, new Float64Array(rows).fill(vRead)),
  );
  const loss = wordVoltage.data.map((u, k) => 1 - (u - (bitVoltage.data[k] as number)) / vRead);
  return { layer, polarity, tile: place.tile, loss: createMatrix(rows, cols, loss) };
}

/** The first test digits as the built array reads them. */
export function testDigits(evaluation: Evaluation, test: Dataset["test"]): RunReport["digits"] {
  const confidence = confidences(evaluation);
  return [...test.labels.subarray(0, digitsShown)].map((label, n) => ({
    pixels: test.images.slice(784 * n, 784 * (n + 1)),
    label,
    predicted: evaluation.predicted[n] as number,
    confidence: confidence[n] as number,
  }));
}
