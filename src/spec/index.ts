export type { CharacterizationSpec, DeviceSpec } from "./device.ts";
export { characterizationSchema, deviceSchema, hpPresets } from "./device.ts";
export type { RunSpec } from "./run.ts";
export { runSchema } from "./run.ts";
