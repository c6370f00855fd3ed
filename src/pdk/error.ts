import { MemspiceError } from "../foundation/index.ts";

/**
 * The process does not offer what was asked: PDK_PROCESS_UNKNOWN, PDK_MANIFEST, PDK_METAL_UNKNOWN, PDK_WIDTH_TOO_SMALL,
 * PDK_PITCH_TOO_SMALL, PDK_METAL_TEMPERATURE; those of model libraries are in the README.
 */
export class PdkError extends MemspiceError {}
