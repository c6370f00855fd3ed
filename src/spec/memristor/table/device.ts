import { z } from "zod";
import { deviceSchemaOf } from "../schema.ts";
import { tableCard } from "../table.ts";
import { curveFault, curvesFault, type TableCurve } from "./curve.ts";
import { exampleCurves } from "./example.ts";

/** What a table device has beside its parameters. */
export interface TableData {
  /** As measured; the spec keeps them, so that a result says what it was made from. */
  readonly curves: readonly TableCurve[];
  /** The file that they came from; null: the example. */
  readonly source: string | null;
}

/** Curves as a spec may hold them. */
export const curvesSchema = z
  .array(
    z.strictObject({
      voltage: z.number(),
      width: z.number(),
      conductance: z.array(z.number()).readonly(),
    }),
  )
  .superRefine((curves, context) => {
    for (const [n, curve] of curves.entries()) {
      const fault = curveFault(curve);
      if (fault === undefined) continue;
      const { problem: message, hint } = fault;
      context.addIssue({ code: "custom", path: [n], message, input: curve, params: { hint } });
    }
    const wrong = curves.some(curveFault) ? undefined : curvesFault(curves);
    if (wrong !== undefined) context.addIssue({ code: "custom", message: wrong, input: curves });
  });

/** `file` is read before the schema sees the spec (`withTable`), and stands as `curves` and `source` from then on. */
export const tableSchema = deviceSchemaOf(tableCard, {
  file: z
    .string()
    .refine((file) => file === undefined, "the file has not been read: use parseRunSpec with `read`")
    .optional()
    .meta({ description: "CSV of measurements, relative to the spec" }),
  curves: curvesSchema.default(() => exampleCurves.map((curve) => ({ ...curve }))),
  source: z.string().nullable().default(null),
});
