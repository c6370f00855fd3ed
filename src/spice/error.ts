import { MemspiceError } from "../foundation/index.ts";

/** SPICE text that cannot be written. Codes are in `spice/README.md`. */
export class SpiceError extends MemspiceError {}
