import { z } from "zod";

const siemens = z.number().nonnegative();
const index = z.int().nonnegative();

const deviceSchema = z.strictObject({
  /** From the top of the layer's netlist: `hidden/Xpos_r3_c1/XRr204c071`. */
  path: z.string(),
  /** Conductance that was asked for, and what programming left [S]; seven digits. */
  target: siemens,
  programmed: siemens,
  /** Of the target, in `programming.levels`; null: between two. */
  level: index.nullable(),
  /** Pulses of `vSet` and of `vReset` that the cell took, from the erased state. */
  set: index,
  reset: index,
  /** Did it come into the tolerance? */
  reached: z.boolean(),
});

const weightSchema = z.strictObject({
  row: index,
  col: index,
  /** Row and column of its tiles, positive and negative. */
  tile: z.tuple([index, index]),
  /** Of the weight: target of `pos` less target of `neg`. */
  sign: z.union([z.literal(1), z.literal(0), z.literal(-1)]),
  pos: deviceSchema,
  neg: deviceSchema,
});

const tileSchema = z.strictObject({
  /** Subcircuit of its netlist. */
  cell: z.string(),
  polarity: z.enum(["pos", "neg"]),
  tile: z.tuple([index, index]),
  /** Its first row and column in the layer, and its size. */
  row: index,
  col: index,
  rows: index,
  cols: index,
  /** Digital gain of each of its columns, where wires are compensated so; null: 1. */
  gain: z.array(z.number()).nullable(),
});

const layerSchema = z.strictObject({
  name: z.string(),
  /** Subcircuit of its netlist; the first part of every path. */
  cell: z.string(),
  rows: index,
  cols: index,
  /** Largest tile: word lines, bit lines. */
  tile: z.tuple([index, index]),
  /** A weight is this times (g of pos - g of neg) [1/S]. */
  weightPerSiemens: z.number(),
  tiles: z.array(tileSchema),
  /** Row by row: the weight of (row, col) stands at row * cols + col. */
  weights: z.array(weightSchema),
});

/** `manifest.json`: every weight of a network with its two memristors, for who programs or tests the chip. */
export const weightManifestSchema = z.strictObject({
  memspice: z.literal(1),
  kind: z.literal("weights"),
  provenance: z.strictObject({ memspice: z.string(), specHash: z.string(), seed: index }),
  /** Identical pulses, top electrode against bottom electrode: voltages [V], width [s]; and the conductances that they reach [S]. */
  programming: z.strictObject({
    device: z.string(),
    vSet: z.number(),
    vReset: z.number(),
    width: z.number(),
    vRead: z.number(),
    /** A cell is done when it is this close to its target [S]. */
    tolerance: siemens,
    levels: z.array(siemens),
  }),
  layers: z.array(layerSchema),
});

export type WeightManifest = z.output<typeof weightManifestSchema>;
export type ManifestWeight = WeightManifest["layers"][number]["weights"][number];

/** JSON Schema (draft 2020-12) of `manifest.json`. */
export function manifestJsonSchema(): object {
  return z.toJSONSchema(weightManifestSchema);
}
