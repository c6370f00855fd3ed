export { PdkError } from "./error.ts";
export type { ModelSet, SlimOptions, TransistorCall } from "./model-set.ts";
export type { Process } from "./process.ts";
export { readProcess } from "./process.ts";
export type { Bin, SizeIssue, Transistor } from "./transistor.ts";
export type { SegmentResistance } from "./wire.ts";
export { segmentResistance, thinnestWire } from "./wire.ts";
