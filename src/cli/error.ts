import { MemspiceError } from "../foundation/index.ts";

/** The command line itself is wrong: CLI_USAGE, CLI_FILE. */
export class CliError extends MemspiceError {}
