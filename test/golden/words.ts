import { parseHTML } from "linkedom";

/** The words of a page, a block a line, without style and drawings. */
export function wordsOf(page: string): string {
  const { document } = parseHTML(page);
  for (const element of document.querySelectorAll("style, title, svg")) element.remove();
  const blocks = document.body.innerHTML
    .replace(/\s+/g, " ")
    .replace(/<\/(?:p|h1|h2|tr|li|dd|figcaption|pre|footer)>/g, "\n");
  const cells = blocks.replace(/<\/(?:td|th|dt)>/g, " | ").replace(/<small>/g, " / ");
  return `${parseHTML(`<!doctype html><html><body>${cells}</body></html>`)
    .document.body.textContent.split("\n")
    .map((line: string) => line.replace(/[^\S\u00a0]+/g, " ").trim())
    .filter((line: string) => line !== "")
    .join("\n")}\n`;
}
