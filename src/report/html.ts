/** Markup that is safe to write as it stands. */
export interface Html {
  readonly markup: string;
}

type Part = Html | string | number | readonly Html[];

const entities: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/** Text as it may stand between tags and in quoted attributes. */
export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (character) => entities[character] as string);
}

/** Markup from a template; every string and number put into it is escaped, `Html` is not. */
export function html(strings: TemplateStringsArray, ...parts: readonly Part[]): Html {
  const markup = strings.reduce((text, next, i) => text + toMarkup(parts[i - 1] as Part) + next);
  return { markup };
}

/** Markup that was made elsewhere (the plots), taken as it is. */
export function raw(markup: string): Html {
  return { markup };
}

export const nothing: Html = { markup: "" };

function toMarkup(part: Part): string {
  if (typeof part === "string") return escapeHtml(part);
  if (typeof part === "number") return String(part);
  if ("markup" in part) return part.markup;
  return part.map(({ markup }) => markup).join("");
}
