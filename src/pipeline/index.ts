export type { Cache } from "./cache.ts";
export { openCache } from "./cache.ts";
export { characterizeDevice, memristorSummary } from "./characterize-device.ts";
export type { Environment, Outcome } from "./environment.ts";
export { PipelineError } from "./error.ts";
export type { Output, OutputFile } from "./output.ts";
export { openOutput } from "./output.ts";
export type { Control, ProgressEvent } from "./progress.ts";
export { runNetwork } from "./run.ts";
