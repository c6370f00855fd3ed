/** `name = value` on a card; the value as it stands there, with its braces or quotes. */
export interface Assignment {
  /** In lower case; a function keeps its arguments out of it. */
  readonly name: string;
  readonly value: string;
  /** `name = value` as it stands there. */
  readonly text: string;
}

export interface SplitCard {
  /** What stands before the first assignment: `.param`, `x1 d g s b nfet`. */
  readonly head: string;
  readonly assignments: readonly Assignment[];
}

const nameBefore = /([a-z_][\w.]*)\s*(?:\([^()]*\)\s*)?$/i;

/** A card cut where a new `name =` begins outside all braces, quotes and parentheses. Comparisons do not count as `=`. */
export function splitCard(text: string): SplitCard {
  const starts: { readonly start: number; readonly name: string; readonly equals: number }[] = [];
  let depth = 0;
  let quoted = false;
  for (let i = 0; i < text.length; i++) {
    const char = text[i];
    if (char === "'" || char === '"') quoted = !quoted;
    else if (quoted) continue;
    else if (char === "{" || char === "(") depth++;
    else if (char === "}" || char === ")") depth--;
    else if (char === "=" && depth === 0) {
      if (text[i + 1] === "=" || "<>!=".includes(text[i - 1] ?? " ")) continue;
      const match = nameBefore.exec(text.slice(starts.at(-1)?.equals ?? 0, i));
      if (match === null) continue;
      starts.push({ start: i - match[0].length, name: (match[1] as string).toLowerCase(), equals: i + 1 });
    }
  }
  const assignments = starts.map(({ start, name, equals }, i) => {
    const end = starts[i + 1]?.start ?? text.length;
    const clean = (from: number) => text.slice(from, end).trim().replace(/,$/, "");
    return { name, value: clean(equals), text: clean(start) };
  });
  return { head: text.slice(0, starts[0]?.start ?? text.length).trim(), assignments };
}
