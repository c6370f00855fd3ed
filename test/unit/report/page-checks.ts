import { parseHTML } from "linkedom";
import { expect } from "vitest";

interface Element {
  readonly textContent: string;
  readonly id: string;
  getAttribute(name: string): string | null;
  querySelectorAll(selector: string): Iterable<Element>;
}

const all = (root: { querySelectorAll(s: string): Iterable<Element> }, selector: string) => [
  ...root.querySelectorAll(selector),
];

/** Text of a page, its no-break spaces as plain ones. */
export function wordsIn(markup: string): string {
  return parseHTML(markup).document.body.textContent.replaceAll("\u00a0", " ");
}

/** Cells of all table rows of a section. */
export function rowsOf(markup: string, section: string): string[][] {
  const { document } = parseHTML(markup);
  return all(document, `section[aria-labelledby=${section}] tbody tr`).map((row) =>
    all(row, "th, td").map(({ textContent }) => textContent.replaceAll("\u00a0", " ")),
  );
}

/** One document without script that names nothing outside itself, can be read aloud, and has these parts and no invalid number. */
export function expectSoundPage(markup: string, parts: readonly string[], figures: number): void {
  const { document } = parseHTML(markup);
  expect(markup.startsWith("<!doctype html>")).toBe(true);
  expect(all(document, "script, iframe, object, embed, base, img")).toEqual([]);
  const places = [...markup.matchAll(/(?:href|src|url\()=?["']?([^"')>\s]+)/g)].map(
    ([, place]) => place as string,
  );
  expect(places.filter((place) => !place.startsWith("#") && place !== "data:,")).toEqual([]);
  expect(all(document, "h1")).toHaveLength(1);
  expect(all(document, "h2").map(({ id }) => id)).toEqual(parts);
  expect(all(document, "nav a").map((link) => link.getAttribute("href"))).toEqual(
    parts.map((id) => `#${id}`),
  );
  expect(all(document, "figure")).toHaveLength(figures);
  for (const svg of all(document, "svg")) {
    expect(svg.getAttribute("role")).toBe("img");
    expect((svg.getAttribute("aria-label") ?? "").length).toBeGreaterThan(10);
  }
  for (const table of all(document, "table")) {
    const columns = all(table, "thead th[scope=col]").length;
    for (const row of all(table, "tbody tr")) expect(all(row, "th, td")).toHaveLength(columns);
  }
  const colours = [...markup.matchAll(/ (?:fill|stroke)="([^"]+)"/g)].map(([, colour]) => colour as string);
  expect(colours.filter((colour) => !/^(none|currentColor|var\(--[a-z0-9]+\))$/.test(colour))).toEqual([]);
  expect(wordsIn(markup)).not.toMatch(/NaN|undefined|Infinity|not a number/);
  expect(markup).not.toMatch(/="[^"]*(NaN|undefined|Infinity)/);
}
