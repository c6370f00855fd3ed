import { z } from "zod";
import { count, negative, positive, quantity } from "./field.ts";

/**
 * Parameters of HP linear drift, SI. `physical` is the standard set of Strukov et al., Nature 453 (2008) 80, as MemTorch
 * and the literature use it; `legacy` is what the listing of Tirado Torres and Barron holds (dimensionless there), kept for its
 * reproduction only: with it the state does not move.
 */
export const hpPresets: Readonly<Record<"physical" | "legacy", HpParameters>> = {
  physical: { thickness: 1e-8, mobility: 1e-14, rOn: 100, rOff: 16e3 },
  legacy: { thickness: 1, mobility: 1e-10, rOn: 100, rOff: 100e3 },
};

interface HpParameters {
  /** D [m] */
  readonly thickness: number;
  /** mu [m^2/(V s)] */
  readonly mobility: number;
  /** [ohm] */
  readonly rOn: number;
  readonly rOff: number;
}

const hp = z.strictObject({
  model: z.literal("hp").default("hp"),
  preset: z.enum(["physical", "legacy"]).default("physical"),
  thickness: positive("m").optional(),
  mobility: positive("m^2/(V s)").optional(),
  rOn: positive("ohm").optional(),
  rOff: positive("ohm").optional(),
  window: z.enum(["none", "joglekar", "biolek"]).default("biolek"),
  windowExponent: count(1, 20).default(1),
  /** w/D before anything is applied; 0 is rOff. */
  initialState: z.number().min(0).max(1).default(0),
});

/** The memristor: physics only. Its spread from device to device and from write to write is in `variability`. */
export const deviceSchema = hp
  .transform(({ preset, ...own }) => ({ ...hpPresets[preset], ...definedOnly(own), preset }))
  .superRefine(({ rOn, rOff }, context) => {
    if (rOn < rOff) return;
    context.addIssue({
      code: "custom",
      path: ["rOn"],
      message: `rOn = ${rOn} ohm must be less than rOff = ${rOff} ohm`,
      input: rOn,
    });
  })
  .prefault({});

type Defined<T> = { [K in keyof T as undefined extends T[K] ? never : K]: T[K] };
function definedOnly<T extends object>(own: T): Defined<T> {
  return Object.fromEntries(Object.entries(own).filter(([, value]) => value !== undefined)) as Defined<T>;
}

/** The test benches that turn the memristor into numbers. */
export const characterizationSchema = z
  .strictObject({
    hysteresis: z
      .strictObject({
        amplitude: positive("V").default(1),
        frequency: positive("Hz").default(1),
        periods: count(1, 100).default(2),
        initialState: z.number().min(0).max(1).default(0.1),
      })
      .prefault({}),
    pulses: z
      .strictObject({
        vSet: positive("V").default(1),
        vReset: negative("V").default(-1),
        width: positive("s").default(2e-3),
        /** Identical pulses up, and as many down. */
        count: count(2, 5000).default(520),
        vRead: positive("V").default(0.1),
        readWidth: positive("s").default(1e-5),
      })
      .prefault({}),
    readDisturb: z
      .strictObject({
        reads: count(1, 100_000).default(100),
        width: quantity("s", { above: 0 }).default(1e-6),
      })
      .prefault({}),
  })
  .prefault({});

export type DeviceSpec = z.output<typeof deviceSchema>;
export type CharacterizationSpec = z.output<typeof characterizationSchema>;
