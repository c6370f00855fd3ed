import { MemspiceError } from "../foundation/index.ts";

/** A run that gave no trustworthy answer. Codes are in `engine/README.md`. */
export class EngineError extends MemspiceError {}
