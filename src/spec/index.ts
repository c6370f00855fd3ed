export type { CharacterizationSpec, DeviceSpec } from "./device.ts";
export { characterizationSchema, deviceSchema, hpPresets } from "./device.ts";
export { SpecError } from "./error.ts";
export { runJsonSchema } from "./json-schema.ts";
export type { ParseOptions } from "./parse.ts";
export { emitRunSpec, parseRunSpec } from "./parse.ts";
export type { RunSpec } from "./run.ts";
export { runSchema } from "./run.ts";
