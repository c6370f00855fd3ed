import type { Random } from "../../foundation/index.ts";
import type { Dataset } from "../../network/index.ts";
import type { RunSpec } from "../../spec/index.ts";
import { columnGainsOf } from "../compensate/gains.ts";
import { drawPixels } from "../draw-images.ts";
import { adcRanges } from "./adc-ranges.ts";
import type { BuiltStage } from "./build.ts";
import { createReadout, ideal } from "./readout.ts";
import type { StandingChip } from "./stand.ts";

export interface ReadPlan {
  readonly spec: Pick<RunSpec, "nonidealities" | "converters" | "array">;
  /** The window that the device offers [S]. */
  readonly window: { readonly gMin: number; readonly gMax: number };
  /** [V] */
  readonly vRead: number;
  readonly training: Dataset["train"];
}

/** How the arrays of a chip are read, one stage for each thing that is not ideal; `random` is that chip's. */
export function readStages(
  { spec, window, vRead, training }: ReadPlan,
  { layers, wired }: Pick<StandingChip, "layers" | "wired">,
  random: Random,
): BuiltStage[] {
  const { readNoise } = spec.nonidealities;
  const { dac, adc } = spec.converters;
  const [rows] = spec.array.tile;
  const noise = readNoise > 0 ? { sigma: readNoise, random } : null;
  const converted = dac && { bits: dac.bits, range: dac.range === "max" ? vRead : dac.range };
  const ranges =
    adc &&
    adcRanges({
      adc,
      layers,
      readout: createReadout(layers, rows, { ...ideal, dac: converted }),
      size: spec.array.tile,
      gRange: window.gMax - window.gMin,
      vMax: converted?.range ?? vRead,
      gains: wired.map(columnGainsOf),
      images: drawPixels(training, random.stream("adc-images"), adc.images),
    });
  return [
    ...(noise === null
      ? []
      : [{ stage: "readNoise", layers, readout: createReadout(layers, rows, { ...ideal, noise }) } as const]),
    ...(dac === null && adc === null
      ? []
      : [
          {
            stage: "converters",
            layers,
            readout: createReadout(layers, rows, {
              dac: converted,
              noise,
              adc: adc && ranges && { bits: adc.bits, ranges },
            }),
          } as const,
        ]),
  ];
}
