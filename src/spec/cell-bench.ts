import { z } from "zod";
import type { Unit } from "../foundation/index.ts";
import { count, positive, quantity } from "./field.ts";

/** Points from `min` to `max`, both of them, each the same factor from the next. */
const span = (unit: Unit, min: number, max: number, points: number) =>
  z
    .strictObject({
      min: positive(unit).default(min),
      max: positive(unit).default(max),
      points: count(2, 1000).default(points),
    })
    .refine((range) => range.min < range.max, { path: ["min"], message: "min must be less than max" })
    .prefault({});

const widths = [-3, -1.5, -1, -0.75, -0.5, -0.25, 0, 0.25, 0.5, 0.75, 1, 1.5, 3];

/** What `characterize neuron | synapse | device` looks at; `check` does not read it. */
export const cellBenchSchema = z
  .strictObject({
    /** Which cell of the table; null: its only one of that kind. */
    cell: z.string().nullable().default(null),
    neuron: z
      .strictObject({
        currents: span("A", 20e-9, 2e-6, 9),
        /** Refractory biases, all at one current. */
        bias: z
          .strictObject({
            iin: positive("A").default(500e-9),
            values: z.array(positive("V")).default([0.4, 0.45, 0.5, 0.55, 0.6, 0.7, 0.8]),
          })
          .prefault({}),
        /** Current of the waveform that is shown. */
        shown: positive("A").default(100e-9),
      })
      .prefault({}),
    synapse: z
      .strictObject({
        /** Conductances of the memristor that are read; null: its whole range. */
        conductances: z
          .strictObject({ min: positive("S"), max: positive("S") })
          .refine((range) => range.min < range.max, { path: ["min"], message: "min must be less than max" })
          .nullable()
          .default(null),
        points: count(2, 1000).default(7),
        spikes: z
          .strictObject({
            /** Conductance before the pair; null: in the middle of the memristor's range, geometrically. */
            g: positive("S").nullable().default(null),
            preWidth: positive("s").default(1e-3),
            postWidth: positive("s").default(1e-3),
            /** Times of the post spike less the pre spike. */
            dt: z.array(quantity("s")).default(widths.map((width) => width * 1e-3)),
          })
          .prefault({}),
      })
      .prefault({}),
  })
  .prefault({});

export type CellBenchSpec = z.output<typeof cellBenchSchema>;
