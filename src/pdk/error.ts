import { MemspiceError } from "../foundation/index.ts";

/** The process does not offer what was asked: PDK_METAL_UNKNOWN, PDK_WIDTH_TOO_SMALL, PDK_PITCH_TOO_SMALL. */
export class PdkError extends MemspiceError {}
