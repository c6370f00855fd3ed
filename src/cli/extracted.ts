import { CliError } from "./error.ts";

/** Files that replace cells, by the name of the cell, from `--cell name=file` flags or another of this form. @throws CliError CLI_USAGE */
export function extractedOf(flags: readonly string[], option = "--cell"): Readonly<Record<string, string>> {
  const files: Record<string, string> = {};
  for (const flag of flags) {
    const [, name, file] = /^([^=]+)=(.+)$/.exec(flag) ?? [];
    if (name === undefined || file === undefined || files[name] !== undefined) {
      throw new CliError("CLI_USAGE", `"${flag}" is not of the form name=file, once for a cell`, {
        at: [option],
        hint: `For example ${option} neuron=neuron-extracted.spice.`,
      });
    }
    files[name] = file;
  }
  return files;
}
