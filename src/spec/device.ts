import { z } from "zod";
import { count, negative, positive, quantity } from "./field.ts";
import type { DeviceOf } from "./memristor/card.ts";
import { type ModelName, memristorCards, modelNames } from "./memristor/cards.ts";
import { deviceSchemaOf } from "./memristor/schema.ts";
import { type TableData, tableSchema } from "./memristor/table/device.ts";
import { oneTransistorSchema } from "./one-transistor.ts";

const { hp, vteam, team, yakopcic } = memristorCards;
const models = [
  deviceSchemaOf(hp),
  deviceSchemaOf(vteam),
  deviceSchemaOf(team),
  deviceSchemaOf(yakopcic),
  deviceSchemaOf(memristorCards["stanford-pku"]),
  deviceSchemaOf(memristorCards["sky130-reram"]),
  deviceSchemaOf(memristorCards["metastable-switch"]),
  deviceSchemaOf(memristorCards["zhang-2017"]),
  tableSchema,
] as const;

/** A complete device of one model: `DeviceOfModel<"vteam">`. */
export type DeviceOfModel<M extends ModelName> = DeviceOf<(typeof memristorCards)[M]> &
  (M extends "table" ? TableData : unknown);
/** A memristor of any model; `model` tells which. */
export type DeviceSpec = { [M in ModelName]: DeviceOfModel<M> }[ModelName];

/**
 * The memristor: physics only. Its spread from device to device and from write to write is in `variability`. A device
 * that names no model is an HP device.
 */
export const deviceSchema = z
  .discriminatedUnion("model", models as unknown as [z.ZodObject, ...z.ZodObject[]], {
    error: (issue) => {
      const { input } = issue as { input?: unknown };
      if (input === null || typeof input !== "object")
        return "a device is a mapping, as in device: { model: vteam }";
      const { model } = input as { model?: unknown };
      return `unknown model ${JSON.stringify(model)}; known are ${modelNames.join(", ")}`;
    },
  })
  .prefault({}) as unknown as z.ZodType<DeviceSpec, Record<string, unknown> | undefined>;

/** The device that the name of a model alone stands for. */
export function defaultDevice(model: ModelName): DeviceSpec {
  return deviceSchema.parse({ model });
}

/** The test benches that turn the memristor into numbers. */
export const characterizationSchema = z
  .strictObject({
    hysteresis: z
      .strictObject({
        amplitude: positive("V").default(1),
        frequency: positive("Hz").default(1),
        periods: count(1, 100).default(2),
        /** The loop is run again at this multiple of the frequency, at that multiple of the next, ... this many times in all. */
        frequencyRatio: z.number().min(1.5).max(100).default(10),
        frequencies: count(1, 12).default(5),
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
    /** The memristor behind a real transistor, from a PDK on disk; null leaves it out. */
    oneTransistor: oneTransistorSchema.nullable().default(null),
  })
  .prefault({});

export type CharacterizationSpec = z.output<typeof characterizationSchema>;
