/** Counts of two sets of values over the same bins; bin i runs from edges[i] to edges[i + 1], the last one includes its end. */
export interface Histogram {
  /** (bins + 1) */
  readonly edges: Float64Array;
  /** (bins) */
  readonly gPos: Uint32Array;
  readonly gNeg: Uint32Array;
}

/** Both conductances of a layer [S] in `bins` equal bins over all their values. */
export function conductanceHistogram(
  layer: { readonly gPos: Float64Array; readonly gNeg: Float64Array },
  bins = 50,
): Histogram {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const values of [layer.gPos, layer.gNeg]) {
    for (const value of values) {
      if (value < low) low = value;
      if (value > high) high = value;
    }
  }
  if (!(low <= high)) [low, high] = [0, 1]; // no cells at all: every count is 0
  if (low === high) [low, high] = [low === 0 ? -1 : low * 0.99, high === 0 ? 1 : high * 1.01];
  const width = (high - low) / bins;
  const count = (values: Float64Array) => {
    const counts = new Uint32Array(bins);
    for (const value of values) {
      const bin = Math.min(Math.floor((value - low) / width), bins - 1);
      counts[bin] = (counts[bin] as number) + 1;
    }
    return counts;
  };
  const edges = Float64Array.from({ length: bins + 1 }, (_, i) => low + i * width);
  return { edges, gPos: count(layer.gPos), gNeg: count(layer.gNeg) };
}
