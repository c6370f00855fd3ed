import { MemspiceError } from "../foundation/index.ts";

/** A run could not start or end: OUTPUT_NOT_WRITABLE, OUTPUT_OCCUPIED, CACHE_NOT_WRITABLE. A neuron is of no use: NEURON_*. A table asks what its cells have not: LIMIT_CELL_KIND, CELL_CHOICE, CELL_NOT_MODELLED. A file that a spec names: STUCK_MAP. Select transistors: SELECT_TRANSISTOR. A transistor that its cell would ruin: ONE_TRANSISTOR_ILLEGAL. */
export class PipelineError extends MemspiceError {}
