import { attenuationOf, type Pair } from "../../crossbar/index.ts";
import { createMatrix, type Matrix, type Random } from "../../foundation/index.ts";
import { type CellWeights, createRetraining, type LabelledImages } from "../../network/index.ts";
import type { CompensationSpec } from "../../spec/index.ts";
import type { LayerTarget } from "../program.ts";
import { breathe } from "../progress.ts";
import type { LayerCells, WiredLayer } from "../wire.ts";
import { cellsOf } from "./arrays.ts";

export interface RetrainRequest {
  /** Where training starts. */
  readonly targets: readonly LayerTarget[];
  readonly window: { readonly gMin: number; readonly gMax: number };
  readonly options: NonNullable<CompensationSpec["retrain"]>;
  readonly data: LabelledImages;
  readonly random: Random;
  /** Solves wires; adds gains where there are any. */
  readonly wire: (cells: readonly LayerCells[]) => Promise<readonly WiredLayer[]>;
  readonly signal?: AbortSignal | undefined;
  readonly report: (done: number, total: number) => void;
}

/**
 * Training goes on through the wires, on the conductances themselves.
 *
 * The exact transfer matrices are solved now and then; in between, what the lines leave of each cell is held, as a weight per siemens,
 * and many cheap steps are taken. It changes little in that time, since it hangs on all cells of two lines. What a step on one cell does
 * to the others is seen at the next solve.
 */
export async function retrainPairs(request: RetrainRequest): Promise<LayerTarget[]> {
  const { targets, window, options, data, random, wire, signal, report } = request;
  const layers = targets.map(({ bias, target }) => ({
    shares: sharesOf(target, window),
    bias: bias === null ? null : Float64Array.from(bias),
  }));
  const now = (): LayerTarget[] =>
    targets.map(({ name, bias, target: { weightPerSiemens } }, index) => {
      const { shares, bias: trained } = layers[index] as (typeof layers)[number];
      const own = bias === null ? null : Float32Array.from(trained as Float64Array);
      return { name, bias: own, target: { ...pairsOfShares(shares, window), weightPerSiemens } };
    });
  const retraining = createRetraining(layers, { window, batch: options.batch });
  const images = Math.min(options.images, data.labels.length);
  const perSolve = Math.ceil(images / options.solves);
  const total = options.epochs * images;
  let done = 0;
  for (let epoch = 1; epoch <= options.epochs; epoch++) {
    const order = random.stream("retrain", "shuffle", epoch).permutation(images);
    for (let first = 0; first < images; first += perSolve) {
      await breathe(signal, "retrain");
      const cells = now();
      const wired = await wire(cells.map(cellsOf));
      const weights = cells.map(({ target }, index) => cellWeights(target, wired[index] as WiredLayer));
      const chosen = order.subarray(first, first + perSolve);
      retraining.run(weights, data, chosen, options.learningRate * (1 - done / total));
      done += chosen.length;
      report(done, total);
    }
  }
  return now();
}

/** The difference of a pair as a share of the window, -1..1; where the other device is not at gMin, it goes there. */
function sharesOf({ gPos, gNeg }: Pair, { gMin, gMax }: RetrainRequest["window"]): Matrix {
  const { rows, cols, data } = gPos;
  const share = (g: number, k: number) => (g - gNeg.data[k]!) / (gMax - gMin);
  return createMatrix(
    rows,
    cols,
    data.map((g, k) => Math.min(Math.max(share(g, k), -1), 1)),
  );
}

function pairsOfShares({ rows, cols, data }: Matrix, { gMin, gMax }: RetrainRequest["window"]) {
  const side = (sign: 1 | -1) =>
    createMatrix(
      rows,
      cols,
      data.map((share) => Math.min(gMax, gMin + Math.max(sign * share, 0) * (gMax - gMin))),
    );
  return { gPos: side(1), gNeg: side(-1) };
}

function cellWeights({ gPos, gNeg, weightPerSiemens }: Pair, wired: WiredLayer): CellWeights {
  const scaled = (conductance: Matrix, effective: Matrix) => {
    const left = attenuationOf(conductance, effective);
    return { ...left, data: left.data.map((part) => part * weightPerSiemens) };
  };
  return { pos: scaled(gPos, wired.gPos), neg: scaled(gNeg, wired.gNeg) };
}
