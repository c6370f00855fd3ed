import { z } from "zod";
import { quantity } from "../field.ts";
import type { Card, DeviceOf, Parameter } from "./card.ts";

/**
 * What a user may write of a device of one model, and the complete device that it becomes: the parameters of the preset,
 * each replaced by his own where he gives one. `more` are fields that are no parameters. A value outside the card's range, or two in the wrong order, is a fault.
 */
export function deviceSchemaOf<K extends Card>(card: K, more: Readonly<Record<string, z.ZodType>> = {}) {
  const { model, presets, parameters, choices } = card;
  const names = Object.keys(presets) as [string, ...string[]];
  const shape: Record<string, z.ZodType> = {
    preset: z.enum(names).default(card.preset),
    ...Object.fromEntries(
      Object.entries(parameters).map(([name, one]) => [name, fieldOf(card, one).optional()]),
    ),
    ...Object.fromEntries(Object.entries(choices).map(([name, words]) => [name, z.enum(words).optional()])),
    initialState: z.number().min(0).max(1).default(card.initialState),
    ...more,
  };
  const literal = model === "hp" ? z.literal(model).optional() : z.literal(model);
  return z
    .strictObject({ ...shape, model: literal })
    .transform((written) => complete(card, written) as DeviceOf<K>)
    .superRefine((device, context) => {
      const values = device as unknown as Record<string, number>;
      for (const [less, than] of card.ordered) {
        if ((values[less] as number) < (values[than] as number)) continue;
        const text = (name: string) => `${name} = ${values[name]} ${parameters[name]?.unit}`;
        const message = `${text(less)} must be less than ${text(than)}`;
        context.addIssue({ code: "custom", path: [less], message, input: values[less] });
      }
    });
}

function complete(card: Card, written: object): object {
  const own = Object.fromEntries(Object.entries(written).filter(([, value]) => value !== undefined));
  const words = Object.fromEntries(Object.entries(card.choices).map(([name, [first]]) => [name, first]));
  const preset = card.presets[own.preset as string];
  return { ...preset?.values, ...words, ...preset?.words, ...own, model: card.model };
}

function fieldOf(card: Card, { unit, min, max, whole }: Parameter) {
  const text = unit === "1" ? "" : ` ${unit}`;
  const hint = `The card of ${card.model} allows ${min} to ${max}${text}; its presets are ${Object.keys(card.presets).join(", ")}.`;
  const limits = { min, max, hint };
  return whole ? quantity(unit, limits).pipe(z.int()) : quantity(unit, limits);
}
