import { z } from "zod";
import { count, fraction, positive } from "./field.ts";

/** Bits of a converter: one at least. */
const bits = () => count(1, 24);

/** What stands between numbers and the array; null leaves a converter out. */
export const convertersSchema = z
  .strictObject({
    /** One a word line. */
    dac: z
      .strictObject({
        bits: bits().default(8),
        /** Voltage of the highest code; `max`: vRead, which the largest activation of the training images drives. */
        range: z.union([z.literal("max"), positive("V")]).default("max"),
      })
      .nullable()
      .default(null),
    /** One a column of a pair of tiles, on I+ - I-; partial sums are converted before they are added. */
    adc: z
      .strictObject({
        bits: bits().default(8),
        /**
         * Greatest current either way. `max`: every word line of the tile at vRead on a difference of gMax - gMin: cells inside the window cannot saturate it.
         * `calibrated`: of each tile, a quantile of what training images give.
         */
        range: z.union([z.enum(["max", "calibrated"]), positive("A")]).default("calibrated"),
        /** Of `calibrated`: the share of readings that the range holds, and the training images that are read for it. */
        quantile: fraction().default(0.999),
        images: count(1, 60_000).default(256),
      })
      .nullable()
      .default(null),
  })
  .prefault({});

const powerDriftSchema = z
  .strictObject({
    /** Since programming. */
    time: positive("s"),
    /** G(t) = G(t0) (t / t0)^-nu. */
    nu: z.number().min(0).max(1),
    /** Standard deviation of nu from device to device, as a fraction of it. */
    nuSpread: z.number().min(0).max(2).default(0),
    t0: positive("s").default(1),
  })
  .refine(({ time, t0 }) => time >= t0, { path: ["time"], message: "time must not be less than t0" });

const ownDriftSchema = z.strictObject({
  time: positive("s"),
  /** What the device's own equations make of a rest at 0 V. */
  law: z.literal("device"),
});

/** What happens after programming. All off where left out. */
export const nonidealitiesSchema = z
  .strictObject({
    /** Sigma of a cell's current as a fraction of it: normal, fresh at every read of every cell. */
    readNoise: z.number().min(0).max(2).default(0),
    drift: z.union([powerDriftSchema, ownDriftSchema]).nullable().default(null),
    /** Of the wires, by the temperature coefficient of their metals; null: that of the published sheet resistances. */
    temperatureC: z.number().min(-55).max(175).nullable().default(null),
  })
  .prefault({});
