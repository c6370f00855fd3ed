import { existsSync } from "node:fs";
import { basename } from "node:path";
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

/**
 * A sizing table: a file, or one of those that come with memspice by its name (`tirado-barron-x5`) where no such file is.
 *
 * @throws CliError CLI_FILE; SpecError
 */
export function readSizing(file: string, overrides: readonly string[]): ReadSizing {
  const preset = fileURLToPath(new URL(`../../pdk/sizing/${basename(file)}.yaml`, import.meta.url));
  const path = !existsSync(file) && !/[./\\]/.test(file) && existsSync(preset) ? preset : file;
  const spec = parseSizingSpec(readText(path), { file, overrides });
  return { spec, name: spec.name ?? basename(path).replace(/\.ya?ml$/, ""), path };
}
