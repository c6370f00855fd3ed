import { isMap, parseDocument } from "yaml";

/** Kinds of YAML file that a command may be given either of. */
export type SpecKind = "run" | "sizing";

/** What a YAML file is, by its content: a table has cells. Its faults are for the parser of its kind to find. */
export function specKind(text: string): SpecKind {
  const { contents } = parseDocument(text);
  return isMap(contents) && contents.has("cells") ? "sizing" : "run";
}
