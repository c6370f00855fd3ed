import { readFileSync } from "node:fs";
import { CliError } from "./error.ts";

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
