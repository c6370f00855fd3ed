import { z } from "zod";
import { count } from "./field.ts";

/** Against what wires take: each a stage of its own, in this order, built on those before it. From training images alone. */
export const compensationSchema = z
  .strictObject({
    /** A digital gain for every column of every array, by least squares over training activations. */
    gain: z.boolean().default(false),
    /** Conductances solved so that the wired arrays compute the wanted weights. */
    conductances: z.boolean().default(false),
    /** Training through the wires, a further `epochs`; null leaves it out, `{}` takes the defaults. */
    retrain: z
      .strictObject({
        epochs: count(1, 1000).default(1),
        /** Training images of an epoch, or all where there are fewer. */
        images: count(1, 60_000).default(60_000),
        batch: count(1, 60_000).default(32),
        /** Step of a conductance, as a fraction of the window, at the start; it falls to 0. */
        learningRate: z.number().positive().max(1).default(3e-4),
        /** Times in an epoch that the wires are solved anew; between them the share that they leave of each cell is held. */
        solves: count(1, 10_000).default(16),
      })
      .nullable()
      .default(null),
    /** Training images, or all where there are fewer, that tell how much each input matters. */
    images: count(1, 60_000).default(4000),
  })
  .prefault({});

/** Of a run, with nothing left out. */
export type CompensationSpec = z.output<typeof compensationSchema>;
