import { MemspiceError } from "../foundation/index.ts";

/** A simulation does not hold what was to be measured, or holds what cannot be. Codes are in `measurement/README.md`. */
export class MeasurementError extends MemspiceError {}
