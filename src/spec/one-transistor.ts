import { z } from "zod";
import { positive } from "./field.ts";

const steps = z
  .strictObject({ min: positive("V"), max: positive("V"), step: positive("V") })
  .refine(({ min, max }) => min <= max, { path: ["min"], message: "min must not be above max" });

/**
 * A cell of one transistor and one memristor, and the voltages of its lines that program it: [V] against ground, lines that are not named at
 * 0 V. Forming raises the word line first, then the bit line, pulse by pulse, until the conductance is reached.
 */
export const oneTransistorSchema = z.strictObject({
  /** n-channel, as the process calls it, and its size. */
  device: z.string().min(1),
  w: positive("m"),
  l: positive("m"),
  /** Of every pulse. */
  width: positive("s"),
  read: z.strictObject({ wl: positive("V"), bl: positive("V") }),
  form: z.strictObject({
    wl: steps,
    bl: steps,
    /** What formed cells are said to have: forming ends at `min`. */
    conductance: z.strictObject({ min: positive("S"), max: positive("S") }),
  }),
  reset: z.strictObject({ wl: positive("V"), sl: positive("V") }),
  set: z.strictObject({ wl: positive("V"), bl: positive("V") }),
  temperatureC: z.number().min(-55).max(175),
});

export type OneTransistorSpec = z.output<typeof oneTransistorSchema>;
