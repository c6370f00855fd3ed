import { readFileSync } from "node:fs";
import { dirname, resolve } from "node:path";
import { CliError } from "./error.ts";

/** Reads files that a spec names: their paths are relative to the spec, or to the folder one stands in. @param spec path of the spec */
export function readBeside(spec: string | undefined): (path: string) => string {
  const folder = spec === undefined ? "." : dirname(spec);
  return (path) => readFileSync(resolve(folder, path), "utf8");
}

/** The text of a file that the user named. @throws CliError CLI_FILE */
export function readText(
  path: string,
  hint = "Check the path; it is taken from the folder you stand in.",
): string {
  try {
    return readFileSync(path, "utf8");
  } catch (cause) {
    throw new CliError("CLI_FILE", `cannot read it: ${(cause as Error).message}`, {
      at: [path],
      hint,
      cause,
    });
  }
}
