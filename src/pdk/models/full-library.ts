import { dirname, relative, sep } from "node:path";
import type { ModelSet } from "../model-set.ts";
import type { CornerIndex } from "./corner-index.ts";
import { mismatchOf } from "./mismatch.ts";
import type { Section } from "./read-section.ts";

/**
 * A corner as its library has it, with the random numbers of its transistors switched off. Folders stay as they are below their common
 * one. Sections of other corners are taken out: ngspice opens their includes too, and they are not here.
 */
export function fullLibrary(
  index: CornerIndex,
  { files }: Section,
  root: { readonly file: string; readonly section: string | null },
  options: readonly string[],
): ModelSet["full"] {
  const folder = commonFolder(files.map(({ file }) => file.path));
  const below = (path: string) => relative(folder, path).split(sep).join("/");
  const switches = new Set([...index.subckts.keys()].flatMap((name) => mismatchOf(index, name).switches));
  const path = below(root.file);
  const include = root.section === null ? `.include "${path}"` : `.lib "${path}" ${root.section}`;
  return {
    cards: [include, ...options, ...[...switches].map((name) => `.param ${name} = 0`)],
    files: files.map(({ file, sections }) => ({
      path: below(file.path),
      text: withSections(file.text, sections),
    })),
  };
}

function withSections(text: string, wanted: ReadonlySet<string>): string {
  let left = false;
  const lines = text.split("\n").filter((line) => {
    const section = /^\s*\.lib\s+["']?([^\s"']+)["']?\s*$/i.exec(line)?.[1];
    if (section !== undefined) left = !wanted.has(section.toLowerCase());
    const kept = !left;
    if (/^\s*\.endl\b/i.test(line)) left = false;
    return kept;
  });
  return lines.join("\n");
}

function commonFolder(paths: readonly string[]): string {
  let folder = dirname(paths[0] ?? ".");
  while (
    folder !== "." &&
    folder !== dirname(folder) &&
    !paths.every((path) => path.startsWith(`${folder}${sep}`))
  ) {
    folder = dirname(folder);
  }
  return folder;
}
