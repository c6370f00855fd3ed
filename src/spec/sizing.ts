import { z } from "zod";
import { cellBenchSchema } from "./cell-bench.ts";
import { deviceSchema } from "./device.ts";
import { count, folderName, fraction, positive, quantity } from "./field.ts";
import { limitSchema } from "./limit.ts";
import { cellKinds, type MeasureName, type MeasureWord, measureList, measures } from "./measure.ts";

/** A length of a transistor. Nothing on a chip is a centimetre wide: such a number lacks its `u`. */
const drawn = () =>
  quantity("m", { above: 0 }).superRefine((value, context) => {
    if (value < 1e-2) return;
    context.addIssue({
      code: "custom",
      message: `${value} m is far too large for a transistor: a bare number is in metres`,
      params: { hint: `Write the unit: ${value}u is ${value} um.` },
      input: value,
    });
  });

/** A mapping with at least one entry. */
function filled<Value extends z.ZodType>(value: Value, hint: string) {
  return z
    .record(z.string().min(1), value)
    .refine((entries) => Object.keys(entries).length > 0, { message: "is empty", params: { hint } });
}

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
  kind: z.enum(cellKinds).nullable().default(null),
  devices: filled(transistorSchema, "One line a transistor, as in `W1: {w: 0.42u, l: 0.15u}`."),
  /** Capacitors and biases of the topology that differ from its own values, SI with suffix. */
  parameters: z.record(z.string(), z.union([z.number(), z.string()])).default({}),
  /** The memristor of a synapse. */
  memristor: deviceSchema,
});

const tableSchema = z.strictObject({
  memspice: z.literal(1),
  /** Names the folder of results; null: the name of the file. */
  name: folderName().nullable().default(null),
  seed: count(0, 2 ** 32 - 1).default(1),
  process: z.string(),
  models: z
    .strictObject({
      /** A library file on disk, relative to the table; null: the PDK root if there is one, else the models inside the engine. */
      library: z.string().min(1).nullable().default(null),
    })
    .prefault({}),
  cells: filled(cellSchema, "One entry a cell, as in `neuron: {topology: lif-9t, devices: {...}}`."),
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
  characterization: cellBenchSchema,
  mismatch: z
    .strictObject({
      /** Monte Carlo samples of transistor mismatch, at the first corner, temperature and supply. */
      samples: count(0, 100_000).default(0),
      /** Only this one, to look at it alone; null: all. */
      only: count(0, 100_000).nullable().default(null),
      /** Share of the samples that must keep a limit; a run that fails does not keep it. */
      leastYield: fraction().default(1),
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

export const sizingSchema = tableSchema.superRefine(checkLimits, { when: () => true });

/** A limit belongs to a cell of the table, and asks of it what such a cell has. Other faults of the table do not hide this one. */
function checkLimits(table: Partial<z.output<typeof tableSchema>>, context: z.RefinementCtx): void {
  const { cells, limits } = table;
  if (typeof cells !== "object" || !Array.isArray(limits)) return;
  for (const [i, limit] of limits.entries()) {
    const fault = (field: string, message: string, hint: string) =>
      context.addIssue({ code: "custom", path: ["limits", i, field], message, params: { hint } });
    const word: MeasureWord | undefined = measures[limit?.measure as MeasureName];
    if (typeof limit?.cell !== "string" || word === undefined) continue;
    const cell = cells[limit.cell];
    const kind = cell?.kind ?? null;
    if (cell === undefined) {
      fault("cell", `there is no cell "${limit.cell}"`, `Cells: ${Object.keys(cells).join(", ")}.`);
    } else if (kind !== null && cellKinds.includes(kind) && kind !== word.kind) {
      const message = `${limit.measure} is a measure of a ${word.kind}, and "${limit.cell}" is a ${kind}`;
      fault("measure", message, measureList(kind));
    }
  }
}

/** A sizing table as parsed, every default filled in; limits in SI units. */
export type SizingSpec = z.output<typeof sizingSchema>;
export type CellSpec = SizingSpec["cells"][string];
export type LimitSpec = SizingSpec["limits"][number];
