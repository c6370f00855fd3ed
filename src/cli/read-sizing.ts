import { existsSync, readdirSync } from "node:fs";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { parseSizingSpec, type SizingSpec } from "../spec/index.ts";
import { readText } from "./read.ts";

export interface ReadSizing {
  readonly spec: SizingSpec;
  /** For folders and titles: the table's own, else that of its file. */
  readonly name: string;
  /** Its file. */
  readonly path: string;
}

const folder = fileURLToPath(new URL("../../pdk/sizing/", import.meta.url));

function presets(): string[] {
  const tables = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
  return tables.map((name) => name.slice(0, -".yaml".length));
}

/** The file that a table's name means, and its text. @throws CliError CLI_FILE */
export function readTable(file: string): { readonly path: string; readonly text: string } {
  const preset = join(folder, `${file}.yaml`);
  const path = !existsSync(file) && !/[./\\]/.test(file) && existsSync(preset) ? preset : file;
  return { path, text: readText(path, `Give a file, or one of ${presets().join(", ")}.`) };
}

/**
 * A sizing table: a file, or one of those that come with memspice by its name (`tirado-barron-x5`) where no such file is.
 *
 * @throws CliError CLI_FILE; SpecError
 */
export function readSizing(file: string, overrides: readonly string[]): ReadSizing {
  const { path, text } = readTable(file);
  const spec = parseSizingSpec(text, { file, overrides });
  return { spec, name: spec.name ?? basename(path).replace(/\.ya?ml$/, ""), path };
}
