import { MemspiceError } from "../foundation/index.ts";

/** A netlist that cannot be built, written or read. Codes are in `netlist/README.md`. */
export class NetlistError extends MemspiceError {}
