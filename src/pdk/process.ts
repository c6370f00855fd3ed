import { readFileSync } from "node:fs";
import { parse } from "yaml";
import { z } from "zod";

const positive = z.number().positive();
const metalSchema = z.strictObject({
  sheetResistance: z.strictObject({ typ: positive, min: positive, max: positive }),
  minWidth: positive,
});
const processSchema = z.strictObject({ name: z.string(), metals: z.record(z.string(), metalSchema) });

/** A process as its manifest in `pdk/` describes it. Sheet resistances [ohm per square], widths [m]. */
export type Process = Readonly<z.output<typeof processSchema>>;

/** The process of that name, from `pdk/<name>.yaml`. */
export function readProcess(name: string): Process {
  const manifest = new URL(`../../pdk/${name}.yaml`, import.meta.url);
  return processSchema.parse(parse(readFileSync(manifest, "utf8")));
}
