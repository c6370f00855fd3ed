import { MemspiceError } from "../foundation/index.ts";

/** A comparison of netlists that could not be made. Codes are in `lvs/README.md`. */
export class LvsError extends MemspiceError {}
