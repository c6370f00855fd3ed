import type { Card } from "../spec/index.ts";
import type { Form } from "./model.ts";

/** Parameters of a card's default preset. */
export function defaultValues<P extends string>(card: Card<string, P>): Readonly<Record<P, number>> {
  const preset = card.presets[card.preset];
  if (preset === undefined) throw new TypeError(`${card.model} has no preset ${card.preset}`);
  return preset.values;
}

/** What a name of a `Form` becomes in the language that is written. */
export interface Dialect {
  /** Of a parameter. */
  readonly parameter: (name: string) => string;
  /** Of `v`, `x`, `raw`, `t`, or a name defined before. */
  readonly name: (name: string) => string | undefined;
}

/** An expression of a `Form` in a dialect. */
export function translate(expression: string, { parameter, name }: Dialect): string {
  return expression
    .split(/(\{\w+\})/)
    .map((part) =>
      part.startsWith("{")
        ? parameter(part.slice(1, -1))
        : part.replace(/(?<![\w.])[A-Za-z]\w*/g, (word) => name(word) ?? word),
    )
    .join("");
}

/** What writes the expressions of a form, every defined name replaced by its expression in parentheses, or by its node. */
export function inlined(form: Form, dialect: Dialect) {
  const known = new Map<string, string>();
  const own: Dialect = { ...dialect, name: (word) => known.get(word) ?? dialect.name(word) };
  const nodes: (readonly [string, string])[] = [];
  for (const [name, expression, node] of form.lets) {
    const text = translate(expression, own);
    if (node) nodes.push([name, text]);
    known.set(name, node ? `V(${name})` : `(${text})`);
  }
  return { write: (expression: string) => translate(expression, own), nodes };
}

/** A long card in lines of at most `width` characters, broken after an operator or a comma. */
export function wrapCard(card: string, width = 118): string {
  const lines: string[] = [];
  let line = "";
  for (const piece of card.split(/(?<=[*/,?:] ?)(?=[^\s])/)) {
    if (line !== "" && line.length + piece.length > width) {
      lines.push(line.trimEnd());
      line = "+ ";
    }
    line += piece;
  }
  return [...lines, line.trimEnd()].join("\n");
}
