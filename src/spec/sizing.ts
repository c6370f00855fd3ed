import { z } from "zod";
import { deviceSchema } from "./device.ts";
import { count, positive, quantity } from "./field.ts";
import { conditionUnits, type MeasureName, measures } from "./measure.ts";

/** A length of a transistor. Nothing on a chip is a tenth of a metre wide: such a number lacks its `u`. */
const drawn = () =>
  quantity("m", { above: 0 }).refine((value) => value < 1e-2, {
    message: "is in metres, and far too large for a transistor",
    params: { hint: "Write the unit: 0.2u is 0.2 um." },
  });

const transistorSchema = z.strictObject({
  /** Total drawn width of one device, all its fingers together. */
  w: drawn(),
  l: drawn(),
  /** Equal devices in parallel. */
  m: count(1, 10_000).default(1),
  /** Fingers that `w` is divided into. */
  nf: count(1, 10_000).default(1),
  /** Transistor of the process, as its manifest names it; null: the process's standard one of that polarity. */
  model: z.string().min(1).nullable().default(null),
});

const cellSchema = z.strictObject({
  /** A built-in one (`lif-9t`, `bridge-6t1r`), or the path of a `.subckt` file, relative to the table. */
  topology: z.string().min(1),
  /** Which test benches suit; null: the topology's own, or the name of the cell. */
  kind: z.enum(["neuron", "synapse"]).nullable().default(null),
  devices: z.record(z.string(), transistorSchema),
  /** Capacitors and biases of the topology that differ from its own values, SI with suffix. */
  parameters: z.record(z.string(), z.union([z.number(), z.string()])).default({}),
  /** The memristor of a synapse. */
  memristor: deviceSchema,
});

const optionalQuantities = Object.fromEntries(
  Object.entries(conditionUnits).map(([name, unit]) => [name, quantity(unit).optional()]),
) as { [K in keyof typeof conditionUnits]: z.ZodOptional<ReturnType<typeof quantity>> };

const limitSchema = z.strictObject({
  cell: z.string(),
  measure: z.enum(Object.keys(measures) as [MeasureName, ...MeasureName[]]),
  at: z.strictObject(optionalQuantities).prefault({}),
  min: z.union([z.number(), z.string()]).nullable().default(null),
  typ: z.union([z.number(), z.string()]).nullable().default(null),
  max: z.union([z.number(), z.string()]).nullable().default(null),
});

export const sizingSchema = z.strictObject({
  memspice: z.literal(1),
  name: z.string().optional(),
  seed: count(0, 2 ** 32 - 1).default(1),
  process: z.string(),
  models: z
    .strictObject({
      /** A library file on disk, relative to the table; null: the PDK root if there is one, else the models inside the engine. */
      library: z.string().min(1).nullable().default(null),
    })
    .prefault({}),
  cells: z.record(z.string(), cellSchema),
  limits: z.array(limitSchema).default([]),
  conditions: z
    .strictObject({
      /** Sections of the library; null: its typical one alone. */
      corners: z.array(z.string().min(1)).min(1).nullable().default(null),
      /** [degree C] */
      temperatures: z.array(z.number().min(-55).max(175)).min(1).default([27]),
      /** [V]; null: the nominal supply of the process alone. */
      supplies: z.array(positive("V")).min(1).nullable().default(null),
    })
    .prefault({}),
  mismatch: z
    .strictObject({
      /** Monte Carlo samples of transistor mismatch, at the first corner, temperature and supply. */
      samples: count(0, 100_000).default(0),
      /** Only this one, to look at it alone; null: all. */
      only: count(0, 100_000).nullable().default(null),
    })
    .prefault({}),
  solver: z
    .strictObject({
      engine: z.enum(["wasm", "native", "auto"]).default("wasm"),
      jobs: count(1, 1024).nullable().default(null),
      timeout: positive("s").default(120),
    })
    .prefault({}),
});

/** A sizing table as parsed, every default filled in; limits in SI units. */
export type SizingSpec = z.output<typeof sizingSchema>;
export type CellSpec = SizingSpec["cells"][string];
export type LimitSpec = SizingSpec["limits"][number];
