import { z } from "zod";
import { count, positive } from "./field.ts";

/** What stands at the crosspoints of an array. */
export const arrayCellSchema = z
  .strictObject({
    /** `linear`: resistors. `memristor`, `1t1r`: the device's own current, without or with a select transistor: the stage `ivNonlinearity`. */
    kind: z.enum(["linear", "memristor", "1t1r"]).default("linear"),
    /** The select transistor of 1T1R cells, n-channel. Default: that of the published SKY130 ReRAM 1T1R tests, W 7 um, L 0.15 um. */
    select: z
      .strictObject({
        device: z.string().min(1).default("nfet_01v8"),
        w: positive("m").default(7e-6),
        l: positive("m").default(0.15e-6),
        /** Of the select line, during a read. */
        vGate: positive("V").default(1.8),
        /** A section of the library; null: its typical one. */
        corner: z.string().min(1).nullable().default(null),
      })
      .prefault({}),
    /** Test images of the stage. */
    images: count(1, 10_000).default(100),
  })
  .prefault({});

/** Lengths [m], voltage [V]. */
export type ArrayCellSpec = z.output<typeof arrayCellSchema>;
