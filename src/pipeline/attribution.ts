import { createMatrix, type Matrix, sliceMatrix } from "../foundation/index.ts";
import {
  driveVoltages,
  layerOutput,
  type PhysicalLayer,
  pixelMatrix,
  rectify,
  sparseProduct,
  type TrainedNetwork,
} from "../network/index.ts";
import type { AttributionRow } from "../report/index.ts";
import type { BuiltStage } from "./chip/build.ts";
import { createReadout, ideal, type Partials, type Readout, type Saturation, sumOf } from "./chip/readout.ts";
import { compareSums } from "./compare-sums.ts";
import type { ProgrammedLayer, ProgrammedNetwork } from "./program.ts";

export interface AttributionRequest {
  readonly network: TrainedNetwork;
  /** The cells of the first stages. */
  readonly written: ProgrammedNetwork;
  readonly built: readonly BuiltStage[];
  /** [rows, cols] of a tile. */
  readonly size: readonly [number, number];
  /** Write-verify's, as a fraction of the window. */
  readonly tolerance: number;
  /** Grey values of test images, (n, 784). */
  readonly images: Uint8Array;
}

/**
 * What every stage makes of every layer, each layer given what the float network puts into it: so an error is the layer's own, and not
 * what the layer before handed on. Only the converters are counted as the network uses them.
 */
export function attribute(request: AttributionRequest): AttributionRow[] {
  const { network, built, size, tolerance, images } = request;
  const count = images.length / 784;
  const pixels = pixelMatrix(images, 0, count);
  const wanted = idealLayers(network, pixels, size[0]);
  let cells = request.written;
  return built.flatMap(({ stage, layers, readout, programmed = cells }) => {
    cells = programmed;
    const reader = readout ?? createReadout(layers, size[0], ideal);
    const use = readout === undefined ? null : converterUse(layers, readout, pixels);
    return layers.map((layer, index): AttributionRow => {
      const { inputs, sums } = wanted[index] as IdealLayer;
      const read = reader.partials(index, driveVoltages(layer, inputs), 0);
      const written = programmed.layers[index] as ProgrammedLayer;
      return {
        stage,
        layer: layer.name,
        images: count,
        ...compareSums(outputs(layer, read), sums, size[1]),
        saturatedDac: shareOf(use?.[index]?.dac),
        saturatedAdc: shareOf(use?.[index]?.adc),
        clippedWeights: clipped(
          network.layers[index] as TrainedNetwork["layers"][number],
          written,
          programmed,
        ),
        unreachable:
          stage === "levels"
            ? null
            : missedShare(written, stage, tolerance * (programmed.window.gMax - programmed.window.gMin)),
      };
    });
  });
}

interface IdealLayer {
  /** (batch, rows) */
  readonly inputs: Matrix;
  /** Partial sums of x W, a matrix a row of tiles, (batch, cols). */
  readonly sums: readonly Matrix[];
}

function idealLayers(network: TrainedNetwork, pixels: Matrix, height: number): IdealLayer[] {
  let inputs = pixels;
  return network.layers.map(({ rows, cols, weights, bias }) => {
    const w = createMatrix(rows, cols, Float64Array.from(weights));
    const own = { inputs, sums: blockSums(inputs, w, height) };
    const y = sparseProduct(inputs, w).data.map(
      (sum, k) => sum + (bias === null ? 0 : (bias[k % cols] as number)),
    );
    inputs = rectify(createMatrix(inputs.rows, cols, y));
    return own;
  });
}

function blockSums(x: Matrix, w: Matrix, height: number): Matrix[] {
  return Array.from({ length: Math.ceil(w.rows / height) }, (_, r) => {
    const block = sliceMatrix(w, r * height, 0, [height, w.cols]);
    return sparseProduct(sliceMatrix(x, 0, r * height, [x.rows, height]), block);
  });
}

/** Partial sums as outputs, before the bias. */
function outputs(layer: PhysicalLayer, { sums }: Partials): Matrix[] {
  const factor = (layer.weightPerSiemens * layer.inputScale) / layer.vRead;
  return sums.map((sum) => ({ ...sum, data: sum.data.map((i) => i * factor) }));
}

/** Converters of every layer as the network uses them, each layer given what the one before hands on. */
function converterUse(layers: readonly PhysicalLayer[], readout: Readout, pixels: Matrix): Partials[] {
  let x = pixels;
  return layers.map((layer, index) => {
    const read = readout.partials(index, driveVoltages(layer, x), 0);
    x = rectify(layerOutput(layer, sumOf(read.sums)));
    return read;
  });
}

function shareOf(use: Saturation | undefined): number | null {
  return use === undefined || use.conversions === 0 ? null : use.saturated / use.conversions;
}

/** Share of the weights that the window does not hold, by more than rounding. */
function clipped(
  { weights }: TrainedNetwork["layers"][number],
  { target }: ProgrammedLayer,
  { window }: ProgrammedNetwork,
): number {
  const most = target.weightPerSiemens * (window.gMax - window.gMin) * (1 + 1e-6);
  return weights.filter((w) => Math.abs(w) > most).length / weights.length;
}

/** Of both polarities; before cells are stuck, those that would be further than `far` [S] from their targets anyway. */
function missedShare({ target, pos, neg }: ProgrammedLayer, stage: BuiltStage["stage"], far: number): number {
  const cells = pos.missed.length + neg.missed.length;
  if (stage !== "programmed") return (pos.unreachable + neg.unreachable) / cells;
  const missed = ({ data }: Matrix, goal: Matrix) =>
    data.filter((g, k) => !(Math.abs(g - (goal.data[k] as number)) <= far)).length;
  return (missed(pos.intact, target.gPos) + missed(neg.intact, target.gNeg)) / cells;
}
