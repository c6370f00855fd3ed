/** Expressions that stand in front of the circuit once, by their text: the names of their parameters. */
export type Shared = Map<string, string>;

/**
 * A model card whose expressions of parameters of the whole circuit are replaced by parameters that hold their values.
 *
 * The simulator copies a card inside a subcircuit for every transistor, and evaluates its expressions each time; these give the same number at
 * each of them. In a deck of 200 transistors that is a quarter of its whole time.
 *
 * @param isGlobal does this name mean the same at every transistor?
 */
export function shareExpressions(text: string, isGlobal: (name: string) => boolean, shared: Shared): string {
  return text.replace(/\{([^{}]*)\}/g, (whole, expression: string) => {
    const withoutNumbers = expression.replace(/(?<![\w.])(?:\d+\.?\d*|\.\d+)(?:e[-+]?\d+)?[a-z]*/gi, " ");
    const names = withoutNumbers.toLowerCase().match(/[a-z_][\w.]*/g) ?? [];
    const simple = /[-+*/]/.test(withoutNumbers) && !/\w\s*\(/.test(withoutNumbers);
    if (!simple || names.length === 0 || !names.every(isGlobal)) return whole;
    const name = shared.get(expression) ?? `library_value_${shared.size}`;
    shared.set(expression, name);
    return `{${name}}`;
  });
}
