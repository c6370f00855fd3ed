import { z } from "zod";
import { quantity } from "./field.ts";
import {
  type ConditionName,
  conditionRanges,
  conditionUnits,
  type MeasureName,
  measures,
} from "./measure.ts";

const optionalQuantities = Object.fromEntries(
  Object.entries(conditionUnits).map(([name, unit]) => [
    name,
    quantity(unit, conditionRanges[name as ConditionName]).optional(),
  ]),
) as { [K in ConditionName]: z.ZodOptional<ReturnType<typeof quantity>> };

const bound = z.union([z.number(), z.string()]).nullable().default(null);

const written = z.strictObject({
  cell: z.string(),
  measure: z.enum(Object.keys(measures) as [MeasureName, ...MeasureName[]]),
  at: z.strictObject(optionalQuantities).prefault({}),
  min: bound,
  typ: bound,
  max: bound,
});

const bounds = ["min", "typ", "max"] as const;

/** What a measure of a cell has to be: least, typical and greatest value, null where there is none, in the measure's SI unit. */
export const limitSchema = written.transform((limit, context) => {
  const measure = measures[limit.measure];
  const fault = (path: PropertyKey[], message: string, hint: string) =>
    context.issues.push({ code: "custom", path, message, input: limit, params: { hint } });
  const convert = (name: (typeof bounds)[number]): number | null => {
    const value = limit[name];
    if (value === null) return null;
    const parsed = quantity(measure.unit).safeParse(value);
    if (parsed.success) return parsed.data;
    for (const { message, ...issue } of parsed.error.issues) {
      const { hint = "" } = ("params" in issue ? issue.params : {}) as { hint?: string };
      fault([name], message, hint);
    }
    return null;
  };
  const [min, typ, max] = [convert("min"), convert("typ"), convert("max")];
  const given = [min, typ, max].filter((value) => value !== null);
  if (bounds.every((name) => limit[name] === null)) {
    fault(
      [],
      "a limit needs min, typ or max",
      `Each is a quantity in ${measure.unit}; what is left out is not checked.`,
    );
  }
  if (given.some((value, i) => i > 0 && value < (given[i - 1] as number))) {
    const listed = bounds.filter((name) => limit[name] !== null).map((name) => `${name} ${limit[name]}`);
    fault([], `${listed.join(", ")}: they must rise in this order`, "A limit needs min <= typ <= max.");
  }
  checkConditions(limit, fault);
  return { ...limit, min, typ, max };
});

function checkConditions(
  { measure, at }: z.output<typeof written>,
  fault: (path: PropertyKey[], message: string, hint: string) => void,
): void {
  const { needs, may } = measures[measure];
  const hint = `${measure} is measured at ${[...needs, ...may.map((name) => `${name} (optional)`)].join(", ") || "nothing"}.`;
  const missing = needs.filter((name) => at[name] === undefined);
  if (missing.length > 0) fault(["at"], `${measure} needs ${missing.join(", ")}`, hint);
  const allowed: readonly string[] = [...needs, ...may];
  for (const name of Object.keys(at)) {
    if (!allowed.includes(name)) fault(["at", name], `${measure} does not depend on ${name}`, hint);
  }
}
