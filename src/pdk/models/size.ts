import { parseSpiceNumber } from "../../spice/index.ts";
import type { Assignment } from "./assignments.ts";
import { plainNumber } from "./subcircuit.ts";

/** Numbers that are known of a call's parameters; null: an expression, which only the simulator evaluates. */
export type Environment = ReadonlyMap<string, number | null>;

/** Size of a transistor [m] as far as it is known, and the number of its fingers. */
export interface Size {
  readonly w: number;
  readonly l: number;
  readonly nf: number;
}

/** The value of an assignment: a number, or a name that stands for one. */
export function valueIn(environment: Environment, text: string): number | null {
  const number = plainNumber(text);
  if (number !== null) return number;
  const name = text.replace(/^[{']\s*|\s*[}']$/g, "").toLowerCase();
  return environment.get(name) ?? null;
}

/** What a call makes of the parameters of a subcircuit. */
export function enter(
  defaults: Environment,
  assignments: readonly Assignment[],
  outside: Environment,
): Environment {
  const inside = new Map(defaults);
  for (const { name, value } of assignments) inside.set(name, valueIn(outside, value));
  return inside;
}

/** `w`, `l` and `nf` of a device card [m]; null where one of them is not known. */
export function sizeOf(
  assignments: readonly Assignment[],
  environment: Environment,
  scale: number,
): Size | null {
  const value = (name: string) => {
    const text = assignments.find((one) => one.name === name)?.value;
    return text === undefined ? undefined : valueIn(environment, text);
  };
  const [w, l, nf] = [value("w"), value("l"), value("nf") ?? 1];
  return typeof w === "number" && typeof l === "number" ? { w: w * scale, l: l * scale, nf } : null;
}

/** A size in the unit of the cards, without the rounding noise of the division. */
export function inUnit(metres: number, scale: number): number {
  return parseSpiceNumber((metres / scale).toPrecision(12));
}
