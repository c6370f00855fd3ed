import { MemspiceError } from "../foundation/index.ts";

/**
 * A crossbar cannot be built or solved: CROSSBAR_SHAPE, CROSSBAR_CONDUCTANCE, CROSSBAR_MEMORY, CROSSBAR_WINDOW, CROSSBAR_STATE,
 * CROSSBAR_NONLINEAR_DIVERGED, CROSSBAR_SELECT_RANGE, CROSSBAR_CONVERTER, CROSSBAR_STUCK_MAP.
 */
export class CrossbarError extends MemspiceError {}
