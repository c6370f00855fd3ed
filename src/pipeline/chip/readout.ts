import {
  addReadNoise,
  convertCurrents,
  convertDrive,
  type Dac,
  noisePower,
  tilePlaces,
} from "../../crossbar/index.ts";
import { createMatrix, type Matrix, type Random, sliceMatrix } from "../../foundation/index.ts";
import {
  conductanceDifference,
  type PhysicalLayer,
  type ReadCurrents,
  sparseProduct,
} from "../../network/index.ts";

/** What stands between numbers and arrays; null: nothing, and no error. */
export interface ReadoutOptions {
  readonly dac: Dac | null;
  /** Sigma of a cell at one read, and the streams of the chip. */
  readonly noise: { readonly sigma: number; readonly random: Random } | null;
  /** Ranges by layer and row of tiles, one a column [A]. */
  readonly adc: { readonly bits: number; readonly ranges: readonly (readonly Float64Array[])[] } | null;
}

/** Partial sums of one layer, a matrix a row of tiles, (batch, cols) [A], and how many conversions saturated, of how many. */
export interface Partials {
  readonly sums: readonly Matrix[];
  readonly dac: Saturation;
  readonly adc: Saturation;
}

export interface Saturation {
  readonly saturated: number;
  readonly conversions: number;
}

export interface Readout {
  /** As `evaluatePhysical` takes it. Without noise and ADC it is the plain product, bit for bit. */
  readonly currents: ReadCurrents;
  /** The same before partial sums are added. */
  partials(layer: number, voltages: Matrix, first: number): Partials;
}

export const ideal: ReadoutOptions = { dac: null, noise: null, adc: null };

/**
 * Reads layers tile by tile: DAC, currents with noise, ADC on I+ - I- of every column of every pair of tiles, and then the sum.
 *
 * Noise has a stream for each layer and image, so neither the batch nor another source moves its numbers.
 *
 * @param rows of a tile
 */
export function createReadout(
  layers: readonly PhysicalLayer[],
  rows: number,
  { dac, noise, adc }: ReadoutOptions,
): Readout {
  const whole = layers.map(conductanceDifference);
  const blocks = layers.map((layer, index) => rowBlocks(layer, whole[index] as Matrix, rows));
  const driven = (voltages: Matrix) =>
    dac === null ? { values: voltages, saturated: 0 } : convertDrive(dac, voltages);

  function partials(index: number, voltages: Matrix, first: number): Partials {
    const { name } = layers[index] as PhysicalLayer;
    const drive = driven(voltages);
    const batch = voltages.rows;
    const streams =
      noise && Array.from({ length: batch }, (_, n) => noise.random.stream("read-noise", name, first + n));
    let [saturated, conversions] = [0, 0];
    const sums = (blocks[index] as readonly RowBlock[]).map((block, r) => {
      const own = sliceMatrix(drive.values, 0, block.row, [batch, block.difference.rows]);
      const sum = sparseProduct(own, block.difference);
      const { cols } = sum;
      if (noise && streams) {
        const squares = { ...own, data: own.data.map((v) => v * v) };
        const variance = sparseProduct(squares, block.power()).data;
        for (const [n, stream] of streams.entries()) {
          const [from, to] = [n * cols, (n + 1) * cols];
          const spread = { sigma: noise.sigma, stream };
          addReadNoise(sum.data.subarray(from, to), variance.subarray(from, to), spread);
        }
      }
      if (adc === null) return sum;
      const ranges = adc.ranges[index]?.[r] as Float64Array;
      const read = convertCurrents({ bits: adc.bits, ranges }, sum);
      saturated += read.saturated;
      conversions += sum.data.length;
      return read.values;
    });
    const driveConversions = dac === null ? 0 : voltages.data.length;
    return {
      sums,
      dac: { saturated: drive.saturated, conversions: driveConversions },
      adc: { saturated, conversions },
    };
  }

  function currents(index: number, voltages: Matrix, first: number): Matrix {
    if (noise === null && adc === null) return sparseProduct(driven(voltages).values, whole[index] as Matrix);
    return sumOf(partials(index, voltages, first).sums);
  }
  return { currents, partials };
}

/** What the adders behind the tiles make of partial sums. */
export function sumOf(sums: readonly Matrix[]): Matrix {
  const [{ rows, cols }] = sums as [Matrix];
  const total = createMatrix(rows, cols);
  for (const { data } of sums) {
    for (let k = 0; k < data.length; k++) total.data[k] = (total.data[k] as number) + (data[k] as number);
  }
  return total;
}

interface RowBlock {
  /** The first of its rows. */
  readonly row: number;
  readonly difference: Matrix;
  /** Made when first asked for. */
  readonly power: () => Matrix;
}

/** The rows of tiles of a layer, whole: tiles beside each other share no column. */
function rowBlocks(layer: PhysicalLayer, difference: Matrix, rows: number): RowBlock[] {
  const { cols } = difference;
  return tilePlaces(difference.rows, cols, [rows, cols]).map(({ row }) => {
    const cut = (matrix: Matrix) => sliceMatrix(matrix, row, 0, [rows, cols]);
    let power: Matrix | undefined;
    return {
      row,
      difference: cut(difference),
      power: () => {
        power ??= noisePower(cut(layer.gPos), cut(layer.gNeg));
        return power;
      },
    };
  });
}
