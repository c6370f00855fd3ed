export type { ErrorDetails, ErrorRecord } from "./error.ts";
export {
  CancelledError,
  errorFromRecord,
  MemspiceError,
  throwIfCancelled,
  toErrorRecord,
} from "./error.ts";
export { hashOf, sha256 } from "./hash.ts";
export type { Matrix } from "./matrix.ts";
export { createMatrix, multiply, sliceMatrix } from "./matrix.ts";
export type { Unit } from "./quantity.ts";
export { formatQuantity, parseQuantity } from "./quantity.ts";
export type { Random, RandomStream } from "./random.ts";
export { createRandom } from "./random.ts";
export type { Summary } from "./statistics.ts";
export { kolmogorovSmirnov, pairedInterval, summarize, wilsonInterval } from "./statistics.ts";
export type { SampleMean } from "./student.ts";
export { sampleMean, studentQuantile } from "./student.ts";
export type { Warning } from "./warning.ts";
