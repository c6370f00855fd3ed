import { z } from "zod";
import { MemspiceError, parseQuantity, type Unit } from "../foundation/index.ts";

interface Range {
  readonly min?: number;
  readonly above?: number;
  readonly max?: number;
  readonly below?: number;
  /** What to do about a value outside. */
  readonly hint?: string;
}

const written = z.union([z.number(), z.string()]);

/** A quantity in `unit`: a number in SI units, or text with an SI suffix (`10k`, `"3 ms"`). Comes out in SI units. */
export function quantity(unit: Unit, range: Range = {}) {
  return written
    .transform((text, context) => {
      try {
        return parseQuantity(text, unit);
      } catch (error) {
        if (!(error instanceof MemspiceError)) throw error;
        context.issues.push({
          code: "custom",
          message: error.problem,
          input: text,
          params: { hint: error.hint },
        });
        return z.NEVER;
      }
    })
    .superRefine((value, context) => {
      const fault = outOfRange(value, range);
      if (!fault) return;
      const params = { hint: range.hint };
      context.addIssue({ code: "custom", message: `${value} ${unit} ${fault}`, input: value, params });
    })
    .meta({ description: `quantity in ${unit}${describe(range)}`, unit });
}

function outOfRange(value: number, { min, above, max, below }: Range): string | undefined {
  if (min !== undefined && value < min) return `is below the least allowed, ${min}`;
  if (above !== undefined && value <= above) return `must be greater than ${above}`;
  if (max !== undefined && value > max) return `is above the most allowed, ${max}`;
  if (below !== undefined && value >= below) return `must be less than ${below}`;
  return undefined;
}

function describe({ min, above, max, below }: Range): string {
  const parts = [
    min === undefined ? "" : `>= ${min}`,
    above === undefined ? "" : `> ${above}`,
    max === undefined ? "" : `<= ${max}`,
    below === undefined ? "" : `< ${below}`,
  ].filter(Boolean);
  return parts.length > 0 ? `, ${parts.join(" and ")}` : "";
}

export const positive = (unit: Unit) => quantity(unit, { above: 0 });
export const negative = (unit: Unit) => quantity(unit, { below: 0 });
/** A whole number from `min` to `max`, both allowed. */
export const count = (min: number, max = Number.MAX_SAFE_INTEGER) => z.int().min(min).max(max);
/** A dimensionless number from 0 to 1. */
export const fraction = () => z.number().min(0).max(1);
/** A name that may be a folder's, on every system. */
export const folderName = () =>
  z.string().regex(/^[A-Za-z0-9][A-Za-z0-9._-]*$/, "must be letters, digits, dots, dashes and underscores");
