import { createMatrix, type Matrix } from "../../foundation/index.ts";
import { driveVoltages, layerOutput, type PhysicalLayer, pixelMatrix, rectify } from "../../network/index.ts";
import type { RunSpec } from "../../spec/index.ts";
import { type Readout, sumOf } from "./readout.ts";

type AdcSpec = NonNullable<RunSpec["converters"]["adc"]>;

export interface RangeRequest {
  readonly adc: AdcSpec;
  readonly layers: readonly PhysicalLayer[];
  /** The same without an ADC. */
  readonly readout: Readout;
  /** [rows, cols] of a tile. */
  readonly size: readonly [number, number];
  /** Largest difference of a pair [S], and largest word line voltage [V]. */
  readonly gRange: number;
  readonly vMax: number;
  /** Digital gains behind the ADCs by layer and row of tiles, one a column. */
  readonly gains: readonly (readonly Float64Array[])[];
  /** Grey values of training images that `calibrated` reads, (n, 784). */
  readonly images: Uint8Array;
}

/**
 * Ranges of the ADCs by layer and row of tiles, one a column [A]; all columns of a pair of tiles have the same, times the gain of each: an ADC before
 * a gain reads the gained current in gained steps.
 *
 * A tile that no calibration image drives has the range of `max`: it cannot saturate on what it was never shown.
 */
export function adcRanges(request: RangeRequest): Float64Array[][] {
  const { gains } = request;
  return bareRanges(request).map((rows, index) =>
    rows.map((ranges, r) => {
      const own = gains[index]?.[r] as Float64Array;
      return ranges.map((range, j) => range * Math.abs(own[j] as number));
    }),
  );
}

/** The same without gains: what an ADC has before it. */
function bareRanges(request: RangeRequest): Float64Array[][] {
  const { adc, layers, size, gRange, vMax, gains } = request;
  const worst = (rows: number) => rows * gRange * vMax;
  const heights = layers.map(({ gPos }) =>
    Array.from({ length: Math.ceil(gPos.rows / size[0]) }, (_, r) =>
      Math.min(size[0], gPos.rows - r * size[0]),
    ),
  );
  if (adc.range === "calibrated") {
    return calibrate(request).map((sums, index) =>
      sums.map((sum, r) => {
        const bare = withoutGain(sum, gains[index]?.[r] as Float64Array);
        return quantiles(bare, size[1], adc.quantile, worst(heights[index]?.[r] as number));
      }),
    );
  }
  return layers.map(({ gPos }, index) =>
    (heights[index] as number[]).map((rows) => {
      const range = adc.range === "max" ? worst(rows) : (adc.range as number);
      return new Float64Array(gPos.cols).fill(range);
    }),
  );
}

/** Partial sums of every layer on the images, each layer given what the layers before it put out. */
function calibrate({ layers, readout, images }: RangeRequest): (readonly Matrix[])[] {
  let x = pixelMatrix(images, 0, images.length / 784);
  return layers.map((layer, index) => {
    const { sums } = readout.partials(index, driveVoltages(layer, x), 0);
    x = rectify(layerOutput(layer, sumOf(sums)));
    return sums;
  });
}

function withoutGain({ rows, cols, data }: Matrix, gain: Float64Array): Matrix {
  return createMatrix(
    rows,
    cols,
    data.map((i, k) => i / (gain[k % cols] as number)),
  );
}

/** The quantile of |I| of every `width` columns [A], (cols); `silent` where it is 0. */
function quantiles(
  { rows, cols, data }: Matrix,
  width: number,
  quantile: number,
  silent: number,
): Float64Array {
  const ranges = new Float64Array(cols);
  for (let from = 0; from < cols; from += width) {
    const to = Math.min(from + width, cols);
    const sizes = createMatrix(rows, to - from).data;
    for (let n = 0; n < rows; n++) {
      for (let j = from; j < to; j++)
        sizes[n * (to - from) + j - from] = Math.abs(data[n * cols + j] as number);
    }
    sizes.sort();
    const range = sizes[Math.min(Math.ceil(quantile * sizes.length), sizes.length) - 1] ?? 0;
    ranges.fill(range > 0 ? range : silent, from, to);
  }
  return ranges;
}
