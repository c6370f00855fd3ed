import { MemspiceError } from "../foundation/index.ts";

/** A crossbar cannot be built or solved: CROSSBAR_SHAPE, CROSSBAR_CONDUCTANCE, CROSSBAR_MEMORY, CROSSBAR_WINDOW,
 * CROSSBAR_STATE, CROSSBAR_NONLINEAR_DIVERGED, CROSSBAR_SELECT_RANGE. */
export class CrossbarError extends MemspiceError {}
