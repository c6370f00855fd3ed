import { MemspiceError } from "../foundation/index.ts";

/** A run could not start or end: OUTPUT_NOT_WRITABLE, OUTPUT_OCCUPIED, CACHE_NOT_WRITABLE. */
export class PipelineError extends MemspiceError {}
